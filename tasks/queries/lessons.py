"""What ended tasks teach, and what is known of open ones: the rows behind tasks.foresight."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from core.workdays import WorkCalendar
from tasks.deadlines import bounds, last_day
from tasks.experience import RECENT_DAYS, Experience, Past, Weights, total, weigh
from tasks.foresight import Case, Facts, Trust, proved
from tasks.models import DueChange, Extension, Lesson, Report, Task
from tasks.queries.lines import WORKING
from tasks.states import ReportKind, RequestState, TaskState, Verdict

WINDOW = 20_000  # the newest ended tasks that teach; what is older teaches no more
PROOFS = 800  # ended tasks whose way is looked at again to see how true the signals were
MOMENTS = (0.3, 0.5, 0.7, 0.9)  # shares of the time at which their way is looked at


@dataclass(frozen=True)
class Ended:
    """One ended task that teaches."""

    pk: int
    unit: int | None
    person: int | None
    since: date
    end: date
    handed_in: date
    accepted: date | None
    late: bool
    length: int


@dataclass
class Lessons:
    """What is known of all circles."""

    city: Past = field(default_factory=Past)
    units: dict[int, Past] = field(default_factory=dict)
    people: dict[int, Past] = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)
    trust: Trust = field(default_factory=Trust)

    def around(self, unit: int | None, person: int | None) -> Experience:
        """What is known around a task."""
        return Experience(
            self.city,
            self.units.get(unit or 0, Past()),
            self.people.get(person or 0, Past()),
            self.weights,
        )

    def pace(self, unit: int | None, person: int | None) -> int:
        """How many tasks whoever leads ended lately."""
        past = self.units.get(unit) if unit else self.people.get(person or 0)
        return past.recent if past else 0


def known_lessons(units: Iterable[int | None] = (), people: Iterable[int | None] = ()) -> Lessons:
    """The kept lessons of the city and of these circles (one query)."""
    wanted = [f"unit.{pk}" for pk in set(units) if pk] + [
        f"person.{pk}" for pk in set(people) if pk
    ]
    rows = dict(Lesson.objects.filter(pk__in=["city", *wanted]).values_list("circle", "counts"))
    city = rows.pop("city", None)
    kept: dict[str, dict[int, Past]] = {"unit": {}, "person": {}}
    for circle, data in rows.items():
        kind, _dot, pk = circle.partition(".")
        kept[kind][int(pk)] = Past.of(data)
    if city is None:
        return Lessons()
    weights, trust = Weights(**city["weights"]), Trust(**city["trust"])
    return Lessons(Past.of(city), kept["unit"], kept["person"], weights, trust)


def taught(moment: datetime, calendar: WorkCalendar) -> Lessons:
    """Learn from the newest ended tasks (two queries, at most WINDOW rows)."""
    ended, recent = _ended(moment, calendar)
    units: dict[int, Past] = defaultdict(Past, {0: Past()})
    people: dict[int, Past] = defaultdict(Past)
    for one in ended:
        for past in (units[one.unit or 0], people[one.person or 0]):
            past.add(one.length, _used(one, calendar) / one.length, one.end.month, late=one.late)
    for unit, person in recent:
        units[unit or 0].recent += 1
        people[person or 0].recent += 1
    people.pop(0, None)
    home = {one.person: one.unit for one in reversed(ended) if one.person and one.unit}
    weights = weigh(units, people, home)  # type: ignore[arg-type]  # without None by the line above
    city = total(units.values())
    units.pop(0)
    found = Lessons(city, dict(units), dict(people), weights)
    found.trust = proved(_cases(ended, found, calendar))
    return found


def facts_of(
    tasks: Sequence[Task],
    lessons: Lessons,
    loads: "Loads",
    calendar: WorkCalendar,
    moment: datetime,
) -> dict[int, Facts]:
    """What is known of each open task that has a deadline (three queries)."""
    pks, today = [task.pk for task in tasks], timezone.localdate(moment)
    moved, returned = _moved(pks), _returned(pks)
    facts = {}
    for task in tasks:
        if task.due_on is None:
            continue
        end = last_day(task.due_on, calendar)
        load, overdue = loads.of(task)
        length = max(1, calendar.count(task.known_since, end))
        facts[task.pk] = Facts(
            length=length,
            used=max(0, calendar.count(task.known_since, today)) if today <= end else length + 1,
            percent=task.percent,
            idle=max(0, calendar.count(timezone.localdate(task.stepped_at), today)),
            accepted=task.state != TaskState.ASSIGNED,
            returned=returned.get(task.pk, 0),
            moved=moved.get(task.pk, 0),
            month=end.month,
            load=load,
            overdue_load=overdue,
            pace=lessons.pace(task.lead_unit_id, task.lead_person_id),
        )
    return facts


class Loads:
    """Open and overdue tasks in work of whoever leads: the unit, or the person where no unit leads."""

    def __init__(self, calendar: WorkCalendar, moment: datetime, only: Task | None = None) -> None:
        edge = bounds(timezone.localdate(moment), calendar)
        rows = Task.objects.order_by().filter(ended_at=None, state__in=WORKING)
        late = Count("pk", filter=Q(due_on__lte=edge.overdue))
        rows = rows.filter(_same_lead(only)) if only else rows
        units = rows.filter(lead_unit__isnull=False).values_list("lead_unit")
        people = rows.filter(lead_unit=None).values_list("lead_person")
        asked = {"unit": units, "person": people}
        if only:
            asked.pop("person" if only.lead_unit_id else "unit")
        self.found = {
            (kind, pk): (number, overdue)
            for kind, grouped in asked.items()
            for pk, number, overdue in grouped.annotate(n=Count("pk"), late=late)
        }

    def of(self, task: Task) -> tuple[int, int]:
        """(open, overdue) of the task's lead."""
        key = ("unit", task.lead_unit_id) if task.lead_unit_id else ("person", task.lead_person_id)
        return self.found.get(key, (0, 0))


