"""The live parts: each is drawn for everybody in both languages, and no change of a screen goes untold."""

import itertools
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core import clock
from journal.ledger import changes, head
from meetings import actions, live, queries
from meetings.models import Meeting
from meetings.states import MeetingState
from realtime.topics import KINDS
from tests import world

AUDIENCES, LANGUAGES = ("run", "prepare", "sit"), ("vi", "en")
NOON = timezone.make_aware(datetime(2026, 11, 24, 9, 0))  # noqa: DTZ001  made aware here


@pytest.fixture(autouse=True)
def pinned():
    """The clock stands still, so that only what happened changes the screens."""
    with clock.at(NOON):
        yield


def _screens(meeting, person):
    """Every shared part for every audience, and the person's own."""
    drawn = {
        (word, audience): live.render(meeting.pk, word, audience, "en")
        for word, audience in itertools.product(live.PARTS, AUDIENCES)
    }
    fresh = Meeting.objects.get(pk=meeting.pk)
    own = {"meeting": fresh, **queries.mine(fresh, person)}
    with translation.override("en"):
        drawn["mine", ""] = _bare(render_to_string("meetings/parts/mine.html", own))
    return {key: _bare(html) for key, html in drawn.items()}


def _bare(html):
    """Without the ids of forms, which differ each time."""
    import re

    return re.sub(r'name="act" value="[^"]+"', "", html)


def _upload(name="to-trinh.pdf", pages=2):
    return SimpleUploadedFile(name, world.pdf("To trinh", pages), "application/pdf")


