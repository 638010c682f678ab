"""Reading before the session: my list, what was seen, who sees it, reminders, forgetting."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from core.clock import at, now
from core.refused import Refused
from journal.models import Entry
from meetings import actions, pages_seen
from meetings.models import Reading, Stance
from meetings.queries import readiness
from meetings.queries.reading import my_reading
from notices.models import Notice
from tests import world


@pytest.mark.parametrize(
    ("before", "pages", "total", "seen"),
    [
        ("0", [1, 2], 3, 2),
        ("3", [2, 3], 3, 3),
        ("0", [0, -1, 4, 99], 3, 0),
        ("rác", [1], 3, 1),
        ("", [1], 3, 1),
        ("ffff", [], 3, 3),
        ("0", range(1, 501), 500, 500),
    ],
)
def test_pages_are_added_up(before, pages, total, seen):
    assert pages_seen.count(pages_seen.add(before, pages, total), total) == seen


@pytest.fixture
def meeting(who):
    """Convened for tomorrow; Bình is the member."""
    made = world.draft()
    actions.change_meeting(
        made, starts_at=now() + timedelta(days=3), ends_at=now() + timedelta(days=3, hours=2),
        by=who.chi,
    )  # fmt: skip
    return actions.convene_meeting(made, by=who.chi)


def upload(pages=2, text="Moi"):
    return SimpleUploadedFile("moi.pdf", world.pdf(text, pages), "application/pdf")


def first(meeting):
    return meeting.items.first()


def version(meeting):
    return meeting.folder.papers.get().versions.last()


def addresses(meeting):
    item, paper = first(meeting), version(meeting)
    return {
        "read": f"/meetings/{meeting.pk}/read/",
        "item": f"/meetings/items/{item.pk}/read/",
        "paper": f"/meetings/items/{item.pk}/read/{paper.pk}/",
        "notes": f"/meetings/{meeting.pk}/notes/",
        "taken": f"/meetings/{meeting.pk}/notes/notes.xlsx",
        "board": f"/meetings/{meeting.pk}/readiness/",
        "chosen": f"/meetings/{meeting.pk}/readiness/?item={item.pk}",
        "rules": f"/meetings/{meeting.pk}/readiness/rules/",
        "questions": f"/meetings/items/{item.pk}/questions/",
        "opinions": f"/meetings/{meeting.pk}/opinions/",
        "xlsx": f"/meetings/{meeting.pk}/opinions/opinions.xlsx",
        "docx": f"/meetings/{meeting.pk}/opinions/opinions.docx",
        "pdf": f"/meetings/{meeting.pk}/opinions/opinions.pdf",
    }


MEMBER = ("read", "item", "paper", "notes", "taken")
CLERK = (*MEMBER, "board", "chosen", "rules", "questions")
CHAIR = (*CLERK, "opinions", "xlsx", "docx", "pdf")


@pytest.mark.parametrize(
    ("name", "may"), [("an", CHAIR), ("chi", CLERK), ("binh", MEMBER), ("dung", ())]
)
def test_who_opens_which_page(client, meeting, who, name, may):
    client.force_login(getattr(who, name))
    opened = [
        word for word, url in addresses(meeting).items() if client.get(url).status_code == 200
    ]
    assert sorted(opened) == sorted(may)


def page(client, url, person):
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_how_far_i_am(client, meeting, binh):
    url = addresses(meeting)["read"]
    assert "0 / 1" in page(client, url, binh) or "0/1" in page(client, url, binh)
    shown = version(meeting)
    client.post(addresses(meeting)["paper"] + "seen/", {"pages": "1,2", "last": "2"})
    seat = meeting.seats.get(user=binh)
    mine = my_reading(meeting, seat)
    assert (mine.read, mine.rows[0].papers[0].page) == (0, 2)
    client.post(addresses(meeting)["paper"] + "seen/", {"pages": "3", "last": "3"})
    assert my_reading(meeting, seat).read == 1
    assert shown.pages == 3


def test_reading_is_no_entry_of_the_journal(client, meeting, binh):
    before = Entry.objects.count()
    client.force_login(binh)
    client.post(addresses(meeting)["paper"] + "seen/", {"pages": "1,2,3", "last": "3"})
    assert Entry.objects.count() == before
    assert Reading.objects.get().pages_seen == 3


@pytest.mark.parametrize(
    "words",
    [{}, {"pages": "x,-1,99999999999,٣", "last": "9" * 50}, {"pages": "1," * 5000, "last": "-3"}],
)
def test_a_strange_report_breaks_nothing(client, meeting, binh, words):
    client.force_login(binh)
    answer = client.post(addresses(meeting)["paper"] + "seen/", words)
    assert answer.status_code == 204
    assert Reading.objects.get().last_page == 1


def test_a_new_version_is_new_to_read(client, meeting, who):
    seat = meeting.seats.get(user=who.binh)
    actions.mark_seen(seat, version(meeting), pages=[1, 2, 3], last=3)
    actions.replace_paper(meeting, meeting.folder.papers.get(), upload=upload(), by=who.chi)
    paper = my_reading(meeting, seat).rows[0].papers[0]
    assert (paper.is_changed, paper.is_read, paper.page) == (True, False, 2)
    assert my_reading(meeting, seat).read == 0


def test_the_list_names_what_changed_since_i_read_it(client, meeting, who):
    actions.mark_seen(meeting.seats.get(user=who.binh), version(meeting), pages=[1, 2, 3], last=3)
    actions.give_stance(
        first(meeting), meeting.seats.get(user=who.binh), "agree", by=who.binh
    )  # fmt: skip
    actions.replace_paper(meeting, meeting.folder.papers.get(), upload=upload(), by=who.chi)
    html = page(client, addresses(meeting)["read"], who.binh).lower()
    assert "bản mới" in html or "new version" in html
    assert "ý kiến trên bản cũ" in html or "paper changed" in html


def test_the_member_is_told_that_it_is_seen_and_until_when(client, meeting, who):
    url = addresses(meeting)["paper"]
    kept = localtime(meeting.ends_at + timedelta(days=30)).strftime("%d/%m/%Y")
    assert kept in page(client, url, who.binh)
    actions.set_reading_rules(meeting, watched=False, by=who.chi)
    assert "data-note" in page(client, url, who.binh)
    seat = meeting.seats.get(user=who.binh)
    actions.mark_seen(seat, version(meeting), pages=[1])
    row = next(r for r in readiness.board(meeting).people if r.seat == seat)
    assert row.opened == 0  # nobody sees it in this meeting


def test_the_board_counts_and_tells_no_position_to_the_clerk(client, meeting, who):
    seat = meeting.seats.get(user=who.binh)
    actions.mark_seen(seat, version(meeting), pages=[1, 2, 3])
    actions.give_stance(first(meeting), seat, "object", reason="Thiếu căn cứ", by=who.binh)
    shown = readiness.board(meeting)
    assert (shown.items[0].opened, shown.items[0].read) == (1, 1)
    own = next(row for row in shown.people if row.seat == seat)
    assert (own.opened, own.papers, own.pages_seen, own.given, own.expected) == (1, 1, 3, 1, 1)
    clerk = page(client, addresses(meeting)["board"], who.chi)
    chair = page(client, addresses(meeting)["board"], who.an)
    for text in ("Thiếu căn cứ", "Có ý kiến phản đối"):
        assert text not in clerk
    assert "Thiếu căn cứ" in page(client, addresses(meeting)["opinions"], who.an)
    assert "1 không đồng ý" in chair
    assert "1 không đồng ý" not in clerk
    actions.set_reading_rules(meeting, stances_to_clerks=True, by=who.an)
    assert "Thiếu căn cứ" in page(client, addresses(meeting)["opinions"], who.chi)


def test_who_is_behind_is_reminded_once_a_day(client, meeting, who):
    client.force_login(who.chi)
    client.post(f"/meetings/{meeting.pk}/readiness/remind/")
    client.post(f"/meetings/{meeting.pk}/readiness/remind/")
    found = Notice.objects.filter(user=who.binh, key__contains=".read.")
    assert found.count() == 1
    assert "1" in found.get().sentence
    with at(now() + timedelta(days=1)):
        actions.remind_readers(meeting, by=who.chi)
    assert found.count() == 2


def test_the_clock_reminds_the_day_before_the_deadline_once(meeting, who):
    actions.set_reading_rules(meeting, until=now() + timedelta(hours=30), by=who.an)
    assert actions.remind_before_deadlines() == 0
    with at(now() + timedelta(hours=8)):
        assert actions.remind_before_deadlines() >= 1
        assert actions.remind_before_deadlines() == 0
    assert Notice.objects.filter(user=who.binh, key__contains=".read.").count() == 1


def test_who_has_read_and_said_everything_is_left_alone(meeting, who):
    for person in (who.an, who.binh, who.chi):
        seat = meeting.seats.get(user=person)
        actions.mark_seen(seat, version(meeting), finished=True)
    actions.give_stance(first(meeting), meeting.seats.get(user=who.binh), "agree", by=who.binh)
    assert actions.remind_readers(meeting, by=who.chi) == 0


def test_it_is_forgotten_after_the_announced_days(meeting, who):
    actions.mark_seen(meeting.seats.get(user=who.binh), version(meeting), pages=[1])
    with at(meeting.ends_at + timedelta(days=29)):
        assert actions.forget_readings() == 0
    with at(meeting.ends_at + timedelta(days=31)):
        assert actions.forget_readings() == 1
    assert not Reading.objects.exists()


def test_a_position_is_given_with_one_press_and_refused_kindly(client, meeting, binh):
    client.force_login(binh)
    url = f"/meetings/items/{first(meeting).pk}/stance/"
    answer = client.post(url, {"choice": "object", "reason": ""})
    assert answer.status_code == 422
    client.post(url, {"choice": "object", "reason": "Chưa rõ nguồn vốn"})
    assert Stance.objects.get().choice == "object"
    client.post(url, {"choice": "none"})
    assert not Stance.objects.exists()
    assert client.post(url, {"choice": "bịa"}).status_code == 409


def test_a_deadline_after_the_beginning_is_refused(meeting, an):
    with pytest.raises(Refused):
        actions.set_reading_rules(meeting, until=meeting.starts_at + timedelta(hours=1), by=an)


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("word", ["read", "item", "board", "opinions"])
def test_the_pages_ask_no_more_with_many_seats_items_and_papers(client, meeting, who, word):
    from people.models import User

    client.force_login(who.an)
    url = addresses(meeting)[word]
    actions.write_remark(first(meeting), text="Ý kiến", by=who.binh, to_all=True)
    few = queries(client, url)
    people = [
        User.objects.create_user(f"dai-bieu-{n}", full_name=f"Đại biểu {n}") for n in range(60)
    ]
    actions.invite(meeting, people, by=who.chi)
    for n in range(30):
        item = actions.add_item(meeting, title=f"Nội dung {n}", by=who.chi)
        actions.file_paper(meeting, upload=upload(text=f"Van ban {n}"), title=f"Văn bản {n}", item=item, by=who.chi)  # fmt: skip
        actions.write_remark(item, text=f"Ý kiến {n}", by=who.binh, to_all=True)
    for seat in meeting.seats.filter(votes=True).exclude(role="chair")[:40]:
        actions.mark_seen(seat, version_of(meeting, "Văn bản 3"), pages=[1])
        actions.give_stance(first(meeting), seat, "agree", by=seat.user)
    many = queries(client, url)
    assert len(many) <= len(few), "\n".join(many[len(few) :])


def version_of(meeting, title):
    return meeting.folder.papers.get(title=title).versions.get()
