"""Reminders: the next ones with their reason, the sent ones, what failed on its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.clock import now
from core.workdays import WorkCalendar
from notices.models import Mail, Wish
from people.models import Post, User
from people.standing import Calendars, absences_on
from tasks.access import given_by, led_by, reach, visible
from tasks.hours import Ask, offers, refusal
from tasks.models import Digest, Outlook, Reminder, ReminderState, Snooze, Task
from tasks.queries.lines import SHOWN
from tasks.reminders import Rung, Watch, coming, why
from tasks.states import OPEN, TaskState
from tasks.watching import ROLES, asked_of, chart, watches_from, watches_of
from tasks.whys import kind_of, why_words

SCOPES = ("me", "unit", "given")
LATELY = timedelta(days=30)
USUAL = Wish._meta.get_field("morning").default
Found = tuple[Rung, date, Watch]


@dataclass(frozen=True)
class Next:
    """The next reminder of a task: when, for which roles, why; `snooze` when the person put it off."""

    task: Task
    at: datetime
    roles: tuple[str, ...]
    why: dict[str, Any]
    snooze: Snooze | None = None

    @property
    def words(self) -> str:
        """Why, in the reader's language."""
        return why_words(self.why)


def next_for(user: User, task: Task) -> Next | None:
    """When and why the person is reminded of the task next; None when nothing will come."""
    today = timezone.localdate(now())
    calendar = Calendars.read().of(task.lead_unit_id)
    roles = [role for role, people in chart(task, today).roles.items() if user.pk in people]
    snooze = Snooze.objects.filter(task=task, person=user, over_at=None).first()
    if snooze is not None:
        return Next(task, snooze.until, ("lead",), {"ladder": "snooze"}, snooze)
    waits = Reminder.objects.filter(task=task, person=user, state=ReminderState.WAITING)
    if row := waits.order_by("not_before").first():
        return Next(task, row.not_before, (row.role,), row.why)
    found = _first(watches_of(task, calendar, today), calendar, today, roles) if roles else None
    return _next(task, found, roles, calendar=calendar, hour=_hour(user)) if found else None


def reminders_to_come(user: User, scope: str = "me") -> list[Next]:
    """The next reminder of each task in the scope, the soonest first (as many queries for one as for hundreds)."""
    rows = Task.objects.filter(_scope(user, scope), state__in=OPEN, remind_at__isnull=False)
    tasks = list(rows.select_related("lead_unit", "lead_person").order_by("remind_at")[:SHOWN])
    keys = [task.pk for task in tasks]
    waiting, calendars, today = asked_of(keys), Calendars.read(), timezone.localdate(now())
    risks = dict(Outlook.objects.filter(pk__in=keys).values_list("pk", "risk"))
    running = Snooze.objects.filter(task__in=keys, over_at=None)
    snoozes = {
        row.task_id: row for row in (running.filter(person=user) if scope == "me" else running)
    }
    heads = set(Post.objects.filter(user=user.pk, is_head=True).values_list("unit", flat=True))
    found, hour = [], _hour(user)
    for task in tasks:
        calendar = calendars.of(task.lead_unit_id)
        roles = _roles(user, task, heads) if scope == "me" else ROLES
        watches = watches_from(
            task, calendar, today, waiting.get(task.pk, []), risks.get(task.pk) or 0
        )
        snooze = snoozes.get(task.pk)
        if first := _first(watches, calendar, today, roles):
            found.append(_next(task, first, roles, calendar=calendar, hour=hour, snooze=snooze))
    return sorted(found, key=lambda one: one.at)


def reminders_sent(user: User, scope: str = "me") -> list[Reminder]:
    """The last reminders that were told in the scope."""
    told = Reminder.objects.filter(state=ReminderState.TOLD)
    mine = (
        Q(person=user.pk) if scope == "me" else Q(task__in=Task.objects.filter(_scope(user, scope)))
    )
    rows = told.filter(mine, task__in=visible(user)) if scope != "me" else told.filter(mine)
    return list(
        rows.select_related("task", "person", "by", "standing_for").order_by("-at", "-pk")[:SHOWN]
    )


def reminders_failed(user: User, scope: str = "me") -> list[Mail]:
    """What failed on its way, on any channel, to the people of the scope; its words are shown to nobody else."""
    since = now() - LATELY
    if scope == "me":
        people: Any = [user.pk]
    else:
        told = Reminder.objects.filter(
            task__in=Task.objects.filter(_scope(user, scope)), at__gte=since
        )
        people = told.order_by().values("person")
    rows = Mail.objects.filter(state="failed", kind="task", user__in=people, created_at__gte=since)
    return list(rows.select_related("user").order_by("-pk")[:50])


