"""Series: meetings that repeat, each a meeting of its own; and meetings planned again from an earlier one."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from documents.actions import copy_paper
from journal.book import tell
from meetings import planning_events as events
from meetings.actions.agenda import add_item
from meetings.actions.meeting import change_meeting, plan_meeting
from meetings.actions.templates import copy_items, plan_from, seat_as
from meetings.models import Item, ItemPaper, Meeting, Series
from meetings.recurrence import Occurrence, held_on, occurrences
from meetings.states import ItemState, MeetingState
from people.models import User

FIELDS = (
    "name", "template", "frequency", "every", "weekday", "nth", "day", "shift", "starts",
    "minutes", "since", "open_to_units",
)  # fmt: skip
MOST = 24  # meetings planned at once


@transaction.atomic
def save_series(series: Series, *, by: User, **fields: object) -> Series:
    """Start a series, or change how the sessions that are not planned yet repeat."""
    for name in FIELDS:
        if name in fields:
            setattr(series, name, fields[name])
    event = events.SERIES_CHANGED if series.pk else events.SERIES_STARTED
    if series.pk is None:
        series.created_by = by
    series.save()
    tell(event, who=by, what=series)
    return series


def coming(series: Series, number: int) -> list[Occurrence]:
    """Return the next sessions of the series that are not planned yet."""
    last = series.meetings.order_by("-series_day").values_list("series_day", flat=True).first()
    after = max(filter(None, (last, today())))
    return occurrences(series.rule, city_calendar(), after=after, number=number)


@transaction.atomic
def plan_next(series: Series, *, number: int, by: User) -> list[Meeting]:
    """Plan the next sessions, each on a working day; what is planned already is not planned twice."""
    series = locked(series)
    if series.ended_at:
        raise Refused(_("This series has ended."))
    if not 1 <= number <= MOST:
        raise Refused(_("Between 1 and %(most)s sessions can be planned at once.") % {"most": MOST})
    return [
        plan_from(
            series.template, session.day, starts=series.starts, minutes=series.minutes,
            series=series, series_day=session.nominal, by=by,
        )
        for session in coming(series, number)
    ]  # fmt: skip


@transaction.atomic
def change_following(meeting: Meeting, *, by: User) -> list[Meeting]:
    """Give the time of day, length, place and kind of a session to all later drafts of its series, and to the series."""
    series = meeting.series
    if series is None:
        raise Refused(_("This meeting belongs to no series."))
    local = timezone.localtime(meeting.starts_at)
    length = meeting.ends_at - meeting.starts_at
    later = list(
        series.meetings.select_for_update().filter(
            series_day__gt=meeting.series_day, state=MeetingState.DRAFT
        )
    )
    for row in later:
        day = timezone.localtime(row.starts_at).date()
        begin = timezone.make_aware(datetime.combine(day, local.time()))
        change_meeting(
            row, starts_at=begin, ends_at=begin + length, place=meeting.place,
            session_kind=meeting.session_kind, by=by,
        )  # fmt: skip
    series.starts, series.minutes = local.time(), int(length.total_seconds() // 60)
    save_series(series, by=by)
    return later


@transaction.atomic
def move_off(day: date, *, by: User) -> list[Meeting]:
    """Move the drafts of series that stand on a day which became a day off, as their series shifts them."""
    calendar = city_calendar()
    if calendar.is_workday(day):
        return []
    begin = timezone.make_aware(datetime.combine(day, time()))
    rows = Meeting.objects.select_for_update().filter(
        series__isnull=False, state=MeetingState.DRAFT, starts_at__gte=begin,
        starts_at__lt=begin + timedelta(days=1),
    )  # fmt: skip
    moved = []
    for meeting in rows:
        shift = meeting.series.shift if meeting.series else "after"
        by_days = held_on(day, shift, calendar) - day
        starts, ends = meeting.starts_at + by_days, meeting.ends_at + by_days
        moved.append(change_meeting(meeting, starts_at=starts, ends_at=ends, by=by))
    return moved


@transaction.atomic
def end_series(series: Series, *, by: User) -> Series:
    """End a series: no more sessions are planned, the planned ones stay."""
    series = locked(series)
    if series.ended_at is None:
        series.ended_at = now()
        series.save(update_fields=["ended_at"])
        tell(events.SERIES_ENDED, who=by, what=series)
    return series


@transaction.atomic
def clone_meeting(
    meeting: Meeting, *, title: str, starts_at: datetime, by: User, deferred_only: bool = False
) -> Meeting:
    """Plan a meeting like this one: its agenda and people, none of its papers and results."""
    copy = plan_meeting(
        title=title, unit=meeting.unit, chair=meeting.chair, starts_at=starts_at,
        ends_at=starts_at + (meeting.ends_at - meeting.starts_at), by=by, kind=meeting.kind,
        place=meeting.place, session_kind=meeting.session_kind,
    )  # fmt: skip
    if not deferred_only:
        rows = meeting.items.select_related("unit", "presenter").order_by("position", "pk")
        copy_items(rows, copy, by=by)
    seat_as(meeting.seats.select_related("user").order_by("position"), copy, by=by)  # type: ignore[arg-type]
    return copy


@transaction.atomic
def carry_items(meeting: Meeting, items: Iterable[Item], *, by: User) -> list[Item]:
    """Take deferred items of earlier sessions over, with copies of their papers; each is taken over once."""
    meeting, made = locked(meeting), []
    for old in map(locked, items):
        if old.state != ItemState.DEFERRED or old.continued_by.exists():
            continue
        new = add_item(
            meeting, title=old.title, minutes=old.minutes, unit=old.unit, presenter=old.presenter,
            purpose=old.purpose, expects_papers=old.expects_papers, by=by,
        )  # fmt: skip
        new.continues = old
        new.save(update_fields=["continues"])
        _copy_papers(old, new, by)
        made.append(new)
    if made:
        source = str(made[0].continues.meeting) if made[0].continues else ""
        tell(events.ITEMS_CARRIED, who=by, what=meeting, number=len(made), source=source)
    return made


def _copy_papers(old: Item, new: Item, by: User) -> None:
    places = old.item_papers.exclude(paper__state="withdrawn").select_related("paper")
    for place in places.order_by("position", "pk"):
        version = place.paper.versions.order_by("-number").first()
        if version is None:
            continue
        paper = copy_paper(version, new.meeting.folder, by=by)
        ItemPaper.objects.get_or_create(
            item=new, paper=paper,
            defaults={"position": place.position, "paper_type": place.paper_type},
        )  # fmt: skip
