"""What the page of a route shows: the steps by rank, what I may do, comments, versions, what happened."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from documents.next_steps import next_steps
from journal.models import Entry
from journal.queries import entries, sentence
from people.models import User
from signing.access import held_on
from signing.models import Route, RouteRemark, Signature, Step
from signing.placing import doubts
from signing.queries.trays import Waiting, looked_at, waiting_for
from signing.states import CLERKS_WORK, RouteState, StepKind, StepState
from signing.strongbox import DEMO_PIN

STORY = 60


@dataclass(frozen=True)
class Shown:
    """One step as the page shows it: where it stands, how long it waits, which signature it left."""

    step: Step
    waiting: Waiting | None
    signature: Signature | None


@dataclass(frozen=True)
class Rank:
    """Steps that are asked together; ``one_of``: one of them is enough."""

    steps: list[Shown]

    @property
    def together(self) -> bool:
        """Say whether several people are asked at the same time."""
        return len(self.steps) > 1

    @property
    def look(self) -> str:
        """Return the look of the rank: done, given back, going on, or yet to come."""
        states = {one.step.state for one in self.steps}
        if StepState.REFUSED in states:
            return "late"
        if any(one.waiting for one in self.steps):
            return "live"
        return "good" if states <= {StepState.SIGNED, StepState.SKIPPED} else ""

    @property
    def one_of(self) -> bool:
        """Say whether one of them is enough."""
        return any(one.step.one_of for one in self.steps)


@dataclass(frozen=True)
class Told:
    """One line of what happened."""

    entry: Entry
    sentence: str


def ranks(route: Route) -> list[Rank]:
    """Return the route's steps in order, those asked together in one rank."""
    rows = list(
        route.steps.select_related("who", "unit", "instead_of", "added_by").order_by(
            "rank", "position"
        )
    )
    open_now = [step for step in rows if step.state == StepState.ASKED]
    going = route.state == RouteState.CIRCULATING
    waits = {one.step.pk: one for one in looked_at(open_now)} if going else {}
    made = Signature.objects.filter(step__route=route, voided_at=None)
    by_step = {one.step_id: one for one in made}
    shown = [Shown(step, waits.get(step.pk), by_step.get(step.pk)) for step in rows]
    return [Rank(list(group)) for _rank, group in groupby(shown, lambda one: one.step.rank)]


def my_step(route: Route, user: User) -> dict[str, Any]:
    """Return what the person may do on the route now."""
    step = next((s for s in waiting_for(user) if s.route_id == route.pk), None)
    held = held_on(user, route) if route.state == RouteState.CIRCULATING else frozenset()
    return {
        "route": route,
        "step": step,
        "seals": step is not None and step.kind in CLERKS_WORK,
        "numbers": step is not None and step.kind == StepKind.NUMBER,
        "standing_for": step.who if step is not None and step.who_id != user.pk else None,
        "may_recall": "recall" in held,
        "may_steer": "steer" in held,
        "may_remark": "remark" in held,
        "doubts": doubts(route) if "steer" in held else [],
        "next_steps": next_steps(route.paper, user),
        "demo_pin": demo_pin(),
    }


def demo_pin() -> str:
    """Return the PIN of the sample keys in the demonstration, "" elsewhere."""
    return DEMO_PIN if settings.DEMO else ""


def remarks(route: Route) -> list[RouteRemark]:
    """Return the comments on the route, open ones first."""
    rows = list(route.remarks.select_related("by", "version", "settled_by"))
    return sorted(rows, key=lambda row: (row.settled_at is not None, row.at))


def story(route: Route) -> list[Told]:
    """Return what happened on the route, newest first."""
    return [Told(entry, sentence(entry)) for entry in entries(route.book, STORY)]


def earlier_steps(step: Step) -> QuerySet[Step]:
    """Return the done steps to which the paper may be sent back."""
    rows = step.route.steps.filter(state=StepState.SIGNED, rank__lt=step.rank)
    return rows.select_related("who").order_by("rank", "position")