# name -> (scene before, the act on it)
ACTS = {
    "change_meeting": ("convened", lambda m, w: actions.change_meeting(m, title="Tên khác", place="Phòng 2", by=w.chi)),
    "change_kind": ("in_session", lambda m, w: actions.change_meeting(m, kind="committee", by=w.chi)),
    "convene": ("draft", lambda m, w: actions.convene_meeting(m, by=w.chi)),
    "cancel": ("convened", lambda m, w: actions.cancel_meeting(m, reason="Bão", by=w.chi)),
    "open": ("convened", lambda m, w: actions.open_meeting(m, reason="Việc gấp", by=w.an)),
    "pause": ("in_session", lambda m, w: actions.pause_meeting(m, by=w.an)),
    "close": ("in_session", lambda m, w: actions.close_meeting(m, by=w.an)),
    "conclude": ("closed", lambda m, w: actions.conclude_meeting(m, by=w.an)),
    "invite": ("convened", lambda m, w: actions.invite(m, [w.dung], by=w.chi)),
    "remove_seat": ("convened", lambda m, w: actions.remove_seat(m.seats.get(user=w.binh), by=w.chi)),
    "accept": ("convened", lambda m, w: actions.answer(m.seats.get(user=w.binh), accept=True, by=w.binh)),
    "decline": ("convened", lambda m, w: actions.answer(m.seats.get(user=w.binh), accept=False, reason="Ốm", by=w.binh)),
    "arrive": ("convened", lambda m, w: actions.arrive(m.seats.get(user=w.binh), by=w.binh)),
    "leave": ("asked", lambda m, w: actions.leave(m.seats.get(user=w.binh), by=w.chi)),
    "add_item": ("in_session", lambda m, w: actions.add_item(m, title="Việc khác", by=w.chi)),
    "change_item": ("in_session", lambda m, w: actions.change_item(m.items.first(), title="Khác", minutes=5, by=w.chi)),
    "move_item": ("in_session", lambda m, w: actions.move_item(m.items.first(), up=False, by=w.chi)),
    "remove_item": ("in_session", lambda m, w: actions.remove_item(m.items.last(), by=w.chi)),
    "start_item": ("asked", lambda m, w: actions.start_item(m.items.last(), by=w.an)),
    "defer_item": ("in_session", lambda m, w: actions.defer_item(m.items.first(), reason="Hết giờ", by=w.an)),
    "file_paper": ("in_session", lambda m, w: actions.file_paper(m, upload=_upload(), title="Phụ lục", item=m.items.last(), by=w.chi)),
    "file_loose_paper": ("in_session", lambda m, w: actions.file_paper(m, upload=_upload(), title="Phụ lục", by=w.chi)),
    "replace_paper": ("in_session", lambda m, w: actions.replace_paper(m, m.folder.papers.get(), upload=_upload(pages=5), by=w.chi)),
    "ask_to_speak": ("in_session", lambda m, w: actions.ask_to_speak(m.seats.get(user=w.binh), by=w.binh)),
    "withdraw": ("asked", lambda m, w: actions.withdraw(m.speakings.get(), by=w.binh)),
    "call": ("asked", lambda m, w: actions.call_speaker(m.speakings.get(), by=w.an)),
    "end_speaking": ("called", lambda m, w: actions.end_speaking(m.speakings.get(), by=w.an)),
    "raise_order": ("asked", lambda m, w: actions.ask_to_speak(m.seats.get(user=w.binh), kind="order", by=w.binh)),
    "ask_question": ("in_session", lambda m, w: actions.ask_to_speak(m.seats.get(user=w.binh), kind="question", text="Bao giờ?", to=m.seats.get(user=w.an), by=w.binh)),
    "give_floor": ("in_session", lambda m, w: actions.give_floor(m.seats.get(user=w.binh), by=w.an)),
    "hold": ("called", lambda m, w: actions.hold_speaker(m.speakings.get(), by=w.an)),
    "minute": ("called", lambda m, w: actions.add_minute(m.speakings.get(), by=w.an)),
    "announcement": ("in_session", lambda m, w: actions.announce(m, "Giải lao 15 phút", by=w.chi)),
    "hand_over": ("in_session", lambda m, w: actions.hand_over(m.seats.get(user=w.binh), by=w.an)),
    "arrive_except": ("convened", lambda m, w: actions.arrive_except(m, [], by=w.chi)),
    "arrange_floor": ("called", lambda m, w: actions.arrange_floor(m, video_url="https://hop.example", speech_minutes=3, present_minutes=5, by=w.chi)),
    "prepare_vote": ("in_session", lambda m, w: actions.prepare_vote(m, question="Thông qua?", by=w.an)),
    "open_vote": ("vote_prepared", lambda m, w: actions.open_vote(m.votes.get(), by=w.an)),
    "cast": ("vote_open", lambda m, w: actions.cast_ballot(m.votes.get(), m.seats.get(user=w.binh), "agree", by=w.binh)),
    "close_vote": ("vote_open", lambda m, w: actions.close_vote(m.votes.get(), by=w.an)),
    "announce": ("vote_closed", lambda m, w: actions.announce_vote(m.votes.get(), by=w.an)),
    "void": ("vote_open", lambda m, w: actions.void_vote(m.votes.get(), reason="Sai", by=w.an)),
    "draft_conclusion": ("in_session", lambda m, w: actions.draft_conclusion(m, text="Giao Sở", kind="decision", by=w.chi)),
    "change_conclusion": ("concluding", lambda m, w: actions.change_conclusion(m.conclusions.get(), text="Khác", by=w.chi)),
    "agree": ("concluding", lambda m, w: actions.agree_conclusion(m.conclusions.get(), by=w.an)),
    "strike": ("concluding", lambda m, w: actions.strike_conclusion(m.conclusions.get(), by=w.an)),
    "draft_decision": ("in_session", lambda m, w: actions.draft_decision(m, subject="thử", articles=["Điều"], by=w.chi)),
}  # fmt: skip
SILENT = {"change_kind"}  # a rule is read when the vote opens


