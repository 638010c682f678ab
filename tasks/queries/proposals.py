"""A read text beside what is proposed from it: the text in pieces, each with its proposals."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from people.models import User
from tasks import extraction
from tasks.access_readings import readings
from tasks.models import Proposal, Reading
from tasks.order_line import SURE
from tasks.queries.spoken import unit_names
from tasks.states import ProposalState

SHOWN = 100


@dataclass(frozen=True)
class Piece:
    """Some words of the text; with a proposal, they are its sentence."""

    words: str
    proposal: Proposal | None = None


@dataclass(frozen=True)
class Named:
    """A party as the text names it: the unit it surely is, or those it may be."""

    said: str
    candidates: tuple[extraction.Candidate, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether there is no doubt."""
        return bool(self.candidates) and self.candidates[0].sure >= SURE


@dataclass(frozen=True)
class Passage:
    """A part of the text as it stands on the page, with the proposals that begin in it."""

    pieces: list[Piece]
    proposals: list[Proposal] = field(default_factory=list)


def known_readings(user: User, sha256: str) -> list[Reading]:
    """Readings of exactly this text which the person may see, the newest first."""
    return list(readings(user).filter(sha256=sha256).select_related("by")[:3])


def my_readings(user: User) -> list[Reading]:
    """The texts the person may see, with how many proposals wait."""
    waiting = Count("proposals", filter=Q(proposals__state=ProposalState.WAITING))
    rows = readings(user).select_related("by", "giver").annotate(waiting=waiting)
    return list(rows.annotate(found=Count("proposals")).defer("text")[:SHOWN])


def proposals_of(reading: Reading) -> list[Proposal]:
    """The proposals in the order of the text, with their people, units and tasks (a fixed number of queries)."""
    rows = reading.proposals.select_related("decided_by").prefetch_related(
        "units", "people", "supporters", "supporting_people", "tasks"
    )
    return _with_names(list(rows))


def named(proposal: Proposal) -> list[Named]:
    """The leads of one proposal as the text names them, with the units they may be."""
    return _with_names([proposal])[0].named  # type: ignore[attr-defined,no-any-return]


def _with_names(found: list[Proposal]) -> list[Proposal]:
    said = sorted({name for one in found for name in one.said_leads})
    known = dict(zip(said, extraction.match_units(said, unit_names()), strict=True))
    for one in found:
        one.named = [Named(name, known[name]) for name in one.said_leads]  # type: ignore[attr-defined]
    return found


def passages(reading: Reading, found: list[Proposal]) -> list[Passage]:
    """Cut the text so that each proposal stands beside its sentence; what lies between is a passage without any."""
    text, place = reading.text, 0
    answer: list[Passage] = []
    for group in _overlapping(found):
        start, end = _line_of(text, group[0].start, place), max(one.end for one in group)
        before = text[place:start]
        if before.strip():
            answer.append(Passage([Piece(before.strip("\n"))]))
        pieces = _pieces(text, start, group, end)
        answer.append(Passage(pieces, group))
        place = end
    if text[place:].strip():
        answer.append(Passage([Piece(text[place:].strip("\n"))]))
    return answer


def _line_of(text: str, start: int, earliest: int) -> int:
    """Where the sentence's line begins, so that “2.” stands with what it numbers."""
    return max(text.rfind("\n", 0, start) + 1, earliest)


def _pieces(text: str, start: int, group: list[Proposal], end: int) -> list[Piece]:
    """The sentences of proposals that share letters, from the start of their line; each letter stands once."""
    pieces, place = [], start
    for one in group:
        if one.start > place:
            pieces.append(Piece(text[place : one.start]))
        pieces.append(Piece(text[max(place, one.start) : one.end], one))
        place = max(place, one.end)
    return [*pieces, Piece(text[place:end])] if end > place else pieces


def _overlapping(found: list[Proposal]) -> list[list[Proposal]]:
    """Put proposals that share letters together, in the order of the text."""
    groups: list[list[Proposal]] = []
    end = -1
    for one in sorted(found, key=lambda row: (row.start, row.end)):
        if one.start < end and groups:
            groups[-1].append(one)
        else:
            groups.append([one])
        end = max(end, one.end)
    return groups