def digest_for(user: User, pk: int) -> dict[str, list[Reminder]]:
    """The reminders of one's own digest by kind; raises `Digest.DoesNotExist` for another's."""
    digest = Digest.objects.get(pk=pk, person=user.pk)
    rows = digest.reminders.select_related("task__lead_unit", "task__lead_person", "standing_for")
    found: dict[str, list[Reminder]] = {"overdue": [], "due": [], "decide": [], "still": []}
    for row in rows.order_by("task__due_on", "pk"):
        found[kind_of(row.why)].append(row)
    return {kind: rows for kind, rows in found.items() if rows}


def snooze_offers(user: User, tasks: list[Task]) -> dict[int, dict[str, datetime]]:
    """To when the person may put each task's reminders off now: nothing outside the leader's bounds (three queries)."""
    local, calendar = timezone.localtime(now()), Calendars.read().city
    usual = offers(local, calendar)
    before = Snooze.objects.filter(task__in=[task.pk for task in tasks], person=user)
    times: dict[int, list[date]] = {}
    for key, moment in before.values_list("task", "at"):
        times.setdefault(key, []).append(timezone.localdate(moment))
    found = {}
    for task in tasks:
        used = sum(day >= task.known_since for day in times.get(task.pk, []))
        ends = calendar.on_or_after(task.due_on) if task.due_on else None
        working = task.state in (TaskState.ASSIGNED, TaskState.ACCEPTED)
        found[task.pk] = {
            word: when
            for word, when in usual.items()
            if working
            and not refusal(
                Ask(when, task.priority, used, ends, task.snooze_allowed), local, calendar
            )
        }
    return found


def standing_of(task: Task) -> dict[str, list[Any]]:
    """Who acts for whom in the task today, and who put their reminders off (two queries)."""
    if task.state not in OPEN:
        return {"stand_ins": [], "put_off": []}
    people = Q(pk__in=[task.giver_id, task.lead_person_id or 0])
    if not task.lead_person_id and task.lead_unit_id:
        heads = Post.objects.filter(unit=task.lead_unit_id, is_head=True).values("user")
        people |= Q(pk__in=heads)
    around = absences_on(timezone.localdate(now())).filter(
        person__in=User.objects.filter(people).values("pk")
    )
    snoozes = task.snoozes.filter(over_at=None, until__gt=now()).select_related("person")
    return {
        "stand_ins": list(around.select_related("person", "stand_in")),
        "put_off": list(snoozes),
    }


def _scope(user: User, scope: str) -> Q:
    """Tasks the page is about: mine (led or given), those of units I speak for, those I gave."""
    if scope == "given":
        return given_by(user)
    if scope == "unit":
        return Q(lead_unit__in=reach(user).speaks)
    return led_by(user) | given_by(user)


def _roles(user: User, task: Task, heads: set[int]) -> tuple[str, ...]:
    """The roles in which the person is reminded of the task (as `tasks.watching.chart`, for lists)."""
    own = reach(user)
    leads = task.lead_person_id in own.people or (
        not task.lead_person_id and task.lead_unit_id in own.speaks
    )
    gives = task.giver_id in own.people or task.recorder_id == user.pk
    held = {
        "lead": gives if task.state == TaskState.DECLINED else leads,
        "head": task.lead_unit_id in heads,
        "giver": gives,
    }
    return tuple(role for role, holds in held.items() if holds)


def _first(
    watches: Iterable[Watch], calendar: WorkCalendar, today: date, roles: Iterable[str]
) -> Found | None:
    wanted, found = tuple(roles), []
    for watch in watches:
        after = coming(watch, today, calendar, wanted)
        if after is not None:
            found.append((after[0], after[1], watch))
    return min(found, key=lambda one: one[1], default=None)


def _next(
    task: Task,
    found: Found,
    roles: Iterable[str],
    *,
    calendar: WorkCalendar,
    hour: Any,
    snooze: Snooze | None = None,
) -> Next:
    rung, day, watch = found
    told = tuple(role for role in roles if role in rung.to)
    moment = timezone.make_aware(datetime.combine(day, hour))
    said = {**why(watch, day, calendar), "role": told[0] if len(told) == 1 else "lead"}
    if snooze is not None and not rung.escalates:
        return Next(task, max(moment, snooze.until), told, said, snooze)
    return Next(task, moment, told, said)


def _hour(user: User) -> Any:
    wish = Wish.objects.filter(user=user.pk).only("morning").first()
    return wish.morning if wish else USUAL
