"""The disk is full while somebody signs: a sentence, nothing half-written, and everything goes on once there is room."""

from __future__ import annotations

import errno

import pytest
from django.db import OperationalError
from django.urls import reverse

from core import clock
from signing.actions import attempts
from signing.actions.completing import complete, go_on
from signing.attempt_states import AttemptState
from signing.models import SigningKey
from tests.signing import agents
from tests.signing.agents import at_agent, begun, signed_by_agent
from tests.signing.test_keys import given
from tests.signing.way import asked, sent

FULL = OSError(errno.ENOSPC, "No space left on device")
SAID = "ổ đĩa đã đầy"


@pytest.mark.parametrize(
    "error",
    [
        FULL,
        OperationalError("database or disk is full"),
        OperationalError('could not extend file "base/5/16397": No space left on device'),
    ],
)
def test_a_key_that_finds_no_room_leaves_nothing_behind(  # noqa: PLR0917 (fixtures)
    client, who, settings, tmp_path, monkeypatch, error
):
    settings.DEMO, settings.DATA_DIR = False, tmp_path
    client.force_login(who.an)
    url, file = reverse("signing:add_file_key"), given(agents.holder(str(who.an)))

    def full(_handle):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("signing.pdf.keys.os.fsync", full)
        answer = client.post(url, file)
    assert (answer.status_code, SAID in answer.content.decode()) == (409, True)
    assert not SigningKey.objects.exists()
    assert not [*(tmp_path / "keys").glob("*.p12"), *(tmp_path / "keys").glob("*.part")]
    assert client.post(url, given(agents.holder(str(who.an)))).status_code == 302


def test_a_signature_that_came_waits_for_room(client, who, monkeypatch, swift):
    """It was made with the person's PIN or code: it is not thrown away, and the page says what is waited for."""
    key, route = at_agent(who.an, who.an), sent(who)
    attempt = begun(route, who)

    def full(*_given, **_more):
        raise FULL

    signature = signed_by_agent(attempt, key)
    with monkeypatch.context() as patch:
        patch.setattr("documents.store.tempfile.mkstemp", full)
        done = complete(attempts.deliver(attempt, signature))
        go_on()
    assert done.state == AttemptState.SIGNED
    client.force_login(who.an)
    page = client.get(reverse("signing:route", args=[route.pk])).content.decode()
    assert "Ổ đĩa của máy chủ không còn chỗ" in page
    go_on()
    assert asked(route).kind == "number"


def test_after_an_hour_without_room_it_is_said(who, monkeypatch, swift):
    key, route = at_agent(who.an, who.an), sent(who)
    attempt = begun(route, who)
    signature = signed_by_agent(attempt, key)

    def full(*_given, **_more):
        raise FULL

    monkeypatch.setattr("documents.store.tempfile.mkstemp", full)
    complete(attempts.deliver(attempt, signature))
    with clock.at(clock.now() + attempts.COMPLETING * 1.1):
        go_on()
    attempt.refresh_from_db()
    assert (attempt.state, SAID in attempt.reason) == (AttemptState.EXPIRED, True)
