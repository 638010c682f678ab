"""The exchange by HTTP when the other side answers by errors: nothing is lost, nothing waits for another message."""

import threading
from http.server import HTTPServer

import pytest

from registry.actions.exchange import deliver, make_messages
from registry.actions.exchange_in import pick_up
from registry.models import Incoming
from registry.transports import Http
from tests.registry.test_exchange import OURS, THEIRS, Adapter, issued, sides  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


class Stubborn(Adapter):
    """An adapter that answers some questions by an error."""

    kept: dict[str, dict[str, bytes]] = {}  # noqa: RUF012
    refused: set[str] = set()  # noqa: RUF012
    deleted: list[str] = []  # noqa: RUF012

    def do_GET(self):  # noqa: N802
        if f"GET {self.path}" in self.refused:
            self.send_error(500)
        else:
            super().do_GET()

    def do_DELETE(self):  # noqa: N802
        self.deleted.append(self.path)
        if "DELETE" in self.refused:
            self.send_error(500)
        elif self.path.split("?")[0].rpartition("/")[2] not in self.kept[THEIRS]:
            self.send_error(404)
        else:
            super().do_DELETE()


@pytest.fixture
def stubborn(sides, tmp_path, monkeypatch):  # noqa: F811
    for name, empty in (("kept", {}), ("refused", set()), ("deleted", [])):
        monkeypatch.setattr(Stubborn, name, empty)
    server = HTTPServer(("127.0.0.1", 0), Stubborn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Http(f"http://127.0.0.1:{server.server_port}", tmp_path / "http")
    server.shutdown()
    server.server_close()


def waiting_there(who, carrier, count=3):
    for number in range(1, count + 1):
        issued(who, number=number)
    make_messages()
    deliver(carrier)


def here(who):
    return Incoming.objects.filter(agency=who.department).count()


def test_a_message_that_cannot_be_deleted_stops_no_other_and_is_tried_again(who, stubborn):
    waiting_there(who, stubborn)
    Stubborn.refused.add("DELETE")
    assert (pick_up(stubborn), here(who), len(Stubborn.deleted)) == (3, 3, 3)
    Stubborn.refused.clear()
    assert (pick_up(stubborn), here(who), len(Stubborn.deleted)) == (3, 3, 6)
    assert Stubborn.kept[THEIRS] == {}


def test_a_message_deleted_before_is_well(who, stubborn):
    waiting_there(who, stubborn, 1)
    pick_up(stubborn)
    stubborn.done(THEIRS, "m0", taken=True)
    assert len(Stubborn.deleted) == 2


def test_a_message_that_is_not_given_out_stops_no_other(who, stubborn):
    waiting_there(who, stubborn)
    Stubborn.refused.add(f"GET /{THEIRS}/m0")
    assert (pick_up(stubborn), here(who)) == (2, 2)
    Stubborn.refused.clear()
    assert (pick_up(stubborn), here(who)) == (1, 3)
    assert not list(stubborn.folder.iterdir())


def test_one_organisation_whose_messages_are_not_listed_stops_no_other(who, stubborn):
    waiting_there(who, stubborn, 1)
    Stubborn.refused.add(f"GET /{OURS}")
    assert (pick_up(stubborn), here(who)) == (1, 1)
