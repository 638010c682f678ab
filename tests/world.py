"""A small world, built through actions: An chairs, Bình is a member, Chi is the clerk, Dũng must never get in.

Tests in this process call the functions. Tests of a running server let a scene happen beside it, in a process that
waits for the next one: ``server.world("in_session", "Phiên họp kín")`` answers the scene's words.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

PIN = "12345678"  # of every key of the tests
PASSWORD = "an-chairs-the-meeting-26"


@dataclass(frozen=True)
class Cast:
    """The people of the tests and their units."""

    an: Any
    binh: Any
    chi: Any
    dung: Any
    committee: Any
    department: Any


# key -> (full name, post, role)
PEOPLE = {
    "an": ("Nguyễn Văn An", "Chủ tịch", "leader"),
    "binh": ("Trần Thị Bình", "Giám đốc", "official"),
    "chi": ("Lê Thị Chi", "Văn thư", "clerk"),
    "dung": ("Phạm Văn Dũng", "Chuyên viên", "official"),
}


def cast() -> Cast:
    """The four people and their two units; asked again, the same."""
    from people.models import Post, Unit, User

    committee, _ = Unit.objects.get_or_create(
        name="Ủy ban nhân dân Thành phố", short="UBND TP", code="UBND", kind="committee"
    )
    department, _ = Unit.objects.get_or_create(
        name="Sở Nội vụ", short="SNV", code="SNV", kind="department", parent=committee
    )
    people = {}
    for name, (full_name, title, role) in PEOPLE.items():
        person = User.objects.filter(username=name).first()
        if person is None:
            email = f"{name}@example.com"
            person = User.objects.create_user(name, PASSWORD, full_name=full_name, email=email)
            unit = department if name in {"binh", "dung"} else committee
            Post.objects.create(
                user=person, unit=unit, title=title, role=role, is_head=name in {"an", "binh"}
            )
        people[name] = person
    return Cast(committee=committee, department=department, **people)


def draft(title: str = "Phiên họp tháng 11") -> Any:
    """A meeting being prepared: Chi plans it, An chairs, Bình is invited, two items, one paper of three pages."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from core.clock import now
    from meetings import actions

    who, starts = cast(), now() + timedelta(hours=1)
    meeting = actions.plan_meeting(
        title=title,
        unit=who.committee,
        chair=who.an,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        by=who.chi,
    )
    actions.invite(meeting, [who.binh], by=who.chi)
    first = actions.add_item(
        meeting, title="Ngân sách năm 2027", minutes=20, presenter=who.binh, by=who.chi
    )
    actions.add_item(meeting, title="Cấp nước sạch", minutes=15, by=who.chi)
    upload = SimpleUploadedFile("to-trinh.pdf", pdf("Tờ trình ngân sách"), "application/pdf")
    actions.file_paper(
        meeting, upload=upload, title="Tờ trình ngân sách năm 2027", item=first, by=who.chi
    )
    return meeting


def convened(title: str = "Phiên họp tháng 11") -> Any:
    """A meeting to which people are invited."""
    from meetings import actions

    return actions.convene_meeting(draft(title), by=cast().chi)


def committee_convened(title: str = "Phiên họp thường kỳ") -> Any:
    """A session of the committee to which people are invited: substitutes need the chair's consent and do not vote."""
    from meetings import actions

    who, meeting = cast(), draft(title)
    actions.change_meeting(meeting, kind="committee", by=who.chi)
    return actions.convene_meeting(meeting, by=who.chi)


def to_prepare(title: str = "Phiên họp tháng 11") -> Any:
    """A meeting to be prepared: two members beside the chair, three items to vote on, the first with a paper."""
    from meetings import actions

    who, meeting = cast(), draft(title)
    actions.invite(meeting, [who.dung], by=who.chi)
    actions.add_item(meeting, title="Kế hoạch nước sạch", by=who.chi)
    for item in meeting.items.all():
        actions.change_item(item, purpose="vote", by=who.chi)
    return actions.convene_meeting(meeting, by=who.chi)


def in_session(title: str = "Phiên họp tháng 11") -> Any:
    """A meeting that goes on: An and Bình are here, the first item is being discussed."""
    from meetings import actions

    who, meeting = cast(), convened(title)
    for person in (who.an, who.binh):
        actions.arrive(meeting.seats.get(user=person), by=person)
    meeting = actions.open_meeting(meeting, by=who.an)
    actions.start_item(meeting.items.first(), by=who.an)
    return meeting


def vote_open(title: str = "Phiên họp tháng 11") -> Any:
    """A meeting with an open vote."""
    from meetings import actions

    who, meeting = cast(), in_session(title)
    vote = actions.prepare_vote(meeting, question="Thông qua ngân sách năm 2027", by=who.an)
    actions.open_vote(vote, by=who.an)
    return meeting


