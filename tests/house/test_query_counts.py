"""A list of thirty asks the database as often as a list of one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import today
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
