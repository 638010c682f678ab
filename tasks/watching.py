"""What the clock watches in a task, and who answers for it today: from the tables to the ladders' plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Value
from django.utils import timezone

from core.workdays import ONE_DAY, WorkCalendar
from people.models import Absence, Post, User
from people.standing import away
from tasks.circle import circle
from tasks.deadlines import NEARLY_DUE_DAYS, last_day
from tasks.models import Explanation, Extension, Outlook, Question, Task, Transfer
from tasks.reminders import DEADLINE, DECISION, EXPLAIN, IDLE, RESULT, START, Watch
from tasks.states import OPEN, TaskState

ROLES = ("lead", "head", "giver", "above")
Asked = list[tuple[str, date]]


def watches_of(
    task: Task, calendar: WorkCalendar, today: date, *, whole: bool = True
) -> list[Watch]:
    """Everything the clock watches in the task; `whole` asks for what waits and for the outlook too (two queries)."""
    if task.state not in OPEN:
        return []
    waiting = asked_of([task.pk]).get(task.pk, []) if whole else []
    risk = Outlook.objects.filter(pk=task.pk).values_list("risk", flat=True).first() if whole else 0
    return watches_from(task, calendar, today, waiting, risk or 0)


def watches_from(
    task: Task, calendar: WorkCalendar, today: date, waiting: Asked, risk: int
) -> list[Watch]:
    """The watches of a task whose waiting requests and outlook (per cent) are known."""
    found = [Watch(ladder, day, day - ONE_DAY, task.priority) for ladder, day in waiting]
    if task.state == TaskState.REPORTED:
        day = _day(task.reported_at) or today
        return [*found, Watch(RESULT, day, day, task.priority)]
    end = last_day(task.due_on, calendar) if task.due_on else None
    if end:
        since = task.known_since
        found.append(Watch(DEADLINE, end, since, task.priority, task.percent, risk / 100))
    if task.state == TaskState.ASSIGNED:
        day = task.known_since
        found.append(Watch(START, day, day, task.priority))
    elif task.state == TaskState.ACCEPTED and _far(end, today, calendar):
        day = _day(task.stepped_at) or today
        found.append(Watch(IDLE, day, day, task.priority, task.percent))
    return found


def asked_of(tasks: Iterable[int]) -> dict[int, Asked]:
    """What waits for the giver (requests, questions, answers) or for the lead (explanations), by task (one query)."""
    keys = list(tasks)
    found: dict[int, Asked] = {}
    questions = Question.objects.filter(task__in=keys, state="open")
    rows: list[Any] = [
        Extension.objects.filter(task__in=keys, state="waiting").annotate(what=Value(DECISION), when=F("at")),
        Transfer.objects.filter(task__in=keys, state="waiting").annotate(what=Value(DECISION), when=F("at")),
        questions.annotate(what=Value(DECISION), when=F("at")),
        Explanation.objects.filter(task__in=keys, state="answered").annotate(what=Value(DECISION), when=F("answered_at")),
    ]  # fmt: skip
    plain = [one.order_by().values_list("task", "what", "when") for one in rows]
    for task, what, when in plain[0].union(*plain[1:], all=True):
        found.setdefault(task, []).append((what, timezone.localdate(when)))
    demanded = Explanation.objects.order_by().filter(task__in=keys, state="demanded")
    for task, day in demanded.values_list("task", "due_on"):
        found.setdefault(task, []).append((EXPLAIN, day))
    return found


@dataclass(frozen=True)
class Chart:
    """Who answers for a task today, by role: stand-ins in the place of who is away."""

    roles: dict[str, tuple[int, ...]]
    people: dict[int, User]
    away: dict[int, Absence]

    def absent(self, person: int) -> Absence | None:
        """The absence in which the person stands in for somebody of this task."""
        held = (one for one in self.away.values() if one.stand_in_id == person)
        return next(held, None)


def chart(task: Task, today: date) -> Chart:
    """Find who is reminded by role, up the organisation chart: lead, head, giver, head of the unit above."""
    around = circle(task)
    named = {role: getattr(around, role, ()) for role in ROLES}
    declined = task.state == TaskState.DECLINED  # it is the giver's again: nobody else answers
    named["head"], named["above"] = (
        ((), ()) if declined else _up(task, named["lead"], named["head"])
    )
    people = {user.pk: user for users in named.values() for user in users if user.is_active}
    gone = away(list(people), today)
    gone = {pk: one for pk, one in gone.items() if one.stand_in.is_active}
    people |= {one.stand_in_id: one.stand_in for one in gone.values()}
    roles = {
        role: tuple(dict.fromkeys(gone[u.pk].stand_in_id if u.pk in gone else u.pk for u in users if u.is_active))
        for role, users in named.items()
    }  # fmt: skip
    return Chart(roles, people, gone)


def _up(
    task: Task, lead: tuple[User, ...], head: tuple[User, ...]
) -> tuple[tuple[User, ...], tuple[User, ...]]:
    """The heads of the lead's unit and those of the unit above it; nobody above a closed circle."""
    if task.lead_unit_id:
        units = {task.lead_unit_id}
    else:
        units = set(
            Post.objects.filter(user__in=[u.pk for u in lead]).values_list("unit", flat=True)
        )
    heads = Post.objects.filter(is_head=True, user__is_active=True).select_related("user")
    own = head or tuple(post.user for post in heads.filter(unit__in=units))
    if task.closed_circle:
        return own, ()
    over = heads.filter(unit__children__in=units).exclude(user__in=[u.pk for u in (*lead, *own)])
    return own, tuple({post.user_id: post.user for post in over}.values())


def _far(end: date | None, today: date, calendar: WorkCalendar) -> bool:
    """Whether the deadline leaves room for a nudge about steps: near it, its own ladder speaks."""
    return end is None or calendar.count(today, end) > NEARLY_DUE_DAYS


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