def busy(title: str = "Phiên họp tháng 11") -> Any:
    """A meeting in which everything stands: an open vote with a ballot, a request to speak, an agreed conclusion."""
    from core.clock import today
    from meetings import actions

    who, meeting = cast(), vote_open(title)
    member = meeting.seats.get(user=who.binh)
    actions.cast_ballot(meeting.votes.get(), member, "agree", by=who.binh)
    actions.ask_to_speak(member, by=who.binh)
    actions.show_page(meeting, meeting.folder.papers.get().versions.get(), 2, by=who.an)
    conclusion = actions.draft_conclusion(
        meeting,
        text="Sở Nội vụ trình phương án sắp xếp",
        kind="task",
        lead=who.department,
        due_on=today() + timedelta(days=14),
        by=who.chi,
    )
    actions.agree_conclusion(conclusion, by=who.an)
    return meeting


def with_keys(title: str = "Phiên họp tháng 11") -> Any:
    """A meeting in session whose chair holds a key, and whose unit a seal."""
    from signing.models import SigningKey
    from tests.signing.equipped import give_keys, give_pictures

    who, meeting = cast(), in_session(title)
    if not SigningKey.objects.filter(retired_at=None).exists():
        give_keys(who.an, who.committee, pin=PIN)
        give_pictures(who.an, who.committee)
    return meeting


def committee_session(title: str = "Phiên họp tháng 11") -> Any:
    """A committee session whose chair and secretary hold keys, and whose unit a seal."""
    from meetings import actions
    from signing.models import SigningKey
    from tests.signing.equipped import give_keys

    who, meeting = cast(), with_keys(title)
    if not SigningKey.objects.filter(holder=who.chi).exists():
        give_keys(who.chi, pin=PIN)
    return actions.change_meeting(meeting, kind="committee", by=who.chi)


def task_given(title: str = "Rà soát hồ sơ") -> Any:
    """A task of the department, given by An, due in some weeks, not yet accepted."""
    from core.clock import today
    from tasks.door import assign

    who, due = cast(), today() + timedelta(days=20)
    return assign(title=title, lead=who.department, giver=who.an, by=who.an, due_on=due)


def pdf(text: str = "Van ban", pages: int = 3) -> bytes:
    """A sound PDF: `pages` sheets of A4, each with its number in Helvetica."""
    import pikepdf

    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    plain = text.encode("ascii", "replace").decode()
    for number in range(1, pages + 1):
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        drawing = f"BT /F1 24 Tf 72 760 Td ({plain} - {number}/{pages}) Tj ET"
        page.Contents = document.make_stream(drawing.encode())
    output = io.BytesIO()
    document.save(output, deterministic_id=True)
    return output.getvalue()


def overdue_task(title: str = "Báo cáo cấp nước") -> Any:
    """A task of Bình's department that An gave two weeks ago and that should have been done a week ago."""
    from core.clock import at, now, today
    from tasks.door import assign

    who = cast()
    with at(now() - timedelta(days=14)):
        due = today() + timedelta(days=7)
        return assign(title=title, lead=who.department, giver=who.an, by=who.an, due_on=due)


def issued_paper(title: str = "Quyết định cấp nước sạch") -> Any:
    """A decision that An signed and Chi numbered and sealed: its route."""
    from signing.models import Route
    from tests.signing.way import seals, sent, signs

    with_keys(f"{title}: phiên họp")
    who = cast()
    route = sent(who, title=title, topic=f"folder.{Route.objects.count() + 500}")
    signs(route, who, pin=PIN)
    seals(route, who, pin=PIN)
    return Route.objects.get(pk=route.pk)


def paper_sent(title: str = "Quyết định cấp nước sạch") -> Any:
    """A decision on its way: An is asked to sign it, Chi will number and seal it: its route."""
    from signing.models import Route
    from tests.signing.way import sent

    with_keys(f"{title}: phiên họp")
    return sent(cast(), title=title, topic=f"folder.{Route.objects.count() + 700}")


def words(thing: Any) -> dict[str, Any]:
    """What a test in another process needs to know of a thing."""
    if isinstance(thing, Cast):
        return {name: getattr(thing, name).pk for name in PEOPLE}
    return {
        "pk": thing.pk,
        "url": thing.get_absolute_url(),
        "topic": thing.book,
        "title": str(thing),
    }


SCENES = {
    "cast": cast,
    "task_given": task_given,
    "draft": draft,
    "convened": convened,
    "to_prepare": to_prepare,
    "committee_convened": committee_convened,
    "in_session": in_session,
    "vote_open": vote_open,
    "busy": busy,
    "with_keys": with_keys,
    "overdue_task": overdue_task,
    "committee_session": committee_session,
    "issued_paper": issued_paper,
    "paper_sent": paper_sent,
}

if __name__ == "__main__":
    # A line with a scene and its arguments in JSON comes in, a line with its words goes out.
    import django

    django.setup()
    for line in sys.stdin:
        scene, *arguments = json.loads(line)
        print(json.dumps(words(SCENES[scene](*arguments))), flush=True)
