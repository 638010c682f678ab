"""What the pages before the session share: the meeting's rules of reading, its deadline, what each item's papers are."""

from datetime import datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from core.calendar import city_calendar
from core.clock import now
from documents.models import Version
from meetings.models import ItemPaper, Meeting, ReadingRules, Seat, SeatRole
from meetings.states import Answer

DEADLINE_HOUR = time(17)  # of the working day before the meeting
SHORT_NOTICE = timedelta(minutes=30)
Basis = dict[str, int]


def rules_of(meeting: Meeting) -> ReadingRules:
    """Return the meeting's rules of reading; the defaults when nobody changed them."""
    found = ReadingRules.objects.filter(meeting=meeting).first()
    return found or ReadingRules(meeting=meeting)


def deadline(meeting: Meeting, rules: ReadingRules) -> datetime:
    """Return until when positions are given: as set, else the working day before at 17:00, city time.

    A meeting planned at short notice, after that hour, takes them until half an hour before it begins.
    """
    if rules.until:
        return rules.until
    day = city_calendar().before(timezone.localdate(meeting.starts_at))
    usual = timezone.make_aware(datetime.combine(day, DEADLINE_HOUR))
    return usual if usual > meeting.created_at else meeting.starts_at - SHORT_NOTICE


def is_past(meeting: Meeting, rules: ReadingRules) -> bool:
    """Say whether the deadline for positions has passed."""
    return now() >= deadline(meeting, rules)


def bases(meeting: Meeting) -> dict[int, Basis]:
    """Return for each item its papers with their newest version numbers ({paper: number}); one query."""
    places = ItemPaper.objects.filter(item__meeting=meeting).exclude(paper__state="withdrawn")
    rows = places.annotate(number=Max("paper__versions__number")).order_by("position", "pk")
    found: dict[int, Basis] = {}
    for item_id, paper_id, number in rows.values_list("item_id", "paper_id", "number"):
        found.setdefault(item_id, {})[str(paper_id)] = number or 0
    return found


def newest_versions(meeting: Meeting) -> dict[int, list[Version]]:
    """Return each item's papers as their newest versions, in their order; two queries."""
    rows = Version.objects.filter(paper__folder_id=meeting.folder_id)
    newest: dict[int, Version] = {}
    for version in (
        rows.exclude(paper__state="withdrawn").select_related("paper").order_by("number")
    ):
        newest[version.paper_id] = version
    places = ItemPaper.objects.filter(item__meeting=meeting).order_by("position", "pk")
    found: dict[int, list[Version]] = {}
    for item_id, paper_id in places.values_list("item_id", "paper_id"):
        if paper_id in newest:
            found.setdefault(item_id, []).append(newest[paper_id])
    return found


def expected(seats: list[Seat]) -> list[Seat]:
    """Return whose position is waited for: members with a vote who have not declined; the chair runs the meeting."""
    return [
        seat
        for seat in seats
        if seat.votes and seat.role != SeatRole.CHAIR and seat.answer != Answer.DECLINED
    ]
