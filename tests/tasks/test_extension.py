"""More time: asked before the deadline, decided by the giver, every old deadline kept."""

from datetime import date, time

import pytest
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from journal.queries import broken
from notices.models import Notice
from tasks import actions
from tasks.forms.requests import ExtensionForm
from tasks.models import Extension
from tests.tasks.cast import DUE, given
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
WANT = (date(2026, 3, 27), None)
BEFORE, AFTER = "2026-03-18T09:00", "2026-03-23T08:00"


@pytest.fixture
def task(who):
    return given(who)


def ask(task, who, want=WANT, reason="Chờ số liệu của Sở Tài chính"):
    with at(local(BEFORE)):
        return actions.ask_extension(task, want=want, reason=reason, by=who.binh)


def test_granted_the_old_deadline_is_kept_and_counted(client, task, who):
    asked = ask(task, who)
    assert Notice.objects.filter(user=who.an, sentence__contains="27/03/2026").exists()
    with at(local(BEFORE)):
        actions.grant_extension(asked, by=who.an)
    task.refresh_from_db()
    asked.refresh_from_db()
    assert (task.due_on, asked.state, asked.decided_by) == (WANT[0], "granted", who.an)
    change = task.due_changes.get()
    assert (change.old_on, change.new_on, asked.change) == (DUE, WANT[0], change)
    client.force_login(who.binh)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "20/03/2026" in page
    assert "1 lần" in page
    assert list(broken()) == []


def test_granted_until_another_day(task, who):
    asked = ask(task, who)
    with at(local(BEFORE)):
        actions.grant_extension(asked, due=(date(2026, 3, 24), None), answer="Gấp", by=who.an)
    task.refresh_from_db()
    assert task.due_on == date(2026, 3, 24)


def test_refused_with_a_reason_the_deadline_stays(task, who):
    asked = ask(task, who)
    with pytest.raises(Refused):
        actions.refuse_extension(asked, reason=" ", by=who.an)
    actions.refuse_extension(asked, reason="Không lùi được", by=who.an)
    task.refresh_from_db()
    assert task.due_on == DUE
    assert Notice.objects.filter(user=who.binh, sentence__contains="Không lùi được").exists()
    assert ask(task, who).state == "waiting"  # asked again with better reasons


@pytest.mark.parametrize(
    ("want", "moment"),
    [
        ((DUE, None), BEFORE),  # the same day
        ((date(2026, 3, 19), None), BEFORE),  # earlier
        (WANT, AFTER),  # too late
    ],
)
def test_what_cannot_be_asked(task, who, want, moment):
    with at(local(moment)), pytest.raises(Refused):
        actions.ask_extension(task, want=want, reason="…", by=who.binh)
    assert Extension.objects.count() == 0


def test_asked_too_late_the_sentence_points_to_the_explanation(task, who):
    with at(local(AFTER)), pytest.raises(Refused) as refused:
        actions.ask_extension(task, want=WANT, reason="…", by=who.binh)
    assert "giải trình" in str(refused.value)


def test_the_hour_counts(who):
    task = given(who, due_time=time(11, 0))
    with at(local("2026-03-20T10:00")):
        actions.ask_extension(task, want=(DUE, time(17, 0)), reason="Chiều nay", by=who.binh)
    other = given(who, due_time=time(11, 0))
    with at(local("2026-03-20T11:30")), pytest.raises(Refused):
        actions.ask_extension(other, want=WANT, reason="…", by=who.binh)


def test_a_task_without_a_deadline_needs_none(who):
    task = given(who, due=None)
    with pytest.raises(Refused):
        actions.ask_extension(task, want=WANT, reason="…", by=who.binh)


def test_only_one_waits_and_it_can_be_withdrawn(task, who):
    first = ask(task, who)
    with pytest.raises(Refused):
        ask(task, who)
    actions.withdraw_extension(first, by=who.binh)
    ask(task, who)
    assert [one.state for one in task.extensions.all()] == ["withdrawn", "waiting"]


def test_it_is_granted_although_the_old_day_has_passed_meanwhile(task, who):
    asked = ask(task, who)
    with at(local(AFTER)):
        actions.grant_extension(asked, by=who.an)
    task.refresh_from_db()
    assert task.due_on == WANT[0]


def test_a_day_that_is_past_is_not_granted(task, who):
    asked = ask(task, who)
    with at(local("2026-04-02T09:00")), pytest.raises(Refused):
        actions.grant_extension(asked, by=who.an)


ENDS = {
    "reported": lambda t, w: actions.report_done(t, text="Xong", by=w.binh),
    "cancelled": lambda t, w: actions.cancel(t, reason="Thôi", by=w.an),
    "moved": lambda t, w: actions.change_due(t, due=WANT, reason="Tôi dời", by=w.an),
    "transferred": lambda t, w: actions.transfer_now(t, to=w.chi, reason="Bận", by=w.an),
}


@pytest.mark.parametrize("end", ENDS)
def test_it_ends_by_itself(task, who, end):
    asked = ask(task, who)
    with at(local(BEFORE)):
        ENDS[end](task, who)
    asked.refresh_from_db()
    assert asked.state == "lapsed"
    with pytest.raises(Refused):
        actions.grant_extension(asked, by=who.an)


def test_the_second_who_decides_is_told(task, who):
    asked = ask(task, who)
    actions.refuse_extension(asked, reason="Không", by=who.an)
    with pytest.raises(Refused) as refused:
        actions.grant_extension(asked, by=who.an)
    assert "không đồng ý" in str(refused.value)
    task.refresh_from_db()
    assert task.due_on == DUE


def test_in_one_press_with_quick_days_and_decided_in_one(client, task, who):
    with at(local(BEFORE)):
        client.force_login(who.binh)
        form = ExtensionForm(task=task)
        days = [value for value, _ in form.fields["quick"].choices]
        assert days == ["2026-03-25", "2026-03-27", "2026-04-03", ""]
        page = reverse("tasks:extension", args=[task.pk])
        answer = client.post(page, {"quick": days[1], "reason": "Chờ ý kiến Bộ"})
        assert answer.status_code == 302
        asked = task.extensions.get()
        assert asked.want_on == WANT[0]
        client.force_login(who.an)
        assert "Chờ ý kiến Bộ" in client.get(task.get_absolute_url()).content.decode()
        client.post(reverse("tasks:extensions_grant", args=[task.pk, asked.pk]))
    task.refresh_from_db()
    assert task.due_on == WANT[0]


def test_a_mistake_keeps_what_was_typed(client, task, who):
    client.force_login(who.binh)
    page = reverse("tasks:extension", args=[task.pk])
    answer = client.post(page, {"quick": "", "want_on": "31/02", "reason": "Một lý do dài"})
    assert answer.status_code == 422
    assert "Một lý do dài" in answer.content.decode()


def test_the_lead_does_not_decide_and_the_stranger_finds_nothing(client, task, who):
    asked = ask(task, who)
    address = reverse("tasks:extensions_grant", args=[task.pk, asked.pk])
    for person, status in ((who.binh, 403), (who.dung, 404)):
        client.force_login(person)
        assert client.post(address).status_code == status
    other = given(who)
    client.force_login(who.an)  # a request of another task is not found under this one
    wrong = reverse("tasks:extensions_grant", args=[other.pk, asked.pk])
    assert client.post(wrong).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "waiting"
