"""Who may: every address of the room tried by the chair, the clerk, a member, the stranger and the one taken off the list."""

import pytest
from django.urls import reverse

from meetings import actions
from meetings.access import AUDIENCES, GRANTS
from meetings.models import SeatRole
from people.grants import revoke
from tests import world

# address -> (method, what it is of, the permission it asks for)
ADDRESSES = {
    "meeting": ("get", "meeting", "see_meeting"),
    "record": ("get", "meeting", "see_meeting"),
    "plan": ("get", "meeting", "prepare_meeting"),
    "edit": ("get", "meeting", "prepare_meeting"),
    "add_item": ("post", "meeting", "prepare_meeting"),
    "edit_item": ("get", "item", "prepare_meeting"),
    "move_item": ("post", "item", "prepare_meeting"),
    "start_item": ("post", "item", "run_meeting"),
    "defer_item": ("post", "item", "run_meeting"),
    "back_to": ("post", "item", "run_meeting"),
    "bring_back": ("post", "item", "run_meeting"),
    "shift_item": ("post", "item", "prepare_meeting"),
    "chair": ("get", "meeting", "run_meeting"),
    "screen": ("get", "meeting", "see_meeting"),
    "screen_qr": ("get", "meeting", "see_meeting"),
    "screens": ("get", "meeting", "prepare_meeting"),
    "make_link": ("post", "meeting", "prepare_meeting"),
    "pin": ("post", "meeting", "prepare_meeting"),
    "seats": ("get", "meeting", "see_meeting"),
    "seat_plan": ("get", "meeting", "prepare_meeting"),
    "lay_out": ("post", "meeting", "prepare_meeting"),
    "place_all": ("post", "meeting", "prepare_meeting"),
    "move_place": ("post", "meeting", "prepare_meeting"),
    "place_seat": ("post", "seat", "prepare_meeting"),
    "plan_sheet": ("get", "meeting", "prepare_meeting"),
    "name_cards": ("get", "meeting", "prepare_meeting"),
    **dict.fromkeys(("paste", "bring_papers", "guess_papers", "name_section", "late"), ("get", "meeting", "prepare_meeting")),
    **dict.fromkeys(("votes", "read", "people", "dossier", "notes"), ("get", "meeting", "see_meeting")),
    **dict.fromkeys(("after", "readiness", "attendance"), ("get", "meeting", "prepare_meeting")),
    "carry": ("post", "meeting", "prepare_meeting"),
    "add_paper": ("post", "meeting", "prepare_meeting"),
    "invite": ("post", "meeting", "prepare_meeting"),
    "remove_seat": ("post", "seat", "prepare_meeting"),
    "mark_present": ("post", "seat", "prepare_meeting"),
    "convene": ("post", "meeting", "prepare_meeting"),
    "cancel": ("get", "meeting", "prepare_meeting"),
    "accept": ("post", "meeting", "sit"),
    "decline": ("get", "meeting", "sit"),
    "show": ("post", "meeting", "run_meeting"),
    "end_show": ("post", "meeting", "run_meeting"),
    "arrive": ("post", "meeting", "sit"),
    "raise_hand": ("post", "meeting", "sit"),
    "call": ("post", "speaking", "run_meeting"),
    "end_speaking": ("post", "speaking", "run_meeting"),
    "new_vote": ("get", "meeting", "run_meeting"),
    "void_vote": ("get", "vote", "run_meeting"),
    "cast": ("post", "vote", "sit"),
    "vote_part/vote_result": ("get", "vote", "see_meeting"),
    "new_conclusion": ("get", "meeting", "prepare_meeting"),
    "edit_conclusion": ("get", "conclusion", "prepare_meeting"),
    "agree": ("post", "conclusion", "run_meeting"),
    "strike": ("post", "conclusion", "prepare_meeting"),
    "new_decision": ("get", "meeting", "prepare_meeting"),
    "send_to_be_signed": ("post", "paper", "prepare_meeting"),
    **{f"step/{step}": ("post", "meeting", "run_meeting") for step in ("open", "pause", "resume", "close", "conclude")},
    **{f"vote_step/{step}": ("post", "vote", "run_meeting") for step in ("open", "close", "announce")},
    "remove_item": ("post", "item", "prepare_meeting"),  # the last: afterwards it is gone
}  # fmt: skip
HOLDS = {"an": SeatRole.CHAIR, "chi": SeatRole.SECRETARY, "binh": SeatRole.MEMBER}
ELSEWHERE = {
    "list", "new", "part", "lower_hand", "chair_part", "screen_part", "screen_paper", "seats_part",
    "revoke_link", "rooms", "room", "new_room", "edit_room", "archive_room", "move_room_place",
    # planning: test_planning.py, test_handing_in.py, test_late_guard.py, test_series.py
    "make_template", "clone", "prepare", "hand_in", "handed_in", "handed_in_file", "approve_paper",
    "return_paper", "withdraw_paper", "propose", "proposal", "edit_proposal", "return_proposal",
    "hand_in_to_proposal", "decide_proposal", "late_report", "late_export", "catalogue", "new_row",
    "catalogue_row", "archive_row", "templates", "new_template", "template", "seat_in_template",
    "plan_from", "archive_template", "series_list", "new_series", "series", "edit_series",
    "series_step",
    # the others by the tests of their own noun; nobody and strangers by tests/house/test_doors_locked.py
    "add_note", "add_remark", "agree_absence", "agree_all", "all_present", "announce",
    "answer_for", "archive", "arrange", "arrange_floor", "ask_question", "attach",
    "attendance_file", "attendance_print", "board", "calendar_file", "change_note", "conclusions",
    "confirm_count", "correct", "correct_passage", "count", "door", "door_code", "door_page",
    "door_scan", "door_sheet", "draft", "draft_head", "draft_history", "draft_pdf", "draft_step",
    "end_recusal", "file_count", "finish", "gathered", "give_floor", "give_stance", "go_out",
    "hand_over", "invitation", "judge_row", "make_act", "make_draft", "mark_for_consent",
    "move_back", "move_speaking", "my_sheet", "note_step", "notices", "offer_minutes", "on_paper",
    "open_block", "open_short", "other_opinion", "paper_ballots", "pause", "put_away",
    "questions", "read_item", "read_line", "read_paper", "reading_rules", "recuse",
    "refuse_absence", "remark", "remark_file", "remark_step", "remind", "remind_readers",
    "renew_sheet", "repeat_vote", "reply", "return_chair", "return_draft", "return_item",
    "say_side", "seen", "send_draft", "send_invitation", "settle_remark", "shape_block", "sheets",
    "speaking", "speaking_file", "speaking_step", "split", "statistics", "statistics_export",
    "substitutes", "take_back", "take_down", "take_gathered", "take_notes", "take_over_wishes",
    "take_record", "take_up", "timeline", "vote", "vote_table", "votes_table", "word_all",
    "word_file", "word_return", "word_upload", "write_block",
}  # fmt: skip  # tested by themselves


