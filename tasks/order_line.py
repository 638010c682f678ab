"""One typed sentence as an order (pure): who leads, who helps, until when. Nothing typed is changed.

The reading of whole documents (`tasks.extraction`) does the work; a bare sentence often lacks the word that orders
(“Báo cáo nước sạch trước 30/12”), so it is read again as if somebody had said “Yêu cầu …”. People are known by their
full names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.folding import fold
from core.workdays import WorkCalendar
from tasks.extraction import Candidate, Deadline, Proposal, UnitName, propose

SURE = 0.9  # from here on a candidate may be chosen for the person
OPENINGS = ("", "Yêu cầu ", "Yêu cầu thực hiện ")
WORDS_BEFORE = ("giao", "de nghi", "yeu cau", "dong chi", "ong", "ba", "anh", "chi")
LONGEST = 3000  # letters of a sentence that are read


@dataclass(frozen=True)
class Understood:
    """What a sentence says: keys of units, keys of people, and the deadline with its words."""

    units: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    supporters: tuple[int, ...] = ()
    due_on: date | None = None
    due_time: str | None = None
    due_quote: str = ""


def understand(
    text: str,
    *,
    units: Sequence[UnitName],
    people: Sequence[tuple[int, str]] = (),
    issued: date,
    calendar: WorkCalendar,
) -> Understood:
    """Read one sentence; ``people`` are (key, full name). Never raises; what is unsure is left out."""
    text = " ".join(text.split())[:LONGEST]
    read = [
        one
        for opening in OPENINGS
        for one in propose(opening + text, issued=issued, units=units, calendar=calendar)
    ]
    leads = next((got for one in read if (got := sure_units(one.lead_units))), ())
    deadline = next((one.deadline for one in read if one.deadline.date), None) or _no_deadline(read)
    return Understood(
        units=leads,
        people=() if leads else _people(text, people),
        supporters=_supporters(read, leads),
        due_on=deadline.date if deadline else None,
        due_time=deadline.time if deadline else None,
        due_quote=deadline.quote if deadline else "",
    )


def sure_units(found: Sequence[Sequence[Candidate]]) -> tuple[int, ...]:
    """Return the keys of those named units about which there is no doubt."""
    best = (one[0] for one in found if one and one[0].sure >= SURE)
    return tuple(dict.fromkeys(one.key for one in best))


def _no_deadline(read: Sequence[Proposal]) -> Deadline | None:
    """A deadline that has words but no day (“hằng tháng”) is still told."""
    return next((one.deadline for one in read if one.deadline.quote), None)


def _supporters(read: Sequence[Proposal], leads: tuple[int, ...]) -> tuple[int, ...]:
    found = next((got for one in read if (got := sure_units(one.coordinate_units))), ())
    return tuple(key for key in found if key not in leads)


def _people(text: str, people: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The person named first in the sentence; nobody when two bear the name."""
    said = f" {fold(text)} "
    for word in WORDS_BEFORE:
        said = f" {said.strip().removeprefix(word + ' ')} "
    named = [key for key, name in people if name and said.startswith(f" {fold(name)} ")]
    return tuple(named) if len(named) == 1 else ()
