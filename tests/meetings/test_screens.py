"""The screen of the room: what it shows and never shows, links, the pass of the socket."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from core.clock import at, now
from core.refused import Refused
from meetings import actions, boards, passes, screen
from meetings.models import Meeting, ScreenLink
from meetings.queries import Sight
from realtime import entry, topics
from tests import world


@pytest.fixture(autouse=True)
def nobody_guessed_before():
    cache.clear()


@pytest.fixture
def meeting(who):
    return world.in_session()


@pytest.fixture
def link(meeting, who):
    return actions.make_screen_link(meeting, by=who.chi)


def stage(meeting, language="vi"):
    return topics.KINDS["screen"].render(meeting.pk, "stage", "screen", language)


def mode(meeting):
    return boards.context(Sight(Meeting.objects.get(pk=meeting.pk)), "screen", "stage", "screen")[
        "mode"
    ]


def code(link):
    return passes.code_of(link.nonce)


def test_the_screen_shows_what_matters_now(who):
    meeting = world.convened()
    assert mode(meeting) == "before"
    for person in (who.an, who.binh):
        actions.arrive(meeting.seats.get(user=person), by=person)
    meeting = actions.open_meeting(meeting, by=who.an)
    item = meeting.items.first()
    actions.start_item(item, by=who.an)
    assert mode(meeting) == "item"
    speaking = actions.ask_to_speak(meeting.seats.get(user=who.binh), by=who.binh)
    actions.call_speaker(speaking, by=who.an)
    assert mode(meeting) == "speaker"
    vote = actions.prepare_vote(meeting, question="Thông qua ngân sách", by=who.an)
    actions.open_vote(vote, by=who.an)
    assert mode(meeting) == "vote"
    actions.close_vote(vote, by=who.an)
    actions.announce_vote(vote, by=who.an)
    assert mode(meeting) == "vote"  # the result stays until something is begun
    actions.start_item(meeting.items.last(), by=who.an)
    assert mode(meeting) == "speaker"
    actions.end_speaking(speaking, by=who.an)
    assert mode(meeting) == "item"
    actions.pause_meeting(meeting, by=who.an)
    assert mode(meeting) == "pause"
    actions.resume_meeting(meeting, by=who.an)
    actions.close_meeting(meeting, by=who.an)
    assert mode(meeting) == "after"


def test_who_prepares_keeps_one_thing_on_the_screen(meeting, who):
    for word in ("agenda", "vote", "speaker", "qr", "black", "paper"):
        actions.pin_stage(meeting, word, by=who.chi)
        assert f'data-mode="{word}"' in stage(meeting)
    actions.pin_stage(meeting, "", by=who.chi)
    assert 'data-mode="item"' in stage(meeting)
    with pytest.raises(Refused):
        actions.pin_stage(meeting, "<script>", by=who.chi)


@pytest.mark.parametrize("way", ["open", "secret"])
def test_the_screen_tells_nothing_personal_of_a_vote(meeting, who, way):
    vote = actions.prepare_vote(meeting, question="Thông qua ngân sách", by=who.an)
    type(vote).objects.filter(pk=vote.pk).update(way=way)
    vote = actions.open_vote(type(vote).objects.get(pk=vote.pk), by=who.an)
    actions.cast_ballot(vote, meeting.seats.get(user=who.binh), "disagree", by=who.binh)
    shown = stage(meeting)
    assert "1<small>/2</small>" in shown
    assert "Trần Thị Bình" not in shown
    assert "Không tán thành" not in shown
    actions.close_vote(vote, by=who.an)
    assert "Không tán thành" not in stage(meeting)  # counted, not announced yet
    vote = type(vote).objects.get(pk=vote.pk)
    if vote.state == "closed":
        actions.announce_vote(vote, by=who.an)
    shown = stage(meeting)
    assert "Không tán thành" in shown
    assert "Trần Thị Bình" not in shown


def test_why_somebody_is_away_stays_off_the_screen(who):
    meeting = world.convened()
    actions.answer(meeting.seats.get(user=who.binh), accept=False, reason="Nằm viện", by=who.binh)
    assert "Nằm viện" not in stage(meeting)


def test_a_television_comes_in_with_the_digits_and_without_an_account(client, meeting, link):
    answer = client.post("/tv/", {"code": passes.spaced(code(link))})
    assert answer["Location"] == f"/meetings/{meeting.pk}/screen/"
    page = client.get(answer["Location"])
    assert "Ngân sách năm 2027" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert code(link) not in page.content.decode()
    link.refresh_from_db()
    assert link.seen_at is not None
    assert client.get(meeting.get_absolute_url()).status_code == 302  # the screen and nothing else
    assert client.get(f"/meetings/{meeting.pk}/seats/").status_code == 302


def test_the_link_of_one_meeting_opens_no_other(client, link, who):
    other = world.in_session("Phiên họp kín")
    client.get(f"/tv/{code(link)}/")
    answer = client.get(f"/meetings/{other.pk}/screen/")
    assert answer.status_code == 302
    for path in ("parts/stage/", "qr.svg", "paper/1/"):
        answer = client.get(f"/meetings/{other.pk}/screen/{path}")
        assert answer["Location"] == "/tv/?ended=1"


def test_only_the_paper_on_show_is_sent(client, meeting, link, who):
    version = meeting.folder.papers.get().versions.get()
    client.get(f"/tv/{code(link)}/")
    path = f"/meetings/{meeting.pk}/screen/paper/{version.pk}/"
    assert client.get(path).status_code == 404
    actions.show_page(meeting, version, 1, by=who.an)
    assert b"".join(client.get(path).streaming_content).startswith(b"%PDF")
    assert client.get(version.file_url).status_code == 302
    actions.end_show(meeting, by=who.an)
    assert client.get(path).status_code == 404


def test_a_revoked_link_goes_dark(client, meeting, link, who):
    client.get(f"/tv/{code(link)}/")
    actions.revoke_screen_link(link, by=who.chi)
    assert client.get(f"/meetings/{meeting.pk}/screen/")["Location"] == "/tv/?ended=1"
    assert client.get(f"/tv/{code(link)}/").status_code == 422


def test_a_link_ends_half_a_day_after_the_meeting(meeting, link):
    assert screen.link_of(code(link)) == link
    with at(meeting.ends_at + timedelta(hours=11)):
        assert screen.link_of(code(link)) == link
    with at(meeting.ends_at + timedelta(hours=13)):
        assert screen.link_of(code(link)) is None
    Meeting.objects.filter(pk=meeting.pk).update(state="concluded")
    assert screen.link_of(code(link)) is None


def test_guessing_is_slowed_down(client, link):
    for number in range(60):
        assert client.post("/tv/", {"code": f"{number:012}"}).status_code == 422
    assert client.post("/tv/", {"code": code(link)}).status_code == 429


def test_the_code_is_not_in_the_database(link):
    row = ScreenLink.objects.values().get(pk=link.pk)
    assert code(link) not in str(row)
    assert link.digest != passes.digest_of("000000000000")
    assert passes.typed("1234-5678 9012") == "123456789012"
    assert passes.typed("１２３４") == passes.typed("12") == passes.typed("x" * 99) == ""


def session_of(client):
    return client.session.session_key


def test_the_socket_takes_the_pass_for_this_screen_alone(client, meeting, link, who):
    client.get(f"/tv/{code(link)}/")
    key = session_of(client)
    wanted = [
        f"screen.{meeting.pk}",
        f"meeting.{meeting.pk}",
        f"chair.{meeting.pk}",
        f"seating.{meeting.pk}",
    ]
    admission = entry.admit(key, wanted)
    assert admission.audiences == {f"screen.{meeting.pk}": "screen"}
    assert admission.visitor.user == -link.pk
    seated = {f"screen.{meeting.pk}": {admission.visitor.user}}
    staying, heard = entry.look_around({admission.visitor}, seated)
    assert staying == {admission.visitor}
    assert heard == {f"screen.{meeting.pk}": {-link.pk: "screen"}}
    actions.revoke_screen_link(link, by=who.chi)
    _staying, heard = entry.look_around({admission.visitor}, seated)
    assert heard == {f"screen.{meeting.pk}": {}}
    assert entry.admit(key, wanted) is None


def test_a_session_without_a_pass_hears_nothing(client, meeting):
    client.get("/tv/")
    assert entry.admit(session_of(client) or "x" * 32, [f"screen.{meeting.pk}"]) is None


def test_everybody_at_the_table_may_show_it_and_nobody_else(client, meeting, who):
    for person, status in ((who.an, 200), (who.binh, 200), (who.dung, 404)):
        client.force_login(person)
        assert client.get(f"/meetings/{meeting.pk}/screen/").status_code == status
    client.logout()
    assert client.get(f"/meetings/{meeting.pk}/screen/").status_code == 302


def test_a_board_hears_what_the_meeting_tells(meeting):
    kinds = topics.KINDS
    boards = ["screen.7", "chair.7", "seating.7", "voting.7"]
    assert topics.hearers("meeting.7") == ["meeting.7", *boards]
    assert topics.book_of("screen.7") == "meeting.7"
    assert kinds["screen"].own({"vote", "papers"}) == {"stage"}
    assert kinds["seating"].own({"attendance"}) == {"seatstates"}
    assert kinds["seating"].own({"seatmap"}) == {"seatmap"}
    assert kinds["meeting"].own({"stage", "agenda"}) == {"agenda"}
    head = topics.head(meeting.book)
    assert topics.head(f"screen.{meeting.pk}") == head
    assert topics.heads([meeting.book, f"chair.{meeting.pk}"]) == {
        meeting.book: head,
        f"chair.{meeting.pk}": head,
    }
    assert "stage" in topics.changes(f"screen.{meeting.pk}", head - 1)


def test_the_chairs_panel_is_the_chairs(client, meeting, who):
    for person, status in ((who.an, 200), (who.chi, 403), (who.binh, 403), (who.dung, 404)):
        client.force_login(person)
        assert client.get(f"/meetings/{meeting.pk}/chair/").status_code == status
    guard = topics.KINDS["chair"].guard
    assert [guard(p, meeting.pk) for p in (who.an, who.chi, who.binh, who.dung)] == [
        "run",
        None,
        None,
        None,
    ]


def test_the_link_of_a_meeting_that_is_over_is_not_made(meeting, who):
    actions.close_meeting(meeting, by=who.an)
    meeting = actions.conclude_meeting(meeting, by=who.an)
    with pytest.raises(Refused):
        actions.make_screen_link(meeting, by=who.chi)


def test_the_pass_lives_as_long_as_the_link(client, meeting, link):
    client.get(f"/tv/{code(link)}/")
    assert client.session.get_expiry_date() >= now() + timedelta(hours=10)