@pytest.fixture
def things(who):
    meeting = world.busy()
    actions.draft_conclusion(meeting, text="Còn bàn", kind="decision", by=who.chi)
    return {
        "meeting": [meeting.pk],
        "item": [meeting.items.last().pk],
        "seat": [meeting.pk, meeting.seats.get(user=who.binh).pk],
        "vote": [meeting.votes.get().pk],
        "speaking": [meeting.speakings.get().pk],
        "conclusion": [meeting.conclusions.last().pk],
        "paper": [meeting.pk, meeting.folder.papers.get().pk],
    }


def _ask(client, name, things):
    method, thing, _permission = ADDRESSES[name]
    word, _slash, step = name.partition("/")
    arguments = [*things[thing], *([step] if step else [])]
    return getattr(client, method)(reverse(f"meetings:{word}", args=arguments)).status_code


@pytest.mark.parametrize("username", ["an", "chi", "binh", "dung"])
def test_each_address_lets_in_whom_the_table_of_grants_names(client, who, things, username):
    """404 for who does not see the meeting, 403 for who sees it but may not do this; never a broken answer."""
    client.force_login(getattr(who, username))
    wrong = {}
    for name, (_method, _thing, permission) in ADDRESSES.items():
        # the order matters little: what is done by one address may be refused (409) at the next
        status = _ask(client, name, things)
        role = HOLDS.get(username)
        if role is None:
            right = status == 404
        elif permission not in GRANTS[role]:
            right = status == 403
        else:
            right = status in {200, 302, 409, 422}
        if not right:
            wrong[name] = status
    assert wrong == {}


