"""What is shown of incoming documents: the lists, the entry, the registers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_current_timezone, localdate, make_aware
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import today
from core.folding import fold
from people.models import Unit, User
from registry.incoming_access import visible
from registry.incoming_deadlines import due, oldest_in_time
from registry.incoming_states import IncomingState
from registry.models import Direction, Incoming, IncomingBook

S = IncomingState
TABS: dict[str, tuple[Any, Any]] = {
    "register": (_("To register"), Q(state=S.RECEIVED)),
    "submit": (_("To submit"), Q(state=S.REGISTERED)),
    "direct": (_("Waiting for direction"), Q(state=S.SUBMITTED)),
    "progress": (_("In progress"), Q(state=S.DIRECTED)),
    "late": (_("Overdue"), Q(late=True)),
    "done": (_("Dealt with"), Q(state=S.DONE)),
    "back": (_("Sent back"), Q(state=S.SENT_BACK)),
    "all": (_("All"), Q()),
}
MOST = 100  # lines on a page
# lines of a book that takes a while; lines that are read, set and sealed in a second (two processors)
LONG, LINES_A_SECOND = 3_000, 850


@dataclass(frozen=True)
class Shelf:
    """One tab: its lines, how many lie in each tab."""

    tab: str
    rows: Sequence[Incoming]
    tabs: list[tuple[str, Any, int]]
    more: bool


def with_late(rows: QuerySet[Incoming]) -> QuerySet[Incoming]:
    """Mark what is late today: not submitted or not directed in time, or its task's deadline passed."""
    start = make_aware(datetime.combine(oldest_in_time(today(), city_calendar()), time()), get_current_timezone())  # fmt: skip
    overdue = Direction.objects.filter(incoming=OuterRef("pk"), done_at=None, due_on__lt=today())
    waiting = Q(state__in=(S.RECEIVED, S.REGISTERED), arrived_at__lt=start)
    undirected = Q(state=S.SUBMITTED, submitted_at__lt=start)
    return rows.annotate(late=waiting | undirected | (Q(state=S.DIRECTED) & Exists(overdue)))


def shelf(user: User, tab: str, words: str = "", filters: dict[str, str] | None = None) -> Shelf:
    """Return a tab's documents, the most urgent and oldest first while they wait, the newest first afterwards."""
    rows = with_late(_filtered(visible(user), words, filters or {}))
    asked = {f"n_{word}": Count("pk", filter=filled) for word, (_name, filled) in TABS.items() if filled}  # fmt: skip
    counts = rows.aggregate(**asked, n_all=Count("pk"))
    waiting = tab in ("register", "submit", "direct", "late", "progress")
    order = ("-urgent", "arrived_at", "pk") if waiting else ("-arrived_at", "-pk")
    found = rows.filter(TABS[tab][1]).annotate(urgent=~Q(urgency="none"))
    lines = list(found.select_related("agency", "leader").order_by(*order)[: MOST + 1])
    tabs = [(word, name, counts[f"n_{word}"]) for word, (name, _asked) in TABS.items()]
    return Shelf(tab, lines[:MOST], tabs, len(lines) > MOST)


def _filtered(rows: QuerySet[Incoming], words: str, filters: dict[str, str]) -> QuerySet[Incoming]:
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    for name in ("urgency", "genuine", "arrival", "kind"):
        if filters.get(name):
            rows = rows.filter(**{name: filters[name]})
    for name, lookup in (("since", "arrived_at__date__gte"), ("until", "arrived_at__date__lte")):
        if (day := _day(filters.get(name, ""))) is not None:
            rows = rows.filter(**{lookup: day})
    return rows


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def due_of(row: Incoming) -> date | None:
    """Return by when the next step is due."""
    calendar = city_calendar()
    if row.state in (S.RECEIVED, S.REGISTERED):
        return due("submit", localdate(row.arrived_at), row.urgency, calendar)
    if row.state == S.SUBMITTED and row.submitted_at:
        return due("direct", localdate(row.submitted_at), row.urgency, calendar)
    if row.state == S.DIRECTED:
        return min((one.due_on for one in row.directions.all() if one.due_on and not one.done_at), default=None)  # fmt: skip
    return None


def of_year(agency: Any, year: int) -> QuerySet[Incoming]:
    """Return the entries of the agency's register of a year, in the order of their numbers."""
    rows = Incoming.objects.filter(entry__agency=agency, entry__year=year).order_by("number")
    return rows.select_related("leader", "registered_by").prefetch_related("directions__lead_unit", "directions__lead_person")  # fmt: skip


@dataclass(frozen=True)
class Bindable:
    """A register of a year that may be printed: its last number, and how long printing takes when it is long (else 0)."""

    agency: Unit
    year: int
    last: int
    seconds: int


def books_of(agencies: Sequence[Unit], year: int) -> list[Bindable]:
    """Return the registers of the agencies: this year's, and those of the years before, the newest first."""
    rows = IncomingBook.objects.filter(agency__in=agencies).values_list("agency", "year", "last_number")  # fmt: skip
    last = {(agency, of): number for agency, of, number in rows}
    found = []
    for agency in agencies:
        for of in sorted({year, *(of for pk, of in last if pk == agency.pk)}, reverse=True):
            number = last.get((agency.pk, of), 0)
            seconds = number // LINES_A_SECOND if number > LONG else 0
            found.append(Bindable(agency, of, number, seconds))
    return found