def _scene(name):
    who = world.cast()
    if hasattr(world, name):
        return getattr(world, name)()
    meeting = world.in_session()
    if name in {"asked", "called"}:
        actions.ask_to_speak(meeting.seats.get(user=who.binh), by=who.binh)
    if name == "called":
        actions.call_speaker(meeting.speakings.get(), by=who.an)
    if name == "closed":
        actions.close_meeting(meeting, by=who.an)
    if name in {"vote_prepared", "vote_closed"}:
        vote = actions.prepare_vote(meeting, question="Thông qua?", by=who.an)
        if name == "vote_closed":
            actions.open_vote(vote, by=who.an)
            actions.close_vote(vote, by=who.an)
    if name == "concluding":
        actions.draft_conclusion(meeting, text="Giao Sở", kind="decision", by=who.chi)
    return meeting


@pytest.mark.parametrize("name", ACTS)
def test_no_change_of_a_screen_goes_untold(who, name):
    """What looks different after an act is a part its events name (personal: fetched again by the one who acted)."""
    scene, act = ACTS[name]
    meeting = Meeting.objects.get(pk=_scene(scene).pk)
    before, since = _screens(meeting, who.binh), head(meeting.book)
    with clock.at(NOON + timedelta(minutes=1)):
        act(meeting, who)
        told = changes(meeting.book, since)
        after = _screens(meeting, who.binh)
    changed = {key[0] for key in before if before[key] != after[key]}
    brought = (
        name in OWN or "ballot" in told
    )  # a ballot that is sent to everybody takes its place in `mine`
    assert changed - told - ({"mine"} if brought else set()) == set(), f"told of {told}"
    assert changed or name in SILENT


# acts on one person's own part: who acted fetches it again, a clerk's or a chair's act touches them (views.running)
OWN = {
    "accept",
    "decline",
    "arrive",
    "leave",
    "ask_to_speak",
    "withdraw",
    "call",
    "end_speaking",
    "raise_order",
    "ask_question",
    "give_floor",
    "hold",
    "minute",
    "cast",
    "remove_seat",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", MeetingState.values)
def test_every_part_is_drawn_in_every_state(who, state, language):
    meeting = world.busy()
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    for word, audience in itertools.product(live.PARTS, AUDIENCES):
        html = live.render(meeting.pk, word, audience, language)
        assert f'id="{word}"' in html
        assert (
            "csrfmiddlewaretoken" not in html or 'value=""' in html
        )  # pushed to many: nobody's word inside


def test_who_only_sits_is_offered_nothing_they_may_not_do(who):
    meeting = world.busy()
    words = [word for word in live.PARTS if word != "ballot"]  # that one is for who is on its list
    offered = {word: live.render(meeting.pk, word, "sit", "vi") for word in words}
    assert [word for word, html in offered.items() if "<form" in html or "<button" in html] == []


def test_the_page_on_show_is_a_fact(who):
    meeting = world.busy()
    shown = live.facts(meeting.pk)["show"]
    assert (shown["version"], shown["page"]) == (meeting.folder.papers.get().versions.get().pk, 2)
    actions.end_show(meeting, by=who.an)
    assert live.facts(meeting.pk) == {"show": None}


def test_many_are_admitted_as_each_alone(who):
    meeting = world.convened()
    kind = KINDS["meeting"]
    people = [who.an, who.binh, who.chi, who.dung]
    alone = {person.pk: kind.guard(person, meeting.pk) for person in people}
    assert alone == {who.an.pk: "run", who.binh.pk: "sit", who.chi.pk: "prepare", who.dung.pk: None}
    assert kind.guards(people, meeting.pk) == {pk: word for pk, word in alone.items() if word}


def test_why_somebody_cannot_attend_is_told_to_those_who_prepare_only(who):
    meeting = world.convened()
    seat = meeting.seats.get(user=who.binh)
    actions.answer(seat, accept=False, reason="Nằm viện", by=who.binh)
    seen = {
        a: "Nằm viện" in live.render(meeting.pk, "attendance", a, "vi")
        for a in ("run", "prepare", "sit")
    }
    assert seen == {"run": True, "prepare": True, "sit": False}