def test_every_address_of_the_room_is_in_the_table():
    from meetings.urls import urlpatterns

    named = {name.partition("/")[0] for name in ADDRESSES}
    assert {pattern.name for pattern in urlpatterns} == named | ELSEWHERE


def test_who_is_taken_off_the_list_loses_page_parts_and_papers(client, who):
    meeting = world.convened()
    version = meeting.folder.papers.get().versions.get()
    pages = [
        meeting.get_absolute_url(), f"{meeting.get_absolute_url()}parts/agenda/",
        f"{meeting.get_absolute_url()}parts/mine/", version.get_absolute_url(), version.file_url,
    ]  # fmt: skip
    client.force_login(who.binh)
    assert [client.get(page).status_code for page in pages] == [200] * 5
    actions.remove_seat(meeting.seats.get(user=who.binh), by=who.chi)
    assert [client.get(page).status_code for page in pages] == [404] * 5
    assert meeting.title not in client.get("/meetings/").content.decode()
    assert meeting.title not in client.get("/search/?q=phien").content.decode()


def test_a_request_to_speak_is_withdrawn_by_its_owner_or_the_chair(client, who):
    meeting = world.busy()
    other = actions.ask_to_speak(meeting.seats.get(user=who.an), by=who.an)
    url = reverse("meetings:lower_hand", args=[other.pk])
    client.force_login(who.binh)
    assert client.post(url).status_code == 403
    own = meeting.speakings.get(seat__user=who.binh)
    assert client.post(reverse("meetings:lower_hand", args=[own.pk])).status_code == 302
    client.force_login(who.dung)
    assert client.post(url).status_code == 404


@pytest.mark.parametrize(
    ("username", "status"), [("chi", 200), ("an", 403), ("binh", 403), ("dung", 403)]
)
def test_meetings_are_planned_by_clerks(client, who, username, status):
    client.force_login(getattr(who, username))
    assert client.get("/meetings/new/").status_code == status


def test_a_seat_or_paper_of_another_meeting_is_not_reached_through_ones_own(client, who):
    """Chi prepares one meeting; another, without her, must not be changed by naming its things."""
    own, other = world.in_session(), world.in_session("Phiên khác")
    revoke(who.chi, other)
    revoke(who.chi, other.folder)
    strange_seat, strange_paper = other.seats.get(user=who.binh), other.folder.papers.get()
    client.force_login(who.chi)
    asked = {
        "mark": client.post(
            reverse("meetings:mark_present", args=[own.pk, strange_seat.pk]), {"here": 0}
        ),
        "remove": client.post(reverse("meetings:remove_seat", args=[own.pk, strange_seat.pk])),
        "send": client.post(reverse("meetings:send_to_be_signed", args=[own.pk, strange_paper.pk])),
    }
    assert {name: answer.status_code for name, answer in asked.items()} == {
        "mark": 404,
        "remove": 409,
        "send": 404,
    }
    assert other.seats.get(user=who.binh).present


def test_the_strongest_permission_names_the_audience():
    held = [permission for permission, _word in AUDIENCES]
    assert held == ["run_meeting", "prepare_meeting", "see_meeting"]
    assert all("see_meeting" in names for names in GRANTS.values())
