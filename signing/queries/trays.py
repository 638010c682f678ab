"""The signing tray: what waits for me, what is on its way, whom I wait for, what has ended."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import today
from core.folding import fold
from core.workdays import WorkCalendar
from people.models import User
from people.standing import away
from signing.access import own_steps, routes
from signing.models import Route, Step
from signing.states import CLERKS_WORK, SIGNING, RouteState, StepKind, StepState

TABS: tuple[tuple[str, str | Promise], ...] = (
    ("waiting", _("Waiting for you")),
    ("others", _("Waiting for others")),
    ("going", _("On their way")),
    ("ended", _("Ended")),
)
WORK: dict[str, tuple[str | Promise, frozenset[StepKind]]] = {
    "sign": (_("to sign"), frozenset({StepKind.SIGN})),
    "initial": (_("to initial"), frozenset({StepKind.INITIAL})),
    "review": (_("for an opinion"), frozenset({StepKind.REVIEW})),
    "seal": (_("to number and seal"), CLERKS_WORK),
}
DUE: dict[str, str | Promise] = {"late": _("overdue"), "soon": _("due by tomorrow")}
MOST = 100


@dataclass(frozen=True)
class Wish:
    """What of the tray is wanted: a tab, words, a kind of work, a deadline."""

    tab: str = "waiting"
    words: str = ""
    work: str = ""
    due: str = ""

    @classmethod
    def of(cls, given: Any) -> "Wish":
        """Read it from an address; what is not known counts as not said."""
        tab, work, due = given.get("tab", ""), given.get("work", ""), given.get("due", "")
        return cls(
            tab if tab in dict(TABS) else "waiting",
            given.get("q", "")[:100].strip(),
            work if work in WORK else "",
            due if due in DUE else "",
        )


@dataclass(frozen=True)
class Waiting:
    """A step that is open: how it stands with its deadline, how long it waits, who is away."""

    step: Step
    standing: str  # "late", "soon", "" (a deadline that is far), "none"
    days: int
    absent: str = ""


@dataclass(frozen=True)
class Line:
    """A route of the list with its open steps."""

    route: Route
    waiting: list[Waiting] = field(default_factory=list)


@dataclass(frozen=True)
class Tray:
    """One tab of a person's tray, and how many lie in each."""

    wish: Wish
    counts: dict[str, int]
    steps: list[Waiting] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    signable: int = 0
    sealable: int = 0


def waiting_for(user: User) -> QuerySet[Step]:
    """Return the steps that wait for the person (or for who is away and for whom they stand in): due first, then old."""
    rows = Step.objects.filter(
        own_steps(user), state=StepState.ASKED, route__state=RouteState.CIRCULATING
    )
    rows = rows.select_related("route__paper", "route__started_by", "route__current", "who")
    return rows.order_by(F("due_on").asc(nulls_last=True), "asked_at", "pk")


def waiting(user: User) -> list[Waiting]:
    """Return the steps that wait for the person, each with how it stands with its deadline."""
    return _looked_at(list(waiting_for(user)), user)


def tray(user: User, wish: Wish | None = None) -> Tray:
    """Return the tab of the person's tray that is wanted, with the counts of all."""
    wish = wish or Wish()
    sets = _sets(user)
    counts = {name: rows.count() for name, rows in sets.items() if name != "waiting"}
    mine = list(waiting_for(user))
    made: dict[str, Any] = {
        "wish": wish,
        "counts": {"waiting": len(mine), **counts},
        "signable": sum(1 for step in mine if step.kind in SIGNING),
        "sealable": sum(1 for step in mine if step.kind in CLERKS_WORK),
    }
    if wish.tab == "waiting":
        return Tray(steps=_wanted(_looked_at(mine, user), wish), **made)
    return Tray(lines=_lines(_found(sets[wish.tab], wish.words), wish), **made)


def _sets(user: User) -> dict[str, QuerySet[Route]]:
    mine = routes(user)
    asked = Step.objects.filter(own_steps(user), route=OuterRef("pk"), state=StepState.ASKED)
    going = mine.filter(state=RouteState.CIRCULATING)
    ended = mine.exclude(state__in=(RouteState.CIRCULATING, RouteState.DRAFT))
    return {
        "others": going.filter(started_by=user.pk).exclude(Exists(asked)).order_by("started_at"),
        "going": going.exclude(started_by=user.pk).exclude(Exists(asked)),
        "ended": ended.order_by("-ended_at", "-pk"),
    }


def _lines(rows: QuerySet[Route], wish: Wish) -> list[Line]:
    asked = Step.objects.filter(state=StepState.ASKED).select_related("who").order_by("position")
    rows = rows.select_related("paper", "started_by", "current")
    shown = list(rows.prefetch_related(Prefetch("steps", asked, to_attr="open_steps"))[:MOST])
    standing = looked_at([step for route in shown for step in route.open_steps])
    by_step = {one.step.pk: one for one in standing}
    lines = [Line(route, [by_step[step.pk] for step in route.open_steps]) for route in shown]
    if not wish.due:
        return lines
    return [line for line in lines if any(one.standing == wish.due for one in line.waiting)]


def _wanted(rows: list[Waiting], wish: Wish) -> list[Waiting]:
    words = fold(wish.words).split()
    kinds = WORK[wish.work][1] if wish.work else frozenset(StepKind)
    return [
        one
        for one in rows
        if one.step.kind in kinds
        and (not wish.due or one.standing == wish.due)
        and all(word in one.step.route.paper.search_text for word in words)
    ]


def _found(rows: QuerySet[Route], words: str) -> QuerySet[Route]:
    for word in fold(words).split():
        rows = rows.filter(paper__search_text__contains=word)
    return rows


def _looked_at(steps: list[Step], user: User) -> list[Waiting]:
    return [
        one if one.step.who_id != user.pk else Waiting(one.step, one.standing, one.days)
        for one in looked_at(steps)
    ]


def looked_at(steps: list[Step]) -> list[Waiting]:
    """Say of each open step how it stands with its deadline, how many working days it waits, and who stands in."""
    calendar, day = city_calendar(), today()
    absent = away({step.who_id for step in steps}) if steps else {}
    return [
        Waiting(
            step,
            standing_of(step.due_on, day, calendar),
            max(calendar.count(timezone.localdate(step.asked_at), day), 0) if step.asked_at else 0,
            str(absent[step.who_id].stand_in) if step.who_id in absent else "",
        )
        for step in steps
    ]


def standing_of(due: date | None, day: date, calendar: WorkCalendar) -> str:
    """Return "late" after the deadline, "soon" from the working day before it, "" earlier, "none" without one."""
    if due is None:
        return "none"
    if due < day:
        return "late"
    return "soon" if due <= calendar.add(day, 1) or due - day <= timedelta(days=1) else ""
