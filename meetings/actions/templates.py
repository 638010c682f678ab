"""Templates of meetings: made from a meeting or anew, and planned from."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import planning_events as events
from meetings.actions.agenda import add_item
from meetings.actions.meeting import plan_meeting
from meetings.actions.seats import invite
from meetings.agenda_text import Line
from meetings.models import (
    Item,
    Meeting,
    MeetingTemplate,
    SeatRole,
    Series,
    SessionKind,
    TemplateItem,
    TemplateSeat,
)
from people.models import User

FIELDS = ("name", "title", "session_kind", "unit", "chair", "place", "starts", "minutes")
COPIED = ("section", "title", "minutes", "purpose", "unit_id", "presenter_id", "expects_papers")
STAFF = (SeatRole.CHAIR, SeatRole.SECRETARY)


@transaction.atomic
def save_template(
    template: MeetingTemplate, *, lines: Sequence[Line], by: User, **fields: object
) -> MeetingTemplate:
    """Write a template, new or changed; its agenda is what the lines say (presenters of same titles stay)."""
    for name in FIELDS:
        setattr(template, name, fields.get(name, getattr(template, name, None)))
    template.created_by_id = template.created_by_id or by.pk
    template.save()
    presenters = dict(template.items.values_list("title", "presenter_id"))
    template.items.all().delete()
    TemplateItem.objects.bulk_create(
        TemplateItem(
            template=template, position=n, section=line.section, title=line.title,
            minutes=line.minutes or 10, purpose=line.purpose or "opinion", unit_id=line.unit,
            expects_papers=line.papers or line.unit is not None,
            presenter_id=presenters.get(line.title),
        )
        for n, line in enumerate(lines, start=1)
    )  # fmt: skip
    tell(events.TEMPLATE_SAVED, who=by, what=template)
    return template


@transaction.atomic
def seat_in_template(
    template: MeetingTemplate, users: Iterable[User], *, role: str, by: User
) -> None:
    """Let people usually take part."""
    place = template.seats.count()
    TemplateSeat.objects.bulk_create(
        [
            TemplateSeat(
                template=template, user=user, role=role, votes=role == SeatRole.MEMBER,
                position=place + n,
            )
            for n, user in enumerate(users)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    tell(events.TEMPLATE_SAVED, who=by, what=template)


@transaction.atomic
def unseat_in_template(template: MeetingTemplate, pk: int, *, by: User) -> None:
    """Let somebody usually not take part any more."""
    template.seats.filter(pk=pk).delete()
    tell(events.TEMPLATE_SAVED, who=by, what=template)


@transaction.atomic
def template_from(meeting: Meeting, *, name: str, by: User) -> MeetingTemplate:
    """Make a template of a meeting: its agenda, its people, its room; not its papers and results."""
    if not name.strip():
        raise Refused(_("Please give the template a name."))
    starts = timezone.localtime(meeting.starts_at)
    template = MeetingTemplate.objects.create(
        name=name.strip()[:160], title=meeting.title, unit=meeting.unit, chair=meeting.chair,
        session_kind=meeting.session_kind or _any_kind(meeting.kind), place=meeting.place,
        starts=starts.time(), created_by=by,
        minutes=int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
    )  # fmt: skip
    items = meeting.items.order_by("position", "pk").values(*COPIED)
    TemplateItem.objects.bulk_create(
        TemplateItem(template=template, position=n, **item) for n, item in enumerate(items, 1)
    )
    seats = meeting.seats.exclude(role=SeatRole.CHAIR).order_by("position", "pk")
    TemplateSeat.objects.bulk_create(
        TemplateSeat(template=template, user_id=s.user_id, role=s.role, votes=s.votes, position=n)
        for n, s in enumerate(seats, start=1)
    )
    tell(events.TEMPLATE_SAVED, who=by, what=template)
    return template


@transaction.atomic
def archive_template(template: MeetingTemplate, *, archive: bool, by: User) -> MeetingTemplate:
    """Archive a template, or take it out of the archive; one that a series repeats stays."""
    template = locked(template)
    if archive and template.series.filter(ended_at=None).exists():
        raise Refused(_("A series repeats this template. End the series first."))
    template.archived_at = now() if archive else None
    template.save(update_fields=["archived_at"])
    tell(events.KIND_ARCHIVED if archive else events.KIND_RESTORED, who=by, what=template)
    return template


@transaction.atomic
def plan_from(
    template: MeetingTemplate, day: date, *, by: User, starts: time | None = None,
    minutes: int | None = None, series: Series | None = None, series_day: date | None = None,
) -> Meeting:  # fmt: skip
    """Plan a meeting on the day as the template has it: agenda and people, ready to be changed."""
    begin = timezone.make_aware(datetime.combine(day, starts or template.starts))
    meeting = plan_meeting(
        title=titled(template.title, day), unit=template.unit, chair=template.chair,
        starts_at=begin, ends_at=begin + timedelta(minutes=minutes or template.minutes), by=by,
        kind=template.session_kind.rule, place=template.place, session_kind=template.session_kind,
        series=series, series_day=series_day,
    )  # fmt: skip
    copy_items(template.items.order_by("position", "pk"), meeting, by=by)
    seat_as(template.seats.select_related("user"), meeting, by=by)
    return meeting


def titled(pattern: str, day: date) -> str:
    """Put the month, quarter and year of the day into a title."""
    words = {"month": day.month, "quarter": (day.month + 2) // 3, "year": day.year, "day": day.day}
    for word, value in words.items():
        pattern = pattern.replace("{" + word + "}", str(value))
    return pattern[:300]


def copy_items(rows: Iterable[TemplateItem | Item], meeting: Meeting, *, by: User) -> None:
    """Copy items to the end of a meeting's agenda in one go."""
    for row in rows:
        fields = {name: getattr(row, name) for name in COPIED if name != "title"}
        fields["unit"], fields["presenter"] = row.unit, row.presenter
        add_item(meeting, title=row.title, by=by, **fields)


def seat_as(seats: Iterable[TemplateSeat], meeting: Meeting, *, by: User) -> None:
    """Seat people as they usually sit."""
    groups: dict[tuple[str, bool], list[User]] = {}
    for seat in seats:
        if seat.user.is_active and seat.role != SeatRole.CHAIR:
            groups.setdefault((seat.role, seat.votes), []).append(seat.user)
    for (role, votes), users in groups.items():
        invite(meeting, users, role=role, votes=votes, by=by)


def _any_kind(rule: str) -> SessionKind:
    found = SessionKind.objects.filter(rule=rule, archived_at=None).first()
    found = found or SessionKind.objects.filter(archived_at=None).first()
    if found is None:
        raise Refused(_("The catalogue has no kind of session yet."))
    return found
