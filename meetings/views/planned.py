"""The two parts of the page of preparation; they are fetched by who prepares, never pushed."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.loader import render_to_string

from meetings.models import Item, Meeting, Proposal, Seat, SeatRole
from meetings.queries.plan import (
    Plan,
    deferred_before,
    people_of,
    plan_of,
    proposals_to_decide,
)

WORDS = ("plan", "ready")


@dataclass
class Seen:
    """One look at the preparation."""

    plan: Plan
    people: list[Seat]
    proposals: list[Proposal]
    deferred: list[Item]

    @property
    def voters(self) -> int:
        """How many have a vote."""
        return sum(seat.votes for seat in self.people)

    @property
    def guests(self) -> int:
        """How many take part without a vote."""
        return sum(seat.role == SeatRole.GUEST for seat in self.people)


def see(meeting: Meeting) -> Seen:
    """Read the preparation of the meeting."""
    return Seen(
        plan_of(meeting), people_of(meeting), proposals_to_decide(meeting), deferred_before(meeting)
    )


def draw(request: HttpRequest, meeting: Meeting, word: str, seen: Seen | None = None) -> str:
    """Draw one of the parts; 403 for who does not prepare the meeting."""
    if "prepare_meeting" not in meeting.held:  # type: ignore[attr-defined]
        raise PermissionDenied
    context: dict[str, Any] = {"meeting": meeting, "seen": seen or see(meeting)}
    return render_to_string(f"meetings/parts/{word}.html", context, request=request)
