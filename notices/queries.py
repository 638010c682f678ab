"""What is shown of notices, of the outbox and of a person's wishes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from core.clock import now
from core.folding import fold
from core.models import CalendarDay
from core.official_days import propose
from journal.queries import entries, sentence
from notices.models import Device, Gateway, Mail, Notice, Wish
from notices.states import MailState
from people import managed
from people.access import has_role
from people.models import Role, User

SHOWN = 100


@dataclass(frozen=True)
class Want:
    """Which rows of the outbox are wanted; empty: all."""

    words: str = ""
    state: str = ""
    channel: str = ""


@dataclass
class Matter:
    """Notices that lead to the same place, newest first."""

    newest: Notice
    earlier: list[Notice] = field(default_factory=list)

    @property
    def unread(self) -> int:
        """How many of them are not read."""
        return sum(1 for one in (self.newest, *self.earlier) if one.read_at is None)


def unread(user: User) -> int:
    """Return how many notices the person has not read (one query)."""
    return Notice.objects.filter(user=user, read_at=None).count()


def notices(user: User) -> list[Notice]:
    """Return the person's last notices, newest first."""
    return list(Notice.objects.filter(user=user)[:SHOWN])


def matters(user: User, kind: str = "") -> list[Matter]:
    """Return the person's last notices by where they lead, the newest matter first (one query)."""
    rows = Notice.objects.filter(user=user)
    return by_matter(list((rows.filter(kind=kind) if kind else rows)[:SHOWN]))


def by_matter(rows: Sequence[Notice]) -> list[Matter]:
    """Group notices by the place they lead to, whatever part of it."""
    found: dict[str, Matter] = {}
    for row in rows:
        place = row.url.partition("#")[0].partition("?")[0]
        if place in found and place not in {"", "/"}:
            found[place].earlier.append(row)
        else:
            found[place if place not in found else f"{place}#{row.pk}"] = Matter(row)
    return list(found.values())


def seen(user: User) -> QuerySet[Mail]:
    """Return the rows the person may see: their own and, an administrator, those to the people they administer."""
    own = Q(user=user)
    if has_role(user, Role.ADMINISTRATOR):
        own |= Q(user__in=managed.people(user))
    return Mail.objects.select_related("user", "gateway", "carrier").filter(own)


def mails(user: User, want: Want | None = None) -> QuerySet[Mail]:
    """Return the last rows of the outbox the person may see; failed ones first, then those that come next."""
    order = Case(
        When(state=MailState.FAILED, then=Value(0)),
        When(state__in=[MailState.SENT, MailState.DROPPED], then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        _wanted(seen(user), want or Want()).annotate(place=order).order_by("place", "-pk")[:SHOWN]
    )


def _wanted(rows: QuerySet[Mail], want: Want) -> QuerySet[Mail]:
    if want.state:
        rows = rows.filter(state=want.state)
    if want.channel:
        rows = rows.filter(channel=want.channel)
    for word in want.words.split():
        person = Q(user__search_text__contains=fold(word))
        rows = rows.filter(Q(subject__icontains=word) | Q(address__icontains=word) | person)
    return rows


def devices(user: User) -> list[Device]:
    """Return the person's devices, the newest first."""
    return list(Device.objects.filter(user=user))


def gateways_on() -> list[Gateway]:
    """Return the gateways in use."""
    return list(Gateway.objects.filter(is_on=True))


def paused(wish: Wish | None) -> datetime | None:
    """Return until when the person is not disturbed; None when they are."""
    until = wish.paused_until if wish else None
    return until if until and until > now() else None


def days(year: int) -> list[CalendarDay]:
    """Return the calendar's rows of a year, in order."""
    return list(CalendarDay.objects.filter(date__range=(date(year, 1, 1), date(year, 12, 31))))


def proposed(year: int) -> dict[str, int]:
    """Count what is not decided in a year: proposals in the table, and those the table still lacks."""
    rows = CalendarDay.objects.filter(date__year=year)
    known = set(rows.values_list("date", flat=True))
    lacking = [row for row in propose([year]) if row.day not in known]
    return {"open": rows.filter(proposed=True).count(), "lacking": len(lacking)}


def days_told(limit: int = 12) -> list[tuple[str, datetime]]:
    """Return what happened to the calendar, newest first: who set which day, how many deadlines moved."""
    return [(sentence(entry), entry.at) for entry in entries("calendar", limit)]
