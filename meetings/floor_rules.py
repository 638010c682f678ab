"""Rules of the floor (pure): how long each turn is, what goes first, and whether remote members count.

The figures with a clause are law or regulation; the others are what this software begins with, and an agency's own
working regulation may set them otherwise (a meeting's plan does: minutes a speaker, minutes a presenter).
"""

from collections.abc import Mapping
from dataclasses import dataclass

NORMAL, ORDER, QUESTION, ANSWER, PRESENT = "normal", "order", "question", "answer", "present"
OWN_RULE = "Quy chế làm việc của cơ quan; mức mặc định của phần mềm"
HANOI = "Quy chế làm việc của UBND thành phố Hà Nội, Quyết định 51/2024/QĐ-UBND, Điều 29"


@dataclass(frozen=True)
class Turn:
    """A kind of turn: its place in the queue (smaller goes first), minutes to begin with, where it is written."""

    kind: str
    first: int
    minutes: int
    clause: str = OWN_RULE


TURNS: Mapping[str, Turn] = {
    ORDER: Turn(ORDER, 0, 1),
    NORMAL: Turn(NORMAL, 1, 5),
    QUESTION: Turn(QUESTION, 2, 2),
    ANSWER: Turn(ANSWER, 3, 5),
    PRESENT: Turn(PRESENT, 3, 10, HANOI),
}
ASKED_FOR = (NORMAL, ORDER, QUESTION)  # what a member may ask for; the others the chair gives
WARN_AT = 60  # seconds before the end at which the clock warns


@dataclass(frozen=True)
class RemoteRule:
    """Whether members who take part from elsewhere count for the quorum, and where it is written."""

    counts: bool
    clause: str


REMOTE: Mapping[str, RemoteRule] = {
    "committee": RemoteRule(counts=True, clause=OWN_RULE),
    "government": RemoteRule(counts=True, clause=OWN_RULE),
    "working": RemoteRule(counts=True, clause=OWN_RULE),
    "council": RemoteRule(counts=False, clause=OWN_RULE),
}


def minutes_for(kind: str, *, speech: int, present: int) -> int:
    """Return the minutes of a turn: the meeting's own for speeches and presentations, else the table's."""
    return {NORMAL: speech, PRESENT: present}.get(kind) or TURNS[kind].minutes


def precedence(kind: str) -> int:
    """Return the place of a kind in the queue: a point of order goes before every speech."""
    return TURNS[kind].first


def remote_counts(meeting_kind: str) -> bool:
    """Say whether remote members count for the quorum at this kind of meeting; not where no rule says so."""
    rule = REMOTE.get(meeting_kind)
    return rule is not None and rule.counts
