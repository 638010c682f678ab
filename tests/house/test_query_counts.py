"""A list of thirty asks the database as often as a list of one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import now, today
from documents import actions as documents
from meetings import actions as meetings
from notices.door import notify
from tasks import door as tasks
from tests import world
from tests.opinions import scenes as opinions


def _meeting(number):
    world.convened(f"Phiên họp số {number}")


def _task(number):
    who = world.cast()
    tasks.assign(
        title=f"Báo cáo số {number}",
        lead=who.department,
        supporters=[who.committee],
        due_on=today() + timedelta(days=number),
        giver=who.an,
        source=tasks.Source(label="Phiên họp", quote="", url="", key=f"test.{number}"),
        by=who.chi,
    )


def _notice(number):
    notify(world.cast().binh, key=f"test.{number}", sentence=f"Thông báo {number}", url="/")


def _round(number):
    opinions.collecting(title=f"Lấy ý kiến số {number}", paper=False)


def _to_sign(number):
    """A paper on its way, written without its file: no list opens it."""
    from documents import actions as papers
    from documents.models import Version
    from signing.models import Route, Step

    who = world.cast()
    folder = papers.open_folder("Hồ sơ ký", topic=f"folder.{number}", unit=who.committee)
    paper = folder.papers.create(title=f"Quyết định số {number}", created_by=who.chi)
    version = Version.objects.create(
        paper=paper, number=1, name="qd.pdf", sha256="0" * 64, size=1, pages=1, by=who.chi
    )
    asked = {"state": "asked", "asked_at": now(), "due_on": today()}
    for code, people in (("a", (who.binh, who.an)), ("b", (who.an,))):
        if code == "b":
            paper = folder.papers.create(title=f"Tờ trình số {number}", created_by=who.chi)
        route = Route.objects.create(
            paper=paper, draft=version, current=version, code=f"{code}{number}",
            state="circulating", started_by=who.binh,
        )  # fmt: skip
        for at, person in enumerate(people, start=1):
            Step.objects.create(route=route, position=at, rank=1, kind="sign", who=person, **asked)


def _outgoing(number):
    """An entry of the outgoing register that An may read, sent to three, acted upon by a later one."""
    from registry.door import OnPaper, To, act_on, enter_paper, issue_document

    who = world.cast()
    given = OnPaper("qd", 2 * number + 1, today(), f"Việc số {number}", "An", ("Lưu: VT.",))
    issue = enter_paper(who.committee, given, by=who.chi)
    later = OnPaper("qd", 2 * number + 2, today(), f"Đính chính việc số {number}", "An")
    act_on(enter_paper(who.committee, later, by=who.chi), issue, "corrects", by=who.chi)
    issue_document(issue, [To(f"Xã {one}", "paper") for one in "ABC"], by=who.chi)


def _incoming(number):
    """An incoming document of the committee, late, directed to the department; Chi keeps the register."""
    from registry.models import Direction, Incoming, IncomingBook

    who = world.cast()
    folder = documents.open_folder("Văn bản đến", topic=f"incoming.{number}", unit=who.committee)
    paper = folder.papers.create(title=f"Công văn số {number}", created_by=who.chi)
    book, _new = IncomingBook.objects.get_or_create(agency=who.committee, year=today().year)
    row = Incoming.objects.create(
        agency=who.committee, folder=folder, paper=paper, sha256="0" * 64, arrival="scan", subject=f"Việc số {number}",
        issuer="Bộ Nội vụ", notation=f"{number}/BNV", dated_on=today(), arrived_at=now() - timedelta(days=9), state="directed",
        entry=book, number=number + 1, registered_at=now(), registered_by=who.chi, leader=who.an, submitted_at=now(),
    )  # fmt: skip
    Direction.objects.create(
        incoming=row,
        text="Thực hiện",
        lead_unit=who.department,
        by=who.an,
        at=now(),
        due_on=today(),
    )


# page -> what a row of its list is made of
LISTS = {
    "/": (_meeting, _task, _notice, _round),
    "/meetings/": (_meeting,),
    "/calendar/": (_meeting,),
    "/calendar/?view=list": (_meeting, _task),
    "/opinions/": (_round,),
    "/opinions/?tab=managed": (_round,),
    "/tasks/": (_task,),
    "/tasks/given/": (_task,),
    "/notices/": (_notice,),
    "/signing/": (_to_sign,),
    "/signing/?tab=others": (_to_sign,),
    "/signing/batch/sign/": (_to_sign,),
    "/search/?q=so": (_meeting, _task),
    "/registry/incoming/?tab=all": (_incoming,),
    "/registry/incoming/?tab=progress": (_incoming,),
    "/registry/outgoing/": (_outgoing,),
}


def _queries(client, path):
    client.get(path)  # what a process learns once is not counted
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def _reader(who, path):
    if "registry" in path:
        return who.chi
    return who.an if "given" in path or "managed" in path else who.binh


@pytest.mark.parametrize("path", LISTS)
def test_a_list_page_asks_no_more_for_thirty_rows(client, who, path):
    client.force_login(_reader(who, path))
    for make in LISTS[path]:
        make(0)
    one = _queries(client, path)
    for number in range(1, 30):
        for make in LISTS[path]:
            make(number)
    many = _queries(client, path)
    assert len(many) <= len(one), "\n".join(many[len(one) :])


def test_a_meeting_page_asks_no_more_for_thirty_items(client, who):
    meeting = world.busy()
    client.force_login(who.binh)
    few = _queries(client, meeting.get_absolute_url())
    for number in range(30):
        meetings.add_item(meeting, title=f"Nội dung {number}", presenter=who.binh, by=who.chi)
        meetings.prepare_vote(meeting, question=f"Câu hỏi {number}", by=who.an)
        meetings.draft_conclusion(meeting, text=f"Kết luận {number}", kind="note", by=who.chi)
    many = _queries(client, meeting.get_absolute_url())
    assert len(many) <= len(few) + 1, "\n".join(many[len(few) :])
