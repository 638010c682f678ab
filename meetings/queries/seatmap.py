"""The drawn seat plan: who sits where, and what state each seat is in, as far as everybody in the room may know it."""

from dataclasses import dataclass, field
from typing import Any

from meetings.layout import Layout, Spot, layout
from meetings.models import Meeting, Seat, SeatPlan, SeatRole, Shape
from meetings.models.rooms import MOST_PLACES, Drawn
from meetings.models.votes import VoteWay
from meetings.queries.sight import Sight
from meetings.states import Answer, SpeakingState, VoteState

PROTOCOL = (SeatRole.CHAIR, SeatRole.MEMBER, SeatRole.GUEST, SeatRole.SECRETARY)
SPEAKING, ASKED, VOTED = "speaking", "asked", "voted"
HERE, REMOTE, LEFT, DECLINED, COMING, UNKNOWN = "here", "remote", "left", "declined", "coming", "unknown"  # fmt: skip
LETTERS = {
    HERE: "h", REMOTE: "r", LEFT: "l", DECLINED: "d", COMING: "c", UNKNOWN: "u",
    SPEAKING: "S", ASKED: "A", VOTED: "V",
}  # fmt: skip


@dataclass
class Place:
    """A place of the drawing, who sits there, and in what state."""

    spot: Spot
    seat: Seat | None = None
    state: str = ""
    marks: list[str] = field(default_factory=list)

    @property
    def called(self) -> str:
        """The last two words of the name, as it fits under a place."""
        return " ".join(str(self.seat).split()[-2:]) if self.seat else ""


def in_protocol(seats: list[Seat]) -> list[Seat]:
    """Return the seats in protocol order: the chair, the members in their order, guests, secretaries."""
    order = {role: n for n, role in enumerate(PROTOCOL)}
    return sorted(seats, key=lambda seat: (order[SeatRole(seat.role)], seat.position, seat.pk))


def plan_of(meeting: Meeting, seats: list[Seat]) -> SeatPlan:
    """Return the meeting's plan; without one an unsaved one after its room, everybody placed by protocol."""
    plan = SeatPlan.objects.filter(meeting=meeting).first()
    if plan is not None:
        return plan
    return _placed(_unsaved(meeting, len(seats)), seats)


def _unsaved(meeting: Meeting, people: int) -> SeatPlan:
    room = meeting.room
    if room is not None:
        places = max(room.places, people)
        moved = room.moved if places == room.places else {}
        return SeatPlan(meeting=meeting, shape=room.shape, places=places, moved=moved)
    shape = next(shape for most, shape in GUESS if people <= most)
    return SeatPlan(meeting=meeting, shape=shape, places=min(MOST_PLACES, max(people, 1)))


GUESS = ((8, Shape.ROUND), (30, Shape.U), (10**6, Shape.ROWS))


def _placed(plan: SeatPlan, seats: list[Seat]) -> SeatPlan:
    """Give everybody a place on the seats at hand, without saving."""
    for number, seat in enumerate(in_protocol(seats), start=1):
        seat.place = number if number <= plan.places else None
    return plan


def drawing(drawn: Drawn, seats: list[Seat] | None = None, states: dict[int, Any] | None = None) -> dict[str, Any]:  # fmt: skip
    """Return what the drawing's template needs: places with their people, tables, the sheet's size."""
    sheet = layout(drawn.shape, drawn.places, drawn.moved)
    sitting = {seat.place: seat for seat in seats or [] if seat.place}
    places = [_place(spot, sitting.get(spot.number), states or {}) for spot in sheet.spots]
    return {
        "places": places, "sheet": sheet, "names": sheet.size >= 28,
        "font": round(sheet.size * 0.62), "small": max(13, round(sheet.size * 0.52)),
        "below": sheet.size + max(15, round(sheet.size * 0.58)), "badge": round(sheet.size * 0.8),
        "off": round(sheet.size * 0.45), "up": -round(sheet.size * 1.15),
    }  # fmt: skip


def _place(spot: Spot, seat: Seat | None, states: dict[int, Any]) -> Place:
    state, marks = states.get(seat.pk, ("", [])) if seat else ("", [])
    return Place(spot, seat, state, marks)


def states_of(sight: Sight) -> dict[int, tuple[str, list[str]]]:
    """Return each seat's state and marks; two queries besides the seats (speakings, who has voted)."""
    meeting = sight.meeting
    live = meeting.speakings.filter(state__in=(SpeakingState.ASKED, SpeakingState.SPEAKING))
    words = {SpeakingState.ASKED: ASKED, SpeakingState.SPEAKING: SPEAKING}
    floor: dict[int, str] = {}
    for seat, state in live.values_list("seat", "state"):
        if floor.get(seat) != SPEAKING:
            floor[seat] = words[SpeakingState(state)]
    voted = _voted(meeting)
    return {seat.pk: (_state(seat), _marks(seat.pk, floor, voted)) for seat in sight.seats}


def _voted(meeting: Meeting) -> set[int]:
    """Return who has voted in the open vote by name; of a secret one nothing is told seat by seat."""
    rows = meeting.votes.filter(state=VoteState.OPEN, way=VoteWay.OPEN)
    return set(rows.filter(ballots__isnull=False).values_list("ballots__seat", flat=True))


def _marks(seat: int, floor: dict[int, str], voted: set[int]) -> list[str]:
    return [*([floor[seat]] if seat in floor else []), *([VOTED] if seat in voted else [])]


def _state(seat: Seat) -> str:
    """Return the seat's state; why somebody is away is nobody's business here."""
    if seat.present:
        return REMOTE if seat.remote else HERE
    if seat.left_at is not None:
        return LEFT
    return {Answer.DECLINED: DECLINED, Answer.ACCEPTED: COMING}.get(Answer(seat.answer), UNKNOWN)


def seatmap(sight: Sight) -> dict[str, Any]:
    """Return what the part ``seatmap`` needs."""
    plan, states = plan_of(sight.meeting, sight.seats), states_of(sight)
    rows = [
        Place(Spot(seat.place or 0, 0, 0), seat, *states[seat.pk])
        for seat in in_protocol(sight.seats)
    ]
    return {**drawing(plan, sight.seats, states), "rows": rows, "plan": plan}


def seatstates(sight: Sight) -> dict[str, Any]:
    """Return what the part ``seatstates`` needs: every state in a few letters, and how many are in each."""
    states = states_of(sight)
    counts: dict[str, int] = dict.fromkeys(LETTERS, 0)
    for state, marks in states.values():
        for word in (state, *marks):
            counts[word] += 1
    told = " ".join(f"{seat}:{_letters(state, marks)}" for seat, (state, marks) in states.items())
    return {"told": told, "counts": counts, "letters": LETTERS}


def _letters(state: str, marks: list[str]) -> str:
    return LETTERS[state] + "".join(LETTERS[mark] for mark in marks)


__all__ = ["Layout", "Place", "drawing", "in_protocol", "plan_of", "seatmap", "seatstates", "states_of"]  # fmt: skip
