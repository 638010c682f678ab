"""Every number of the board leads to exactly its tasks: random cities, each number against the list it opens."""

import random
from datetime import timedelta

import pytest
from django.http import QueryDict

from core.clock import at, now
from people.models import Post, Unit, User
from tasks import periods
from tasks.deadlines import due_state
from tasks.models import Report, Task
from tasks.queries.overview import overview
from tasks.queries.standing import CLASSES, Standing
from tasks.queries.wish import wish_from
from tests.tasks.week import local

pytestmark = pytest.mark.django_db

NOON = "2026-11-18T12:00"  # a Wednesday
PERIODS = ("2026-11", "2026-q3", "2026-11-09_2026-11-13")


@pytest.fixture(params=[1, 2])
def city(request, who):
    """Units three deep, people in them, 150 tasks in every state, some led by persons alone, some elsewhere."""
    dice = random.Random(request.param)
    units = [who.committee, who.department]
    for number in range(6):
        parent = dice.choice([*units, None]) if number < 5 else None
        name = f"Đơn vị {number}"
        units.append(
            Unit.objects.create(name=name, short=name, kind="division", parent=parent, code="X")
        )
    people = [who.binh, who.dung]
    for number in range(4):
        person = User.objects.create_user(f"p{number}", full_name=f"Người {number}")
        Post.objects.create(user=person, unit=dice.choice(units), title="Chuyên viên")
        people.append(person)
    with at(local(NOON)):
        _tasks(dice, units, people, who)
        yield who


def _tasks(dice, units, people, who):
    moment = now()
    rows = []
    for number in range(150):
        unit, person = dice.choice([*units, None]), dice.choice([*people, None])
        born = moment - timedelta(days=dice.randrange(200), hours=dice.randrange(24))
        task = Task(
            title=f"Việc {number}", lead_unit=unit, giver=who.an, recorder=who.an, created_at=born,
            lead_person=person or (None if unit else who.binh), stepped_at=born, search_text="viec",
            state=dice.choice(["assigned", "accepted", "reported", "done", "done", "declined", "cancelled"]),
        )  # fmt: skip
        if dice.random() < 0.8:
            task.due_on = (born + timedelta(days=dice.randrange(-3, 60))).date()
            task.due_time = dice.choice([None, local("2026-11-18T11:00").time()])
        later = born + (moment - born) * dice.random()
        if task.state in ("reported", "done"):
            task.reported_at = later
        if task.state in ("done", "cancelled"):
            task.ended_at = later + (moment - later) * dice.random()
            task.kept = dice.choice([True, False, None]) if task.state == "done" else None
        rows.append(task)
    rows = Task.objects.bulk_create(rows)
    Report.objects.bulk_create(
        Report(task=task, kind="result", text="…", percent=100, by=who.binh, verdict="waiting",
               kept=dice.random() < 0.5)
        for task in rows if task.state == "reported"
    )  # fmt: skip


def listed(user, wish):
    """What the list of the address shows: read back from its words, as a browser would send them."""
    return wish_from(QueryDict(wish.address).dict()).rows(user).count()


@pytest.mark.parametrize("word", PERIODS)
def test_every_number_is_the_length_of_its_list(city, word):
    period = periods.read(word)
    for unit in (None, city.committee, city.department):
        board = overview(city.an, period, unit)
        for row in [*board.rows, board.total]:
            assert listed(city.an, row.counted) == row.total
            for cell in row.cells:
                assert listed(city.an, cell.wish) == cell.number, (row.unit, cell.word)
        sums = {name: sum(row.counts[name] for row in board.rows) for name in CLASSES}
        assert sums == {name: board.total.counts[name] for name in CLASSES}


def test_trend_load_and_standing_still_lead_to_their_tasks(city):
    board = overview(city.an, periods.read("2026-11"))
    assert board.loads
    assert sum(month.done for month in board.trend)
    for month in board.trend:
        assert [listed(city.an, wish) for _n, wish in month.cells] == [n for n, _w in month.cells]
    for load in board.loads:
        assert [listed(city.an, wish) for _n, wish in load.cells] == [n for n, _w in load.cells]
    assert listed(city.an, wish_from({"stuck": "1"})) == board.still_number


def test_the_classes_part_the_tasks_and_say_what_the_pure_rule_says(city):
    standing, rows = Standing.at(now()), Task.objects.exclude(state="cancelled")
    found = {
        word: set(rows.filter(standing.q(word)).values_list("pk", flat=True)) for word in CLASSES
    }
    assert sum(len(some) for some in found.values()) == rows.count()
    assert set().union(*found.values()) == set(rows.values_list("pk", flat=True))
    from core.calendar import city_calendar

    calendar = city_calendar()
    for task in rows.filter(state__in=("assigned", "accepted", "declined")):
        said = due_state(task.due_on, task.due_time, local(NOON), calendar)
        said = {"due_today": "nearly_due", "no_deadline": "in_time"}.get(said, said)
        assert task.pk in found[said], (task.due_on, task.due_time)


def test_what_a_member_sees_is_counted_of_their_own_alone(city):
    board = overview(city.binh, periods.read("2026"))
    for row in [*board.rows, board.total]:
        for cell in row.cells:
            assert listed(city.binh, cell.wish) == cell.number
    assert board.total.total < overview(city.an, periods.read("2026")).total.total
