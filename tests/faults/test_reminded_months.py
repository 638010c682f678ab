"""A city lives through ten weeks with Tết, day by day with random acts; the laws of reminding hold every evening."""

import contextlib
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from core.calendar import city_calendar, fill
from core.clock import at
from core.refused import Refused
from core.workdays import WorkCalendar
from notices.models import Notice, Wish
from notices.quiet import NIGHT, is_quiet
from people.absences import announce_absence
from people.models import Absence, Post, Unit, User
from tasks import actions
from tasks.deadlines import days_left, last_day
from tasks.door import Order, assign
from tasks.models import Digest, Reminder, Task
from tasks.reminders import CLIMB

FIRST, LAST = date(2026, 1, 26), date(2026, 4, 3)
TASKS = 24  # enough to meet every rung
TICKS = (time(6, 45), time(7, 45), time(14, 0))


@dataclass
class City:
    """Thirty people in six units: the committee above five departments; and the dice."""

    dice: random.Random
    calendar: WorkCalendar
    chair: User
    units: list[Unit]
    staff: dict[int, list[User]]
    seen_open: dict[int, int] = field(default_factory=dict)

    @property
    def givers(self):
        """The chair and a deputy, who is below the chair."""
        return self.staff[self.chair.posts.get().unit_id][:2]

    def head(self, task):
        """Who heads the unit that leads."""
        return self.staff[task.lead_unit_id][0]


@pytest.fixture
def city(db):
    fill([2026])
    committee = Unit.objects.create(name="UBND", short="UBND", kind="committee")
    units = [
        Unit.objects.create(name=f"Sở {n}", short=f"S{n}", kind="department", parent=committee)
        for n in range(5)
    ]
    staff: dict[int, list[User]] = {}
    for unit in (committee, *units):
        for number in range(5):
            name = f"u{unit.pk}n{number}"
            user = User.objects.create_user(name, full_name=name, email=f"{name}@example.com")
            Post.objects.create(user=user, unit=unit, title=f"CV {number}", is_head=not number)
            staff.setdefault(unit.pk, []).append(user)
            if number == 1:
                Wish.objects.create(user=user, morning=time(8, 0))
    return City(random.Random(2026), city_calendar(), staff[committee.pk][0], units, staff)


def moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


@pytest.mark.django_db
def test_three_months(city):
    day, number = FIRST, 0
    while day <= LAST:
        for clock in TICKS:
            with at(moment(day, clock)):
                actions.remind_due()
        if city.calendar.is_workday(day):
            with at(moment(day, time(10, 0))):
                for _ in range(2 if number < TASKS else 0):
                    number += 1
                    give(city, day)
                live(city, day)
            with at(moment(day, time(18, 0))):
                promised(city, day)
        day += timedelta(days=1)
    never_disturbed_and_never_twice(city)
    assert number == TASKS
    assert {"deadline", "start", "idle", "result", "snooze"} <= set(
        Reminder.objects.values_list("ladder", flat=True)
    )
    assert Reminder.objects.filter(role="above", state="told").exists()
    assert Reminder.objects.filter(standing_for__isnull=False, state="told").exists()


def give(city, day):
    """A task for a unit, of one day to two months."""
    dice = city.dice
    due = city.calendar.add(day, dice.choice([1, 2, 3, 5, 8, 10, 15, 20, 30, 45]))
    order = Order(priority=dice.choices(["normal", "urgent", "flash"], [8, 2, 1])[0])
    lead, giver = dice.choice(city.units), dice.choice(city.givers)
    assign(
        title=f"Việc ngày {day}",
        lead=lead,
        giver=giver,
        by=giver,
        due_on=due,
        order=order,
    )


def live(city, day):
    """What people do on a working day: mostly too little."""
    dice = city.dice
    for task in Task.objects.exclude(state__in=["done", "cancelled"]):
        act = dice.random()
        likely = (do for least, below, do in ACTS.get(task.state, ()) if least <= act < below)
        for do in likely:
            with contextlib.suppress(Refused):
                do(city, task)
    go_away(city, day)


