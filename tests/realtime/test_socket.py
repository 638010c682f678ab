"""The socket of a running server, in both sizes: what is told, who is let in, who is sent away and how fast."""

import json
import time
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.realtime.rehearsal import Page, Rehearsal, raw_request

SIGN_IN, RIGHTS, TOO_BIG, POLICY = 4401, 4403, 1009, 1008
SOON = 6.5  # seconds: promised 5, and some for a busy machine


@pytest.fixture(scope="module")
def shared(server):
    rehearsal = Rehearsal(server, people=12)
    yield rehearsal
    rehearsal.close()


@pytest.fixture
def meeting(shared):
    """The meeting as it stands now."""
    shared.rev = shared.head()
    return shared


def test_a_turned_page_reaches_the_tablet(meeting):
    page = meeting.page()
    meeting.turn(17)
    page.until(lambda p: p.facts.get("show", {}).get("page") == 17)
    assert (page.parts, page.gaps) == ({}, 0)  # nothing was drawn for it


def test_a_changed_part_reaches_each_audience_in_its_language(meeting):
    chair, member, english = meeting.page(0), meeting.page(1), meeting.page(2, lang="en")
    meeting.step("pause")
    for page in (chair, member, english):
        page.until(lambda p: "status" in p.parts)
        assert 'id="status"' in page.parts["status"]
    assert member.stale == ["mine"]
    assert member.parts["status"] != english.parts["status"]
    meeting.step("resume")


def test_what_happens_in_another_process_reaches_the_tablet(meeting):
    if len(meeting.server.ports) == 1:
        pytest.skip("one process serves this size")
    page = meeting.page(at=0)
    meeting.turn(23, at=1)
    page.until(lambda p: p.facts.get("show", {}).get("page") == 23, patience=2)


def test_who_comes_back_is_told_what_was_missed(meeting):
    before = meeting.rev
    meeting.turn(31)
    meeting.raise_hand(11)
    page = meeting.page(have=before)
    assert page.rev == meeting.head()
    assert page.facts["show"]["page"] == 31
    assert set(page.parts) == {"speakers"}  # nothing else changed


def test_a_page_with_a_gap_asks_again_on_the_same_socket(meeting):
    page = meeting.page()
    meeting.turn(41)
    page.until(lambda p: "show" in p.facts)
    page.facts.clear()
    page.hello(meeting.topic, meeting.rev)
    assert page.facts["show"]["page"] == 41
    assert page.rev == meeting.head()


def test_a_ticket_opens_the_door_again(meeting):
    first = meeting.page(3)
    assert meeting.page(3, ticket=first.ready["ticket"]).ready["topics"] == {
        meeting.topic: meeting.rev
    }


def test_a_ticket_is_worth_nothing_in_other_hands(meeting):
    ticket = meeting.page(3).ready["ticket"]
    stranger = Page(meeting.dial("sessionid=" + "x" * 32))
    stranger.line.send(json.dumps({"t": "hello", "topics": {meeting.topic: 0}, "ticket": ticket}))
    assert stranger.closed() == SIGN_IN


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "http://127.0.0.1.evil.example"]
)
def test_a_foreign_page_is_refused_before_the_socket_opens(meeting, origin):
    with pytest.raises(InvalidStatus) as refusal:
        meeting.dial(meeting.cookies[1], origin=origin)
    assert refusal.value.response.status_code in (400, 403)


def test_who_is_not_signed_in_is_sent_to_sign_in(meeting):
    page = Page(meeting.dial())
    page.line.send(meeting.told["hello"])
    assert page.closed() == SIGN_IN


def test_a_stranger_hears_nothing(meeting):
    code = (
        "from meetings.management.commands.rehearse import _sign_in\n"
        "from people.models import User\n"
        "print(_sign_in([User.objects.get(username='dung')])[0])"
    )
    stranger = Page(meeting.dial(meeting.server.shell(code).split()[-1])).hello(meeting.topic, 0)
    assert stranger.ready["refused"] == [meeting.topic]
    meeting.turn(51)
    stranger.listen(1)
    assert (stranger.facts, stranger.parts) == ({}, {})


@pytest.mark.parametrize(
    "topic", ["meeting.999999", "meeting.0", "nothing.1", "desk.1", "a b", "*"]
)
def test_forged_topics_are_refused(meeting, topic):
    page = Page(meeting.dial(meeting.cookies[4])).hello(topic, 0)
    assert page.ready["refused"] == [topic]


