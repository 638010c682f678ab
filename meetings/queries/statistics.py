"""Figures over many meetings: by person, by unit that presents, by kind; a fixed number of queries however many there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from core.names import name_key
from meetings.access import meetings
from meetings.models import Ballot, Item, Meeting, Seat, Speaking, Vote
from meetings.states import ItemState, MeetingState, SpeakingState, VoteState
from people.grants import allowed
from people.models import User

GRACE = timedelta(minutes=5)  # after the opening, before somebody counts as late
HELD = (MeetingState.CLOSED, MeetingState.CONCLUDED)


@dataclass
class Person:
    """What a person did at the meetings of a period; ``spoken`` in seconds."""

    user: User
    title: str = ""
    invited: int = 0
    present: int = 0
    late: int = 0
    excused: int = 0
    speeches: int = 0
    spoken: int = 0
    entitled: int = 0
    voted: int = 0

    @property
    def percent(self) -> int:
        """Attendance in percent."""
        return round(100 * self.present / self.invited) if self.invited else 0


@dataclass
class Group:
    """Figures of a kind of meeting, or of a unit that presents; ``planned`` and ``used`` in minutes."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Figures:
    """The figures of a period."""

    total: int
    people: list[Person]
    kinds: list[Group]
    units: list[Group]


def figures(user: User, since: date, until: date) -> Figures:
    """Return the figures of the meetings held from ``since`` to ``until`` (both inclusive).

    People are counted in meetings that the asker prepares or chairs; everybody sees their own line of all their meetings.
    """
    seen = _held(meetings(user), since, until)
    mine = _held(allowed(Meeting.objects.all(), user, "prepare_meeting"), since, until)
    seats = Seat.objects.filter(
        Q(meeting__in=mine.values("pk")) | Q(meeting__in=seen.values("pk"), user=user)
    )
    return Figures(seen.count(), _people(seats), _kinds(seen), _units(seen))


def _held(rows: QuerySet[Meeting], since: date, until: date) -> QuerySet[Meeting]:
    return rows.filter(
        state__in=HELD, is_rehearsal=False, starts_at__date__gte=since, starts_at__date__lte=until
    )


def _people(seats: QuerySet[Seat]) -> list[Person]:
    """Count the seats of each person; late is who came more than five minutes after the opening."""
    found: dict[int, Person] = {}
    for seat in seats.select_related("user", "meeting").order_by("meeting__starts_at"):
        person = found.setdefault(seat.user_id, Person(seat.user))
        person.title = seat.title or person.title
        came, opened = seat.came_at or seat.arrived_at, seat.meeting.opened_at
        person.invited += 1
        person.present += came is not None
        person.late += bool(came and opened and came > opened + GRACE)
        person.excused += came is None and bool(seat.reason)
    _speeches(seats, found)
    _ballots(seats, found)
    return sorted(found.values(), key=lambda person: name_key(str(person.user)))


def _speeches(seats: QuerySet[Seat], found: dict[int, Person]) -> None:
    rows = Speaking.objects.filter(seat__in=seats.values("pk"), state=SpeakingState.SPOKE)
    for user, number, seconds in (
        rows.values_list("seat__user").annotate(n=Count("pk"), s=Sum("spent")).order_by()
    ):
        found[user].speeches, found[user].spoken = number, seconds or 0


def _ballots(seats: QuerySet[Seat], found: dict[int, Person]) -> None:
    """Count votes by name and secret ones alike: whether somebody voted is never secret, how is not asked here."""
    counted = (VoteState.CLOSED, VoteState.ANNOUNCED)
    entitled = Vote.entitled.through.objects.filter(
        seat__in=seats.values("pk"), vote__state__in=counted
    )
    for user, number in entitled.values_list("seat__user").annotate(n=Count("pk")).order_by():
        found[user].entitled = number
    cast = Ballot.objects.filter(seat__in=seats.values("pk"), vote__state__in=counted)
    for user, number in cast.values_list("seat__user").annotate(n=Count("pk")).order_by():
        found[user].voted = number


def _kinds(rows: QuerySet[Meeting]) -> list[Group]:
    groups: dict[str, Group] = {}
    for meeting in rows.annotate(
        asked=Count("seats", distinct=True),
        here=Count("seats", filter=Q(seats__arrived_at__isnull=False), distinct=True),
        adopted=Count("votes", filter=Q(votes__passed=True), distinct=True),
    ):
        group = groups.setdefault(meeting.kind, Group(str(meeting.get_kind_display())))
        group.counts.update(
            meetings=1, asked=meeting.asked, here=meeting.here, adopted=meeting.adopted,
            planned=_minutes(meeting.ends_at - meeting.starts_at),
            used=_minutes(meeting.closed_at - meeting.opened_at) if meeting.closed_at and meeting.opened_at else 0,
        )  # fmt: skip
    return sorted(groups.values(), key=lambda group: -group.counts["meetings"])


def _units(rows: QuerySet[Meeting]) -> list[Group]:
    items = Item.objects.filter(meeting__in=rows.values("pk"), unit__isnull=False)
    counted = items.values("unit__name").annotate(
        items=Count("pk"), planned=Sum("minutes"), used=Sum("spent"),
        over=Count("pk", filter=Q(spent__gt=F("minutes") * 60)),
        deferred=Count("pk", filter=Q(state=ItemState.DEFERRED)),
    )  # fmt: skip
    return [_unit(row) for row in counted.order_by("-items", "unit__name")]


def _unit(row: Any) -> Group:
    counts = Counter({name: row[name] or 0 for name in ("items", "planned", "over", "deferred")})
    counts["used"] = round((row["used"] or 0) / 60)
    return Group(row["unit__name"], counts)


def _minutes(length: timedelta) -> int:
    return round(length.total_seconds() / 60)


def totals(people: Iterable[Person]) -> Person | None:
    """Return the sum line of the people, None for nobody."""
    people = list(people)
    if not people:
        return None
    whole = Person(people[0].user)
    for name in (
        "invited",
        "present",
        "late",
        "excused",
        "speeches",
        "spoken",
        "entitled",
        "voted",
    ):
        setattr(whole, name, sum(getattr(person, name) for person in people))
    return whole
