"""Templates of several tasks, and tasks that come back: kept, changed, left out, and given by the clock exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from core.workdays import WorkCalendar
from journal.book import tell
from people.models import Unit, User
from tasks import events_giving as events
from tasks.actions.ground import near
from tasks.actions.orders import Order, Source, assign
from tasks.models import Occurrence, Recurrence, Task, TaskTemplate, TemplateLine
from tasks.recurrence import Rule, Turn, rule_for, turns

MORNING = time(6, 0)  # nobody is given work at night
MOST_LINES = 60
BATCH = 200  # recurrences looked at in one run


@dataclass(frozen=True)
class LineOf:
    """One line of a template: `days` working days after the day it is counted from, None without a deadline."""

    title: str
    lead: Unit | User | None = None
    days: int | None = None


@transaction.atomic
def keep_template(
    template: TaskTemplate | None, *, name: str, day_name: str, unit: Unit | None,
    lines: Sequence[LineOf], by: User,
) -> TaskTemplate:  # fmt: skip
    """Keep a template, new or changed; its lines are replaced by these."""
    if not name.strip() or not lines:
        raise Refused(_("A template needs a name and at least one line."))
    if len(lines) > MOST_LINES:
        raise Refused(_("A template has at most %(most)s lines.") % {"most": MOST_LINES})
    row = locked(template) if template else TaskTemplate(owner=by)
    row.name, row.day_name, row.unit = name.strip()[:160], day_name.strip()[:120], unit
    row.save()
    row.lines.all().delete()
    TemplateLine.objects.bulk_create(
        TemplateLine(
            template=row, position=place, title=line.title[:300], days=line.days,
            **_lead_of(line.lead),
        )
        for place, line in enumerate(lines)
    )  # fmt: skip
    tell(events.TEMPLATE_KEPT, who=by, what=row, lines=len(lines))
    return row


@transaction.atomic
def close_template(template: TaskTemplate, *, by: User) -> TaskTemplate:
    """Put a template away; what was given with it stays."""
    row = locked(template)
    row.closed = True
    row.save(update_fields=["closed"])
    tell(events.TEMPLATE_CLOSED, who=by, what=row)
    return row


@transaction.atomic
def keep_recurrence(
    recurrence: Recurrence | None, *, lead: Unit | User, support: Any, giver: User, by: User,
    **words: Any,
) -> Recurrence:  # fmt: skip
    """Keep what comes back, new or changed; a change counts from now on, tasks already given stay as they are.

    ``words`` are fields of ``Recurrence``; ``support`` is (units, people).
    """
    row = locked(recurrence) if recurrence else Recurrence(recorder=by)
    for name, value in {**words, **_lead_of(lead), "giver": giver}.items():
        setattr(row, name, value)
    near(row.starts_on, row.ends_on)
    if row.ends_on and row.ends_on < row.starts_on:
        raise Refused(_("The last day lies before the first."))
    if not row.title.strip():
        raise Refused(_("Please say in a sentence what is to be done."))
    row.save()
    row.supporters.set(support[0])
    row.supporting_people.set(support[1])
    _wind(row, city_calendar())
    tell(events.RECURRENCE_KEPT, who=by, what=row)
    return row


@transaction.atomic
def repeat(task: Task, *, frequency: str, lead_days: int, by: User) -> Recurrence:
    """Let a task that was just given come back from its deadline on; it is the first turn itself."""
    if task.due_on is None:
        raise Refused(_("What repeats needs a first deadline."))
    rule = rule_for(frequency, task.due_on, lead_days=lead_days)
    row = Recurrence(
        title=task.title, detail=task.detail, product=task.product, priority=task.priority,
        lead_unit=task.lead_unit, lead_person=task.lead_person, giver=task.giver, recorder=by,
        frequency=frequency, weekday=rule.weekday, day=rule.day, month=rule.month,
        lead_days=lead_days, starts_on=task.due_on,
    )  # fmt: skip
    row.save()
    row.supporters.set(task.supporters.all())
    row.supporting_people.set(task.supporting_people.all())
    if first := next(turns(rule_of(row), city_calendar()), None):
        Occurrence.objects.create(recurrence=row, nominal=first.nominal, task=task)
    _wind(row, city_calendar())
    tell(events.RECURRENCE_KEPT, who=by, what=row)
    return row


@transaction.atomic
def skip(recurrence: Recurrence, nominal: date, *, by: User) -> Occurrence:
    """Leave one turn out."""
    row = locked(recurrence)
    _must_be_a_turn(row, nominal)
    if Occurrence.objects.filter(recurrence=row, nominal=nominal).exists():
        raise Refused(_("This turn was given or left out already."))
    left_out = Occurrence.objects.create(recurrence=row, nominal=nominal, skipped_by=by)
    _wind(row, city_calendar())
    tell(events.RECURRENCE_SKIPPED, who=by, what=row, day=f"{nominal:%d/%m/%Y}")
    return left_out


@transaction.atomic
def take_up(recurrence: Recurrence, nominal: date, *, by: User) -> Recurrence:
    """Take a turn up again that was left out."""
    row = locked(recurrence)
    gone, _kinds = row.occurrences.filter(nominal=nominal, task=None).delete()
    if not gone:
        raise Refused(_("This turn was not left out."))
    _wind(row, city_calendar())
    tell(events.RECURRENCE_TAKEN_UP, who=by, what=row, day=f"{nominal:%d/%m/%Y}")
    return row


@transaction.atomic
def pause(recurrence: Recurrence, *, by: User) -> Recurrence:
    """Let nothing be given until it is resumed."""
    return _rest(recurrence, paused=True, by=by)


@transaction.atomic
def resume(recurrence: Recurrence, *, by: User) -> Recurrence:
    """Go on from today; turns whose deadline has passed meanwhile are not made up for."""
    return _rest(recurrence, paused=False, by=by)


@transaction.atomic
def end(recurrence: Recurrence, *, by: User) -> Recurrence:
    """End it with yesterday: no turn comes any more."""
    row = locked(recurrence)
    row.ends_on, row.next_on = min(row.ends_on or today(), today()), None
    row.save(update_fields=["ends_on", "next_on"])
    tell(events.RECURRENCE_ENDED, who=by, what=row)
    return row


def give_due() -> int:
    """Give every task that is due to be given by now, from six in the morning on; harmless to repeat, on any number of workers. Returns how many."""
    if timezone.localtime(now()).time() < MORNING:
        return 0
    due = Recurrence.objects.filter(paused=False, next_on__lte=today()).order_by("next_on", "pk")
    return sum(_give(pk) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def rule_of(row: Recurrence) -> Rule:
    """Return the pure rule of a recurrence."""
    return Rule(
        row.frequency, row.starts_on, row.ends_on, row.weekday, row.day, row.month, row.lead_days
    )


def calendar_moved() -> int:
    """Count the days on which tasks are given anew after a change in the calendar of days off."""
    calendar = city_calendar()
    rows = Recurrence.objects.filter(paused=False, next_on__isnull=False)
    for row in rows:
        _wind(row, calendar)
    return len(rows)


@transaction.atomic
def _give(pk: int) -> int:
    """Serve one recurrence under its lock; a second worker finds it served."""
    row = Recurrence.objects.select_for_update().filter(pk=pk, paused=False).first()
    if row is None or row.next_on is None or row.next_on > today():
        return 0
    if reason := _hindrance(row):
        row.paused, row.next_on = True, None
        row.save(update_fields=["paused", "next_on"])
        tell(events.RECURRENCE_STUCK, who=None, what=row, reason=reason)
        return 0
    calendar, given = city_calendar(), 0
    for one in _coming(row, calendar):
        if one.give_on > today():
            break
        given += _give_turn(row, one)
    _wind(row, calendar)
    return given


def _give_turn(row: Recurrence, one: Turn) -> int:
    """Give one turn; the row of the occurrence makes it once, whatever clocks and workers do."""
    try:
        with transaction.atomic():
            turn_row = Occurrence.objects.create(recurrence=row, nominal=one.nominal)
    except IntegrityError:
        return 0
    order = Order(
        product=row.product, priority=row.priority,
        supporting_people=tuple(row.supporting_people.all()),
    )  # fmt: skip
    turn_row.task = assign(
        title=row.title, detail=row.detail, lead=row.lead, supporters=list(row.supporters.all()),
        due_on=one.due_on, giver=row.giver, by=row.recorder, order=order,
        source=Source(
            label=_("Comes back: %(how)s") % {"how": row.get_frequency_display()},
            url=row.get_absolute_url(), key=f"recurrence.{row.pk}.{one.nominal}",
        ),
    )  # fmt: skip
    turn_row.save(update_fields=["task"])
    return 1


def _coming(row: Recurrence, calendar: WorkCalendar) -> Any:
    """The turns not yet given or left out whose deadline has not passed: a long outage is not made up for."""
    had = set(row.occurrences.values_list("nominal", flat=True))
    after = max(had & {d for d in had if d < today()}, default=None)
    for one in turns(rule_of(row), calendar, after=after):
        if one.nominal not in had and one.due_on >= today():
            yield one


def _wind(row: Recurrence, calendar: WorkCalendar) -> None:
    """Set the day on which the next task is given; none while it rests or when it has ended."""
    following = None if row.paused else next(_coming(row, calendar), None)
    row.next_on = following.give_on if following else None
    row.save(update_fields=["next_on"])


def _rest(recurrence: Recurrence, *, paused: bool, by: User) -> Recurrence:
    row = locked(recurrence)
    if row.paused == paused:
        raise Refused(_("That has been done already."))
    row.paused = paused
    row.save(update_fields=["paused"])
    _wind(row, city_calendar())
    tell(events.RECURRENCE_PAUSED if paused else events.RECURRENCE_RESUMED, who=by, what=row)
    return row


def _hindrance(row: Recurrence) -> str:
    """Why nothing can be given: its giver or lead has gone."""
    if not row.giver.is_active:
        return _("%(who)s no longer signs in.") % {"who": row.giver}
    if row.lead_person and not row.lead_person.is_active:
        return _("%(who)s no longer signs in.") % {"who": row.lead_person}
    if row.lead_unit and row.lead_unit.closed_on:
        return _("%(unit)s is closed.") % {"unit": row.lead_unit}
    return ""


def _must_be_a_turn(row: Recurrence, nominal: date) -> None:
    near(nominal)
    found = turns(rule_of(row), city_calendar(), after=nominal - timedelta(days=1))
    if getattr(next(found, None), "nominal", None) != nominal:
        raise Refused(_("On this day nothing comes back."))


def _lead_of(lead: Unit | User | None) -> dict[str, Any]:
    return {
        "lead_unit": lead if isinstance(lead, Unit) else None,
        "lead_person": lead if isinstance(lead, User) else None,
    }