def _same_lead(task: Task) -> Q:
    if task.lead_unit_id:
        return Q(lead_unit=task.lead_unit_id)
    return Q(lead_unit=None, lead_person=task.lead_person_id)


def _ended(
    moment: datetime, calendar: WorkCalendar
) -> tuple[list[Ended], list[tuple[int | None, int | None]]]:
    columns = ("pk", "lead_unit", "lead_person", "known_since", "due_on", "reported_at", "ended_at", "accepted_at", "kept")  # fmt: skip
    rows = Task.objects.filter(ended_at__isnull=False, ended_at__lte=moment, state=TaskState.DONE)
    ended, recent, edge = [], [], moment - timedelta(days=RECENT_DAYS)
    for pk, unit, person, since, due, reported, at, accepted, kept in (
        rows.order_by("-ended_at", "-pk").values_list(*columns)[:WINDOW].iterator(chunk_size=5000)
    ):
        if at >= edge:
            recent.append((unit, person))
        if due is not None and kept is not None:
            end = last_day(due, calendar)
            length = max(1, calendar.count(since, end))
            begun = timezone.localdate(accepted) if accepted else None
            ended.append(Ended(pk, unit, person, since, end, timezone.localdate(reported or at),
                               begun, not kept, length))  # fmt: skip
    return ended, recent


def _used(one: Ended, calendar: WorkCalendar) -> int:
    return max(0, calendar.count(one.since, one.handed_in))


def _cases(ended: list[Ended], known: Lessons, calendar: WorkCalendar) -> list[Case]:
    """The newest ended tasks as they stood on their way (one query)."""
    looked = [one for one in ended if one.length > 1][:PROOFS]
    told: dict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = Report.objects.filter(task__in=[one.pk for one in looked], kind=ReportKind.PROGRESS)
    for task, at, percent in rows.order_by("at").values_list("task", "at", "percent"):
        told[task].append((timezone.localdate(at), percent))
    cases = []
    for number, one in enumerate(looked):
        used = round(MOMENTS[number % len(MOMENTS)] * one.length)
        if used < _used(one, calendar):
            facts = _then(one, calendar.add(one.since, used), used, told[one.pk], calendar)
            cases.append(Case(facts, known.around(one.unit, one.person), one.late))
    return cases


def _then(
    one: Ended, day: date, used: int, told: list[tuple[date, int]], calendar: WorkCalendar
) -> Facts:
    """What was known of the task on that day."""
    before = [(at, percent) for at, percent in told if at <= day]
    begun = one.accepted is not None and one.accepted <= day
    steps = [one.since, *(at for at, _p in before)]
    if begun and one.accepted:
        steps.append(one.accepted)
    return Facts(
        length=one.length,
        used=used,
        percent=before[-1][1] if before else 0,
        idle=max(0, calendar.count(max(steps), day)),
        accepted=begun or one.accepted is None or bool(before),
        month=one.end.month,
    )


def _moved(pks: list[int]) -> dict[int, int]:
    """How often each task's deadline was moved, or is asked to be."""
    moved = _by_task(DueChange.objects.filter(task__in=pks))
    asked = _by_task(Extension.objects.filter(task__in=pks, state=RequestState.WAITING))
    return {pk: moved.get(pk, 0) + asked.get(pk, 0) for pk in {*moved, *asked}}


def _returned(pks: list[int]) -> dict[int, int]:
    return _by_task(Report.objects.filter(task__in=pks, verdict=Verdict.RETURNED))


def _by_task(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("task").annotate(n=Count("pk")))
