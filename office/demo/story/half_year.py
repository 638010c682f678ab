"""The half year before today: tasks that were given, done on time or late, some sent back once."""

from datetime import date, timedelta
from typing import Any

from office.demo.half_year import DONE, MISSING, PAST, PastRow
from office.demo.people import CHIEF
from office.demo.story.city import City, at
from people.access import heads_of
from tasks import door as tasks

GIVEN_BEFORE = 15  # working days before the deadline


def tell(city: City) -> None:
    """Play the tasks in the order of their deadlines."""
    city.say("Nhiệm vụ của sáu tháng qua")
    for row in PAST:
        _play(city, row)


def _play(city: City, row: PastRow) -> None:
    due = city.calendar.on_or_after(_day(city.today, row))
    unit, giver = city.units[row.lead], city.people[row.giver]
    head = heads_of(unit).first()
    ended = city.moment(city.day(row.days, since=due), 15)
    if head is None or ended + timedelta(days=1) > city.began:
        return
    with at(city.moment(city.day(-GIVEN_BEFORE, since=due), 9)):
        task = tasks.assign(
            title=row.title, lead=unit, giver=giver, by=city.people[CHIEF], due_on=due,
            source=tasks.Source(label="Ý kiến chỉ đạo trực tiếp", key=f"past.{row.title}"),
        )  # fmt: skip
    if row.returned:
        _hand_in_in_vain(city, task, due, head)
    with at(ended):
        tasks.report_done(task, text=DONE, by=head)
    with at(ended + timedelta(hours=1)):
        tasks.accept_result(task, by=giver)


def _hand_in_in_vain(city: City, task: Any, due: date, head: Any) -> None:
    with at(city.moment(city.day(-5, since=due), 10)):
        tasks.report_done(task, text=DONE, by=head)
    with at(city.moment(city.day(-4, since=due), 10)):
        tasks.return_result(task, reason=MISSING, by=task.giver)


def _day(today: date, row: PastRow) -> date:
    """The day of the month so many months ago."""
    month = today.year * 12 + today.month - 1 - row.months
    return date(month // 12, month % 12 + 1, row.day)
