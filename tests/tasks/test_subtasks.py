"""Parts of a task: inside the unit, never due after it, reported, called off with it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from notices.models import Notice
from tasks import actions
from tasks.access import task_for, visible
from tasks.actions import Share
from tasks.models import Task
from tasks.queries import suggested_percent
from tests.tasks.cast import DUE, given, person, unit
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
DAY = "2026-03-10T09:00"


@pytest.fixture
def task(who):
    return given(who)


def part_of(task, who, lead=None, due=(None, None), title="Khảo sát", by=None):  # noqa: PLR0917
    with at(local(DAY)):
        share = Share(title, lead or who.dung, due)
        return actions.hand_down(task, share=share, by=by or who.binh)


def test_a_part_has_its_own_people_and_the_deadline_of_the_task(client, task, who):
    part = part_of(task, who)
    assert (part.parent, part.lead_person, part.giver, part.due_on) == (
        task,
        who.dung,
        who.binh,
        DUE,
    )
    client.force_login(who.dung)
    page = client.get(part.get_absolute_url()).content.decode()
    assert task.title in page  # its title and deadline, not its page
    assert client.get(task.get_absolute_url()).status_code == 404
    client.force_login(who.an)  # who gave the task sees its parts
    assert "Khảo sát" in client.get(task.get_absolute_url()).content.decode()
    assert task_for(who.an, part.pk) == part


def test_who_hands_down_has_accepted(who):
    task = given(who, accepted=False)
    part_of(task, who)
    task.refresh_from_db()
    assert (task.state, task.accepted_at is not None) == ("accepted", True)


def test_never_due_after_the_task(task, who):
    with pytest.raises(Refused):
        part_of(task, who, due=(date(2026, 3, 23), None))
    part = part_of(task, who, due=(date(2026, 3, 18), None))
    with pytest.raises(Refused):
        actions.change_due(part, due=(date(2026, 3, 30), None), reason="…", by=who.binh)
    with at(local(DAY)):
        actions.accept(part, by=who.dung)
        want = (date(2026, 3, 30), None)
        with pytest.raises(Refused):
            actions.ask_extension(part, want=want, reason="…", by=who.dung)


def test_moving_the_task_earlier_names_the_parts_that_are_later(client, task, who):
    part_of(task, who, title="Lập dự toán")
    actions.change_due(task, due=(date(2026, 3, 17), None), reason="Gấp", by=who.an)
    assert Notice.objects.filter(user=who.binh, sentence__contains="Lập dự toán").exists()
    client.force_login(who.binh)
    assert "hạn muộn hơn nhiệm vụ" in client.get(task.get_absolute_url()).content.decode()


def test_parts_stay_inside_the_unit(task, who):
    for outsider in (who.chi, who.committee, unit("Sở khác")):
        with pytest.raises(Refused):
            part_of(task, who, lead=outsider)
    division = unit("Phòng Tổ chức", who.department, "division")
    assert part_of(task, who, lead=division).lead_unit == division


def test_divided_three_times_and_no_further(task, who):
    leads = [person(f"p{n}", who.department) for n in range(4)]
    part, by = task, who.binh
    for lead in leads[:3]:
        part, by = part_of(part, who, lead=lead, by=by), lead
    with pytest.raises(Refused):
        part_of(part, who, lead=leads[3], by=by)


def test_not_done_while_parts_are_open_unless_said_so(task, who):
    part = part_of(task, who)
    with pytest.raises(Refused) as refused:
        actions.report_done(task, text="Xong", by=who.binh)
    assert "Khảo sát" in str(refused.value)
    report = actions.report_done(task, text="Xong", despite="Làm ở kỳ sau", by=who.binh)
    assert "Làm ở kỳ sau" in report.text
    part.refresh_from_db()
    assert part.state == "assigned"


def test_the_progress_follows_the_parts(client, task, who):
    first, second = part_of(task, who), part_of(task, who, title="Lập dự toán")
    part_of(task, who, title="Thôi", lead=who.binh)
    with at(local(DAY)):
        actions.report_progress(first, text="…", percent=50, by=who.dung)
        actions.report_done(second, text="Xong", by=who.dung)
        actions.accept_result(second, by=who.binh)
        actions.cancel(task.children.get(title="Thôi"), reason="…", by=who.binh)
    assert suggested_percent(list(task.children.all())) == 75
    client.force_login(who.binh)
    assert "75%" in client.get(task.get_absolute_url()).content.decode()


def test_called_off_with_the_task(task, who):
    part = part_of(task, who)
    below = part_of(part, who, lead=person("hoa", who.department), by=who.dung, title="Đo đạc")
    actions.cancel(task, reason="Không cần nữa", by=who.an)
    assert {one.state for one in Task.objects.filter(pk__in=(part.pk, below.pk))} == {"cancelled"}


def test_a_colleague_of_the_unit_does_not_see_the_part(task, who):
    colleague = person("hoa", who.department)
    part = part_of(task, who)
    with pytest.raises(Http404):
        task_for(colleague, part.pk)
    assert part not in visible(colleague)
    with pytest.raises(PermissionDenied):
        task_for(who.dung, part.pk, to="decide")


def test_a_part_of_a_closed_task_is_closed(who):
    part = part_of(given(who, closed_circle=True), who)
    assert part.closed_circle


def test_by_the_form(client, task, who):
    client.force_login(who.binh)
    address = reverse("tasks:hand_down", args=[task.pk])
    form = {"title": "Khảo sát", "lead": f"person.{who.dung.pk}", "due_on": "2026-03-30"}
    answer = client.post(address, form)  # later than the task
    assert answer.status_code == 409
    assert "Khảo sát" in answer.content.decode()
    client.post(address, {**form, "due_on": "2026-03-18"})
    assert task.children.get().due_on == date(2026, 3, 18)
