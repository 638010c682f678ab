"""What the calendars show: gathered from the rooms through their doors."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.ics import Entry, calendar_file
from meetings import door as meetings
from office.calendar.days import Happening, Span
from people.models import Unit, User
from tasks import door as tasks

CHIPS = {"waiting": "action", "accepted": "good"}
FEED_BACK, FEED_AHEAD = timedelta(days=90), timedelta(days=400)
PLAIN, TASKS = "plain", "tasks"  # scopes of a feed


def midnight(day: date) -> datetime:
    """Return the day's first moment in the city."""
    return timezone.make_aware(datetime.combine(day, time.min))


def happenings(user: User, span: Span) -> list[Happening]:
    """Return the person's meetings and the deadlines of their tasks in the span."""
    since, until = midnight(span.first), midnight(span.last + timedelta(days=1))
    return [*_meetings(user, since, until), *_deadlines(user, span.first, span.last)]


def days_off(span: Span) -> list[date]:
    """Return the days of the span that are not worked."""
    calendar = city_calendar()
    length = (span.last - span.first).days + 1
    days = (span.first + timedelta(days=n) for n in range(length))
    return [day for day in days if not calendar.is_workday(day)]


def _seated(user: User, since: datetime, until: datetime) -> Any:
    rows = meetings.schedule.seated(meetings.schedule.visible(user), user)
    return meetings.schedule.chosen(rows, since=since, until=until).exclude(state="draft")


def _meetings(user: User, since: datetime, until: datetime) -> Iterator[Happening]:
    for meeting in _seated(user, since, until):
        seat = meeting.mine[0]
        away = meeting.state == "cancelled" or seat.answer in ("declined", "replaced")
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        yield Happening(
            title=meeting.title, url=meeting.get_absolute_url(), starts=starts, ends=ends, day=starts.date(),
            place=meeting.place, off=away, chip="live" if meeting.in_session else CHIPS.get(seat.answer, "quiet"),
            word=_word(meeting, seat),
        )  # fmt: skip


def _word(meeting: Any, seat: Any) -> str:
    """Return the state that matters: of a meeting to come the person's answer."""
    if meeting.state == "convened":
        return str(seat.get_answer_display())
    return str(meeting.get_state_display())


def _deadlines(user: User, first: date, last: date) -> Iterator[Happening]:
    for line in tasks.deadlines(user, first, last):
        if line.task.due_on is None:
            continue
        kind = {"overdue": "late", "nearly_due": "soon"}.get(line.due, "quiet")
        yield Happening(
            title=line.task.title, url=line.task.get_absolute_url(), starts=None, ends=None, day=line.task.due_on,
            kind="task", chip=kind, word=line.word,
        )  # fmt: skip


def feed(user: User, scopes: list[str], now: datetime) -> bytes:
    """Return the person's calendar file: meetings they sit at, perhaps deadlines; drafts and rehearsals are not in it."""
    since, until = now - FEED_BACK, now + FEED_AHEAD
    rows = [(meeting, meeting.mine[0]) for meeting in _seated(user, since, until)]
    entries = meetings.feed_of(rows, plain=PLAIN in scopes)
    if TASKS in scopes and PLAIN not in scopes:
        entries += [_deadline(line) for line in tasks.deadlines(user, since.date(), until.date())]
    return calendar_file(entries, name=_("Nghị Sự: %(who)s") % {"who": user})


def _deadline(line: Any) -> Entry:
    task = line.task
    return Entry(
        uid=f"task-{task.pk}-{task.assigned_at:%Y%m%dT%H%M%S%f}@nghisu", title=_("Due: %(task)s") % {"task": task.title},
        starts=task.due_on, ends=task.due_on + timedelta(days=1), stamp=task.assigned_at, busy=False,
    )  # fmt: skip


def week_of(unit: Unit, viewer: User, monday: date) -> list[tuple[date, list[Any]]]:
    """Return the unit's week: each day with its duties, in order."""
    rows = meetings.schedule.duties(
        unit, viewer, midnight(monday), midnight(monday + timedelta(days=7))
    )
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        due = [row for row in rows if timezone.localdate(row.starts_at) == day]
        if due or number < 5:
            days.append((day, due))
    return days
