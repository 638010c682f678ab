"""Two hands that want the same two rows in the same moment: neither dies of the other, whichever came first."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connections, transaction

from core.clock import today
from core.refused import Refused
from documents.models import Paper, Register
from meetings import actions as meetings
from people.models import User
from registry.actions import outgoing, way
from registry.models import Draft, Issue
from signing import actions as signing
from signing.models import Route
from tasks import actions as tasks
from tasks.models import Task
from tests import world
from tests.registry.desk import drafted, sent, step
from tests.signing.way import inspected

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 1.5  # seconds in which the other one tries: PostgreSQL looks for a ring after one


@pytest.fixture
def who(settings, tmp_path, monkeypatch) -> world.Cast:
    settings.DEMO, settings.DATA_DIR, settings.FILES_DIR = True, tmp_path, tmp_path / "files"
    monkeypatch.setattr("documents.actions.inspect", inspected)
    return world.cast()


def crossing(hold, go_on, other):
    """One holds a row and goes on a moment later; from that moment the other acts. What each was refused with, "" if not."""
    begun, said = threading.Event(), {}

    def first():
        try:
            with transaction.atomic():
                hold()
                begun.set()
                time.sleep(LONG)
                go_on()
            said["first"] = ""
        except Exception as error:  # noqa: BLE001  told below, in the test's own thread
            said["first"] = error
        finally:
            connections.close_all()

    hand = threading.Thread(target=first)
    hand.start()
    assert begun.wait(30)
    try:
        other()
        said["other"] = ""
    except Refused as sentence:
        said["other"] = str(sentence)
    hand.join(30)
    assert said["first"] == ""
    return said["other"]


def test_a_draft_sent_once_more_while_it_is_returned(who):
    draft = sent(drafted(who))
    printed = way.print_draft(draft)
    route, versions = draft.paper.routes.get(), draft.paper.versions.count()

    def hold():
        Route.objects.select_for_update().get(pk=route.pk)
        Paper.objects.select_for_update().get(pk=draft.paper_id)

    def returns():
        signing.return_route(step(route), reason="Sai thẩm quyền ký", by=who.an)

    again = Draft.objects.get(pk=draft.pk)
    assert crossing(hold, returns, lambda: way.send_draft(again, printed, by=who.chi))
    draft.refresh_from_db()
    assert (draft.state, draft.paper.versions.count()) == ("writing", versions)


def test_a_number_cancelled_while_a_document_that_corrects_it_is_numbered(who):
    papers = [
        outgoing.OnPaper("cv", number, today(), f"việc {number}", "Nguyễn Văn An", ("Sở Nội vụ;",), "TH")
        for number in (1, 2)
    ]  # fmt: skip
    earlier, later = (outgoing.enter_paper(who.committee, one, by=who.chi) for one in papers)
    series = earlier.number.register_id
    said = crossing(
        lambda: Register.objects.select_for_update().get(pk=series),
        lambda: outgoing.act_on(later, Issue.objects.get(pk=earlier.pk), "corrects", by=who.chi),
        lambda: outgoing.cancel_number(earlier.number, reason="Ghi nhầm", by=who.chi),
    )
    earlier.refresh_from_db()
    assert (said, earlier.state, earlier.acted_upon.count()) == ("", "cancelled", 1)


def test_a_conclusion_corrected_while_the_result_of_its_task_is_accepted(who):
    meeting = world.in_session()
    given = {"text": "Giao Sở Nội vụ trình trước 30/11", "kind": "task", "lead": who.department, "by": who.chi}  # fmt: skip
    row = meetings.agree_conclusion(meetings.draft_conclusion(meeting, **given), by=who.an)
    new = meetings.correct_conclusion(row, text="Giao Sở Nội vụ trình trước 30/12", by=who.chi)
    task = tasks.accept(Task.objects.get(), by=who.binh)
    tasks.report_done(task, text="Đã xong", by=who.binh)
    giver = User.objects.get(pk=who.an.pk)
    crossing(
        lambda: Task.objects.select_for_update().get(pk=task.pk),
        lambda: tasks.accept_result(Task.objects.get(pk=task.pk), by=giver),
        lambda: meetings.agree_conclusion(new, by=who.an),
    )
    task.refresh_from_db()
    assert task.state == "done"