@pytest.mark.parametrize(
    "said",
    ["", "x", "[]", "{}", '{"t":"hello"}', '{"t":"hello","topics":[]}', '{"t":"hello","topics":{"meeting.1":"x"}}',
     '{"t":"hello","topics":{"meeting.1":null}}', '{"t":"hello","topics":{"meeting.1":1e999}}', '{"t":"act","topics":{}}', "[" * 20000,
     json.dumps({"t": "hello", "topics": {f"meeting.{n}": 0 for n in range(1, 40)}})],
)  # fmt: skip
def test_nonsense_closes_the_socket(meeting, said):
    page = Page(meeting.dial(meeting.cookies[4]))
    page.line.send(said)
    assert page.closed() == 1007


def test_a_huge_message_closes_the_socket(meeting):
    page = meeting.page(4)
    page.line.send("x" * 100_000)
    assert page.closed() == TOO_BIG


def test_who_talks_without_end_is_closed(meeting):
    page = meeting.page(4)
    with suppress(ConnectionClosed):
        for _ in range(2000):
            page.line.send(meeting.told["hello"])
            time.sleep(0.001)
    assert page.closed() == POLICY


def test_one_person_has_only_so_many_sockets(meeting):
    pages = [meeting.page(5) for _ in range(24)]
    one_more = Page(meeting.dial(meeting.cookies[5]))
    one_more.line.send(meeting.told["hello"])
    assert one_more.closed() == POLICY
    for page in pages:
        page.line.close()


def test_signing_out_closes_the_socket(meeting):
    page, began = meeting.page(6), time.monotonic()
    meeting.post("/sign-out/", person=6)
    assert page.closed(SOON) == SIGN_IN
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize(
    ("person", "what", "code"),
    [
        (7, "User.objects.filter(username=name).update(is_active=False)", SIGN_IN),
        (8, "u = User.objects.get(username=name); u.set_password('another-26-word'); u.save()", SIGN_IN),
        (9, "Session.objects.filter(session_key=key).delete()", SIGN_IN),
        (10, "remove_seat(Seat.objects.get(user__username=name), by=User.objects.get(username='an'))", RIGHTS),
    ],
)  # fmt: skip
def test_who_lost_the_right_is_sent_away(meeting, person, what, code):
    page, key = meeting.page(person), meeting.cookies[person].partition("=")[2]
    meeting.server.shell(
        "from django.contrib.sessions.models import Session\n"
        "from meetings.actions import remove_seat\nfrom meetings.models import Seat\n"
        f"from people.models import User\nname, key = 'rehearsal-{person + 1:04}', '{key}'\n{what}"
    )
    assert page.closed(SOON) == code
    meeting.turn(60 + person)
    back, ticket = Page(meeting.dial(meeting.cookies[person])), page.ready["ticket"]
    back.line.send(json.dumps(json.loads(meeting.told["hello"]) | {"ticket": ticket}))
    if code == SIGN_IN:
        assert back.closed() == SIGN_IN
    else:
        assert back.until(lambda p: p.ready is not None).ready["refused"] == [meeting.topic]
    assert (back.facts, back.parts) == ({}, {})  # the ticket of before is worth nothing


def test_who_was_away_when_the_right_was_lost_gets_nothing_for_the_ticket(meeting):
    page = meeting.page(4)
    ticket = page.ready["ticket"]
    page.line.close()  # before any look around could see it
    meeting.server.shell(
        "from people.models import User\nUser.objects.filter(username='rehearsal-0005').update(is_active=False)"
    )
    back = Page(meeting.dial(meeting.cookies[4]))
    back.line.send(json.dumps(json.loads(meeting.told["hello"]) | {"ticket": ticket}))
    assert back.closed() == SIGN_IN
    assert (back.facts, back.parts) == ({}, {})


@pytest.mark.parametrize("bad", [b"X-A: 1\x0bB: 2", b"X-A: 1\x00", b"X A: 1"])
def test_a_smuggled_header_is_refused(meeting, bad):
    said = raw_request(
        meeting.server.url,
        [b"GET /ws/ HTTP/1.1", b"Host: 127.0.0.1", b"Upgrade: websocket", b"Connection: Upgrade",
         b"Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==", b"Sec-WebSocket-Version: 13", bad],
    )  # fmt: skip
    assert b" 101 " not in said


def test_sockets_are_written_in_the_quickest_way(meeting):
    meeting.page()
    assert "sockets are written by" not in meeting.server.log.read_text()
