"""A message that cannot be taken in just now is not unfit: it stays where it lies, and is taken in at the next turn."""

import pytest

from core.child import Interrupted
from core.full_disk import DiskFull
from core.refused import NotNow, Refused
from registry.actions import exchange_in
from registry.actions.exchange_in import pick_up
from registry.models import Exchange, Incoming
from tests.registry.test_exchange import issued, sides  # noqa: F401  a fixture
from tests.registry.test_stubborn_exchange import here, waiting_there

pytestmark = pytest.mark.django_db


def busy():
    return NotNow("Many Office files are being converted just now.")


@pytest.mark.parametrize("trouble", [busy, Interrupted, DiskFull])
@pytest.mark.parametrize("place", ["as_pdf", "inspect", "keep"])
def test_it_waits_for_the_next_turn_and_stops_no_other(who, sides, monkeypatch, trouble, place):  # noqa: F811
    waiting_there(who, sides, 2)
    whole, asked = getattr(exchange_in, place), []

    def once(*given, **more):
        asked.append(given)
        if len(asked) == 1:
            raise trouble()
        return whole(*given, **more)

    monkeypatch.setattr(exchange_in, place, once)
    assert (pick_up(sides), here(who)) == (1, 1)
    assert not Exchange.objects.filter(state="unfit").exists()
    assert (pick_up(sides), here(who)) == (1, 2)
    assert pick_up(sides) == 0


def test_what_is_wrong_with_the_file_itself_is_told_at_once(who, sides, monkeypatch):  # noqa: F811
    waiting_there(who, sides, 1)

    def spoilt(_upload):
        raise Refused("Tệp bị hỏng.")

    monkeypatch.setattr(exchange_in, "as_pdf", spoilt)
    assert (pick_up(sides), here(who)) == (1, 0)
    assert "Tệp bị hỏng." in str(Exchange.objects.get(outgoing=False).problems)
    assert not Incoming.objects.filter(agency=who.department).exists()