ACTS = {  # state -> from, below, act
    "assigned": [(0, 0.4, lambda city, task: actions.accept(task, by=city.head(task)))],
    "accepted": [
        (0, 0.08, lambda city, task: actions.report_progress(
            task, text="Đang làm", percent=city.dice.randrange(99), by=city.head(task))),
        (0.08, 0.12, lambda city, task: actions.report_done(task, text="Xong", by=city.head(task))),
        (0.12, 0.2, lambda city, task: actions.snooze(
            task, word=city.dice.choice(["tomorrow", "monday", "afternoon"]),
            by=task.lead_person or city.head(task))),
        (0.2, 0.22, lambda city, task: actions.hand_on(
            task, person=city.dice.choice(city.staff[task.lead_unit_id]), by=city.head(task))),
        (0.995, 1, lambda city, task: actions.cancel(task, reason="Thôi", by=city.chair)),
    ],
    "reported": [
        (0, 0.3, lambda city, task: actions.accept_result(task, by=city.chair)),
        (0.3, 0.35, lambda city, task: actions.return_result(task, reason="Chưa đủ", by=city.chair)),
    ],
}  # fmt: skip


def go_away(city, day):
    """Now and then somebody is away, the chair too, and a colleague stands in."""
    dice = city.dice
    if dice.random() < 0.3:
        one, other = dice.sample(city.staff[dice.choice(city.units).pk], 2)
        if dice.random() < 0.3:
            one, other = city.chair, city.staff[city.chair.posts.get().unit_id][1]
        until = day + timedelta(days=dice.randrange(1, 6))
        try:
            announce_absence(one, stand_in=other, since=day + timedelta(1), until=until, by=one)
        except Refused:
            return


def promised(city, day):
    """Every task that was overdue yesterday too has reached whom the ladder promises."""
    working = Task.objects.filter(state__in=["assigned", "accepted"])
    open_now = {}
    for task in working:
        late = -days_left(task.due_on, day, city.calendar)
        open_now[task.pk] = late
        if late < 1 or city.seen_open.get(task.pk, 0) < 1:
            continue
        told = told_of(task, city)
        for role, person in (
            ("head", city.head(task)),
            ("giver", task.giver),
            ("above", city.chair),
        ):
            steps = [
                days
                for days, to in CLIMB[task.priority]
                if role in to and days <= city.seen_open[task.pk]
            ]
            reached = {key for key, days in told if steps and days >= max(steps)}
            assert not steps or person.pk in reached, (role, task.pk, task.priority, late, day)
    city.seen_open = open_now


def told_of(task, city):
    """(person, rung) of what was told of the deadline; who was away counts as told by their stand-in."""
    anchor = last_day(task.due_on, city.calendar)
    rows = Reminder.objects.filter(task=task, anchor=anchor, ladder="deadline", state="told")
    found = rows.values_list("person", "standing_for", "days")
    return [(key, days) for *keys, days in found for key in keys if key]


def never_disturbed_and_never_twice(city):
    """Never at night or on a day off, one digest a day, nothing about what had ended, a reason for everything."""
    for row in Reminder.objects.filter(state="told").select_related("task"):
        assert not is_quiet(timezone.localtime(row.at), [NIGHT], city.calendar), row
        assert row.task.ended_at is None or row.at <= row.task.ended_at, row
        assert row.why["ladder"] == row.ladder
        if row.standing_for_id:
            day = timezone.localdate(row.at)
            held = Absence.objects.filter(person=row.standing_for, stand_in=row.person)
            assert held.filter(since__lte=day, until__gte=day).exists()
    told = list(Digest.objects.values_list("person", "day"))
    assert len(told) == len(set(told)) == Notice.objects.filter(key__startswith="digest.").count()
    said = Notice.objects.filter(key__contains=".deadline.", urgent=False)
    assert not said.exists()  # only what is most urgent comes alone
