"""A task's life: given, accepted, reported, returned, done; declined; called off."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.clock import at, today
from core.refused import Refused
from documents.access import folders
from documents.actions import open_folder
from journal.queries import broken, entries
from notices.models import Mail, Notice
from people.models import Post
from tasks import actions
from tasks.actions.papers import let_circle_in
from tasks.door import Order, Source, assign
from tasks.models import Reminder, Task
from tasks.states import TASK_MOVES, TaskState, Verdict
from tests.tasks.week import local
from tests.world import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(who):
    with at(local("2026-03-10T09:00")):
        return assign(
            title="Trình phương án cấp nước sạch",
            lead=who.department,
            giver=who.an,
            by=who.chi,
            due_on=date(2026, 3, 20),
            source=Source("Kết luận phiên họp", "Giao Sở Nội vụ…", "/meetings/7/#c3", "c.3"),
            order=Order(product="Tờ trình"),
        )


def upload(name: str = "bao-cao.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf("Bao cao", 2), "application/pdf")


def test_the_main_story(task, who):
    with at(local("2026-03-11T09:00")):
        actions.accept(task, by=who.binh)
        actions.report_progress(task, text="Đã khảo sát", percent=40, by=who.binh)
        actions.report_done(task, text="Kèm tờ trình", uploads=[upload()], by=who.binh)
        actions.return_result(task, reason="Thiếu dự toán", by=who.an)
    with at(local("2026-03-19T09:00")):
        actions.report_done(task, text="Đã bổ sung", uploads=[upload("b.pdf")], by=who.binh)
        actions.accept_result(task, by=who.an)
    task.refresh_from_db()
    assert (task.state, task.percent, task.kept) == (TaskState.DONE, 100, True)
    verdicts = [(r.kind, r.percent, r.verdict, r.verdict_reason) for r in task.reports.all()]
    assert verdicts == [
        ("progress", 40, "", ""),
        ("result", 100, Verdict.RETURNED, "Thiếu dự toán"),
        ("result", 100, Verdict.ACCEPTED, ""),
    ]
    told = [entry.event for entry in entries(task.book) if entry.event.startswith("tasks.")]
    assert told[::-1] == [
        "tasks.assigned",
        "tasks.accepted",
        "tasks.progress",
        "tasks.reported",
        "tasks.returned",
        "tasks.reported",
        "tasks.done",
    ]
    assert list(broken()) == []


def test_the_same_source_gives_one_task(task, who):
    again = assign(
        title="Khác", lead=who.department, giver=who.an, by=who.chi, source=Source(key="c.3")
    )
    assert again.pk == task.pk
    assert Task.objects.count() == 1


def test_tasks_without_a_source_are_not_confused(who):
    pair = [assign(title="Việc", lead=who.binh, giver=who.an, by=who.an) for _ in range(2)]
    assert pair[0].pk != pair[1].pk


def test_a_long_sentence_keeps_its_end(who):
    words = "Rà soát " * 60
    task = assign(title=words, lead=who.binh, giver=who.an, by=who.an)
    assert len(task.title) <= 300
    assert words.split() == task.detail.split()


def test_declined_with_a_reason_and_given_again(task, who):
    actions.decline(task, reason="Không đúng thẩm quyền", by=who.binh)
    assert Notice.objects.filter(user=who.an, sentence__contains="thẩm quyền").exists()
    actions.assign_again(task, lead=who.chi, by=who.an)
    task.refresh_from_db()
    assert (task.state, task.lead_person, task.lead_unit) == (TaskState.ASSIGNED, who.chi, None)


def test_given_to_somebody_else_the_papers_are_closed_to_who_had_it(task, who):
    task.folder = open_folder(task.title, topic=task.book)
    task.save(update_fields=["folder"])
    let_circle_in(task)
    assert folders(who.binh).filter(pk=task.folder.pk).exists()
    actions.assign_again(task, lead=who.chi, by=who.an)
    readers = {who.an: True, who.chi: True, who.binh: False}
    for person, reads in readers.items():
        assert folders(person).filter(pk=task.folder.pk).exists() is reads


def test_a_late_result_is_late_even_if_accepted(task, who):
    actions.accept(task, by=who.binh)
    with at(local("2026-03-23T08:00")):
        actions.report_done(task, text="Xin lỗi", by=who.binh)
        actions.accept_result(task, by=who.an)
    task.refresh_from_db()
    assert task.kept is False


def test_an_old_deadline_is_kept_and_shown(task, who):
    actions.change_due(task, due=(date(2026, 4, 1), None), reason="Chờ ý kiến Bộ", by=who.an)
    change = task.due_changes.get()
    assert (change.old_on, change.new_on) == (date(2026, 3, 20), date(2026, 4, 1))
    with pytest.raises(Refused):
        actions.change_due(task, due=(date(2026, 4, 1), None), reason="Nữa", by=who.an)


def test_handing_on_stays_in_the_unit(task, who):
    with pytest.raises(Refused):
        actions.hand_on(task, person=who.chi, by=who.binh)
    actions.hand_on(task, person=who.dung, by=who.binh)
    task.refresh_from_db()
    assert (task.lead_person, task.lead_unit) == (who.dung, who.department)
    assert Notice.objects.filter(user=who.dung).count() == 1


def test_reporting_accepts(task, who):
    actions.report_progress(task, text="Bắt đầu", percent=5, by=who.binh)
    task.refresh_from_db()
    assert task.state == TaskState.ACCEPTED


@pytest.mark.parametrize("percent", [-1, 100, 250])
def test_progress_is_below_a_hundred(task, who, percent):
    with pytest.raises(Refused):
        actions.report_progress(task, text="…", percent=percent, by=who.binh)


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_reasons_and_words_are_needed(task, who, empty):
    for act in (actions.decline, actions.cancel):
        with pytest.raises(Refused):
            act(task, reason=empty, by=who.an)
    with pytest.raises(Refused):
        actions.report_done(task, text=empty, by=who.binh)
    with pytest.raises(Refused):
        actions.comment(task, text=empty, by=who.binh)


ACTS = {
    "accept": lambda t, w: actions.accept(t, by=w.binh),
    "decline": lambda t, w: actions.decline(t, reason="…", by=w.binh),
    "hand_on": lambda t, w: actions.hand_on(t, person=w.dung, by=w.binh),
    "progress": lambda t, w: actions.report_progress(t, text="…", percent=10, by=w.binh),
    "report_done": lambda t, w: actions.report_done(t, text="…", by=w.binh),
    "accept_result": lambda t, w: actions.accept_result(t, by=w.an),
    "return_result": lambda t, w: actions.return_result(t, reason="…", by=w.an),
    "assign_again": lambda t, w: actions.assign_again(t, lead=w.chi, by=w.an),
    "change_due": lambda t, w: actions.change_due(t, due=(None, None), reason="…", by=w.an),
    "cancel": lambda t, w: actions.cancel(t, reason="…", by=w.an),
    "comment": lambda t, w: actions.comment(t, text="…", by=w.an),
}
ALLOWED = {
    TaskState.ASSIGNED: {
        "accept", "decline", "hand_on", "progress", "report_done", "assign_again", "change_due",
        "cancel", "comment",
    },
    TaskState.ACCEPTED: {
        "hand_on", "progress", "report_done", "change_due", "cancel", "comment",
    },
    TaskState.REPORTED: {"accept_result", "return_result", "change_due", "cancel", "comment"},
    TaskState.DECLINED: {"assign_again", "change_due", "cancel", "comment"},
    TaskState.DONE: set(),
    TaskState.CANCELLED: set(),
}  # fmt: skip
WAYS = {
    TaskState.ASSIGNED: [],
    TaskState.ACCEPTED: ["accept"],
    TaskState.REPORTED: ["accept", "report_done"],
    TaskState.DECLINED: ["decline"],
    TaskState.DONE: ["accept", "report_done", "accept_result"],
    TaskState.CANCELLED: ["cancel"],
}


@pytest.mark.parametrize("state", list(TaskState))
@pytest.mark.parametrize("act", list(ACTS))
def test_what_may_happen_when(task, who, state, act):
    for step in WAYS[state]:
        ACTS[step](task, who)
    if act in ALLOWED[state]:
        ACTS[act](task, who)
        return
    before = entries(task.book)[0].seq
    with pytest.raises(Refused):
        ACTS[act](task, who)
    assert entries(task.book)[0].seq == before
    task.refresh_from_db()
    assert task.state == state


def test_the_table_of_moves_is_the_plan():
    ends = {state for state, moves in TASK_MOVES.items() if not moves}
    assert ends == {TaskState.CANCELLED}


def test_the_second_of_two_is_told_what_changed(task, who):
    """An moves the deadline on a page opened before Chi moved it."""
    seen = entries(task.book)[0].seq
    actions.change_due(
        task, due=(date(2026, 3, 25), None), reason="Chờ số liệu", by=who.chi, seen=seen
    )
    with pytest.raises(Refused) as refused:
        actions.change_due(task, due=(date(2026, 4, 1), None), reason="Khác", by=who.an, seen=seen)
    assert "Chờ số liệu" in str(refused.value)
    assert "Lê Thị Chi" in str(refused.value)
    assert task.due_changes.count() == 1


def test_small_talk_does_not_stop_an_act(task, who):
    actions.accept(task, by=who.binh)
    seen = entries(task.book)[0].seq
    actions.comment(task, text="Sắp xong", by=who.binh)
    actions.report_done(task, text="Xong", by=who.binh, seen=seen)


def test_papers_are_read_by_the_circle_alone(task, who):
    from django.http import Http404

    from documents.access import version_for

    report = actions.report_done(task, text="Kèm tờ trình", uploads=[upload()], by=who.binh)
    version = report.papers.get().versions.get()
    for person in (who.an, who.binh, who.chi):
        assert version_for(person, version.pk) == version
    with pytest.raises(Http404):
        version_for(who.dung, version.pk)


def test_an_unsound_file_leaves_nothing_behind(task, who):
    bad = SimpleUploadedFile("x.pdf", b"%PDF-1.7 nothing more", "application/pdf")
    with pytest.raises(Refused):
        actions.report_done(task, text="Kèm", uploads=[bad], by=who.binh)
    task.refresh_from_db()
    assert (task.state, task.reports.count(), task.folder) == (TaskState.ASSIGNED, 0, None)


def test_who_acts_is_not_told_and_everybody_is_told_once(task, who):
    sent = {n.user.username for n in Notice.objects.filter(key=f"{task.book}.1")}
    assert sent == {"binh"}
    assert Mail.objects.filter(user=who.binh).count() == 1
    actions.accept(task, by=who.binh)
    assert not Notice.objects.filter(user=who.binh, key=f"{task.book}.2").exists()
    assert Notice.objects.filter(user=who.an, key=f"{task.book}.2").count() == 1


def test_a_notice_is_said_in_the_language_of_its_reader(who):
    who.binh.language = "en"
    who.binh.save()
    assign(title="Việc", lead=who.binh, giver=who.an, by=who.an)
    assert "New task from" in Notice.objects.get(user=who.binh).sentence


def test_a_unit_without_a_head_still_hears(who):
    Post.objects.filter(unit=who.department, is_head=True).update(is_head=False, role="clerk")
    assign(title="Việc", lead=who.department, giver=who.an, by=who.an)
    assert Notice.objects.filter(user=who.binh).count() == 1


def test_nothing_is_reminded_of_an_ended_task(task, who):
    actions.cancel(task, reason="Không cần nữa", by=who.an)
    with at(local("2026-03-20T09:00")):
        assert actions.remind_due() == 0
    assert Reminder.objects.count() == 0


def test_the_search_finds_without_accents(task, who):
    from tasks.queries import find

    assert list(find(who.binh, "cap nuoc SACH")) == [task]
    assert list(find(who.binh, "Đ trinh")) == []
    assert list(find(who.dung, "cap nuoc")) == []


def test_a_task_for_today_is_due_today(who):
    from tasks.queries import line

    task = assign(
        title="Việc", lead=who.binh, giver=who.an, by=who.an, due_on=today() + timedelta(400)
    )
    assert line(task).due == "in_time"
