"""Two people act at the same moment: one is done, the other is told; nothing happens twice, nothing is half done."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from core.calendar import fill
from core.clock import today
from core.refused import Refused
from journal.queries import broken
from tasks import actions
from tasks.actions import Share
from tasks.actions.contribution import Wanted
from tasks.models import Contribution, DueChange, Explanation, Extension, Task
from tests import world
from tests.tasks.cast import person, unit

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Do the acts at the same moment; answers what each came to: None, or the sentence it was refused with."""
    came, gate = [None] * len(acts), threading.Barrier(len(acts))

    def doing(place, act):
        try:
            gate.wait(30)
            act()
        except Refused as refused:
            came[place] = str(refused)
        except Exception as error:  # noqa: BLE001  told below, in the test's own thread
            came[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=doing, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    troubles = [one for one in came if isinstance(one, Exception)]
    assert troubles == []
    return came


@pytest.fixture
def who():
    fill([today().year, today().year + 1])
    return world.cast()


@pytest.fixture
def task(who):
    due = today() + timedelta(days=20)
    task = actions.assign(
        title="Trình phương án", lead=who.department, giver=who.an, by=who.an, due_on=due
    )
    return actions.accept(task, by=who.binh)


def want(task, days):
    return (task.due_on + timedelta(days=days), None)


def test_two_ask_for_more_time(task, who):
    came = together(
        *(
            lambda n=n: actions.ask_extension(task, want=want(task, n), reason="…", by=who.binh)
            for n in (3, 5, 7)
        )
    )
    assert sorted(one is None for one in came) == [False, False, True]
    assert Extension.objects.filter(state="waiting").count() == 1


def test_granted_and_refused_at_once(task, who):
    asked = actions.ask_extension(task, want=want(task, 7), reason="…", by=who.binh)
    came = together(
        lambda: actions.grant_extension(asked, by=who.an),
        lambda: actions.refuse_extension(asked, reason="Không", by=who.chi),
        lambda: actions.withdraw_extension(asked, by=who.binh),
    )
    assert sum(one is None for one in came) == 1
    asked.refresh_from_db()
    moved = DueChange.objects.count()
    assert moved == (1 if asked.state == "granted" else 0)
    assert list(broken()) == []


def test_reported_while_the_extension_is_granted(task, who):
    asked = actions.ask_extension(task, want=want(task, 7), reason="…", by=who.binh)
    together(
        lambda: actions.report_done(task, text="Xong", by=who.binh),
        lambda: actions.grant_extension(asked, by=who.an),
    )
    asked.refresh_from_db()
    task.refresh_from_db()
    assert task.state == "reported"
    assert asked.state in ("granted", "lapsed")
    assert DueChange.objects.count() == (1 if asked.state == "granted" else 0)


def test_two_leaders_demand_one_explanation(task, who):
    came = together(*(lambda: actions.demand_explanation(task, by=who.an) for _ in range(3)))
    assert sum(one is None for one in came) == 1
    assert Explanation.objects.count() == 1


def test_one_explanation_is_answered_once(task, who):
    said = actions.demand_explanation(task, by=who.an)
    came = together(
        *(
            lambda n=n: actions.answer_explanation(said, text=f"Lần {n}", by=who.binh)
            for n in range(3)
        )
    )
    assert sum(one is None for one in came) == 1


def test_accepted_and_returned_at_once(task, who):
    actions.report_done(task, text="Xong", by=who.binh)
    came = together(
        lambda: actions.accept_result(task, by=who.an),
        lambda: actions.return_result(task, reason="Thiếu", by=who.an),
    )
    assert sum(one is None for one in came) == 1
    task.refresh_from_db()
    assert (task.state == "done") == hasattr(task, "evaluation")


def test_transferred_while_a_part_is_handed_down(task, who):
    together(
        lambda: actions.transfer_now(task, to=who.chi, reason="Phân công lại", by=who.an),
        lambda: actions.hand_down(task, share=Share("Một phần", who.dung), by=who.binh),
    )
    task.refresh_from_db()
    assert task.lead_person == who.chi
    assert list(broken()) == []


def test_two_contribute_and_nobody_is_counted_twice(who):
    finance = unit("Sở Tài chính", who.committee)
    heads = [person(f"p{n}", finance, "clerk") for n in range(2)]
    task = actions.assign(
        title="Rà soát", lead=who.department, supporters=[finance], giver=who.an, by=who.an,
        due_on=today() + timedelta(days=20),
    )  # fmt: skip
    actions.ask_contributions(task, whom=[finance], wanted=Wanted(), by=who.binh)
    came = together(
        *(lambda one=one: actions.contribute(task, text=f"Của {one}", by=one) for one in heads)
    )
    assert came == [None, None]
    assert (Contribution.objects.count(), task.reports.count()) == (1, 2)


def test_cancelled_while_a_part_is_reported(task, who):
    part = actions.hand_down(task, share=Share("Một phần", who.dung), by=who.binh)
    together(
        lambda: actions.cancel(task, reason="Thôi", by=who.an),
        lambda: actions.report_done(part, text="Xong", by=who.dung),
    )
    assert set(Task.objects.values_list("state", flat=True)) == {"cancelled"}
