"""Who is needed for every paper does not answer: asked once, not once for each of two hundred papers."""

from __future__ import annotations

import uuid

import pytest

from core import clock
from signing import actions
from signing.actions import attempts, completing
from signing.models import Attempt, Signature
from signing.strongbox import DEMO_PIN
from tests.signing.test_batch_elsewhere import (  # noqa: F401 (fixtures)
    NEXT,
    PIN,
    here,
    pressed,
    rows,
    service,
    states,
)  # fmt: skip

SILENT = "Dịch vụ cấp dấu thời gian không phản hồi. Chưa ký."


@pytest.fixture
def tsa(settings, state_ca):
    """How often the timestamp authority was asked."""
    settings.TSA_URL, settings.SIGNING_LEVEL = state_ca.tsa(), "B-T"
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    state_ca.asked.clear()
    return lambda: len([one for one in state_ca.asked if "/tsa/" in one])


def test_what_a_service_signed_waits_together(who, service, rows, state_ca, tsa):  # noqa: F811
    with state_ca.behave("tsa", "down"):
        batch = pressed(rows, who)
        completing.go_on()
        assert tsa() == 2  # a press and a turn of the clock
        assert states(batch) == "waiting waiting waiting waiting"
        assert set(Attempt.objects.values_list("doing", flat=True)) == {"timestamp"}
        with clock.at(clock.now() + attempts.COMPLETING * 1.1):
            completing.go_on()
    assert set(batch.lines.values_list("state", "said")) == {("failed", SILENT)}
    actions.go_on_with(batch, pin=PIN, otp=NEXT, by=who.an)
    assert states(batch) == "done done done done"


def test_many_with_a_key_of_this_server_rest_and_are_gone_on_with(who, rows, state_ca, tsa):  # noqa: F811
    with state_ca.behave("tsa", "down"):
        batch = actions.carry_out(rows, client_id=uuid.uuid4(), pin=DEMO_PIN, by=who.an)
    assert tsa() == 1
    assert states(batch) == "failed waiting waiting waiting"
    assert set(batch.lines.values_list("said", flat=True)) == {SILENT}
    assert not Signature.objects.exists()
    actions.go_on_with(batch, pin=DEMO_PIN, by=who.an)
    assert states(batch) == "done done done done"
