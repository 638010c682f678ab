"""A list of thirty asks the database as often as a list of one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import now, today
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
}


def _queries(client, path):
    client.get(path)  # what a process learns once is not counted
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_page_asks_no_more_for_thirty_rows(client, who, path):
    client.force_login(who.an if "given" in path or "managed" in path else who.binh)
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
