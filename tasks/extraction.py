"""Tasks proposed from a text: who is to do what with whom until when, each beside its very words (pure).

The door of ``tasks/reading``: a notice of conclusions goes in, proposals come out; deterministic, on the premises. Nothing
is decided here: a person confirms, changes or dismisses each proposal.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from core.official_days import propose as official_days
from core.workdays import WorkCalendar, calendar_from
from tasks.reading.course import Draft, tasks_in
from tasks.reading.days import Anchor
from tasks.reading.kinds import KINDS, Candidate, Cue, Deadline, Proposal, UnitName, moved
from tasks.reading.letters import Page, page_of
from tasks.reading.units import Register, match_units

USUAL = (1990, 2090)  # years for which days off are known or foreseen
HEAD = 3000  # letters in which the day of issue stands
ISSUED = re.compile(r",\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(20\d\d)[ \t]*(?:\n|$)")
YEAR_NAMED = re.compile(
    r"(?<!\d)\d{1,2}(?:\s*[/.-]\s*|\s+tháng\s+)\d{1,2}(?:\s*[/.-]\s*|\s+năm\s+)(?P<day>20\d\d)(?!\d)"
    r"|(?:tháng|quý)\s+[\div]{1,3}(?:\s*[/.-]\s*|\s+năm\s+)(?P<part>20\d\d)(?!\d)"
    r"|(?<!từ )(?<!đầu )(?<!giai đoạn )(?<!so với )(?<!cùng kỳ )(?<!khóa )năm\s+(?P<year>20\d\d)(?!\s*-\s*20|\d|\s+đến nay)"
)


def propose(
    text: str,
    *,
    issued: date | None = None,
    units: Sequence[UnitName] = (),
    calendar: WorkCalendar | None = None,
) -> tuple[Proposal, ...]:
    """Return the tasks the text orders, in its order; ``text[p.start:p.end] == p.text`` for each.

    ``issued`` is the day deadlines count from; else the day in the document's head. ``calendar`` counts working days
    (weekends and the official days off when none is given). Any text is fine, also an empty one.
    """
    page = page_of(text)
    day = issued or issued_in(page)
    years = () if day else _years_in(page)
    anchor = Anchor(day, day.year if day else None, calendar or _usual(day), years)
    register = Register(units)
    return tuple(_proposal(text, page, draft, register) for draft in tasks_in(page, anchor))


def knows_year(text: str) -> bool:
    """Whether the text itself gives a year; without one and without the day of issue no deadline has a date."""
    page = page_of(text)
    return issued_in(page) is not None or bool(_years_in(page))


def _usual(day: date | None) -> WorkCalendar:
    """Return the weekends and official days off around a day, as the package and the known notices have them."""
    return _official(day.year) if day and USUAL[0] <= day.year <= USUAL[1] else WorkCalendar()


@lru_cache(maxsize=16)
def _official(year: int) -> WorkCalendar:
    return calendar_from((row.day, row.kind) for row in official_days((year, year + 1)))


def issued_in(page: Page) -> date | None:
    """Return the day of issue from the head (“Lào Cai, ngày 19 tháng 6 năm 2026”); None when there is none."""
    found = ISSUED.search(page.plain, 0, HEAD)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _years_in(page: Page) -> tuple[tuple[int, int], ...]:
    """Return where the text names the year it speaks in, and which; what began long ago (“từ năm 2018 đến nay”) is none.

    Before the first one counts the first full day's, else the one named most.
    """
    named = list(YEAR_NAMED.finditer(page.plain))
    rows = [(found.start(), int(found["day"] or found["part"] or found["year"])) for found in named]
    full = [int(found["day"]) for found in named if found["day"]]
    often = Counter(year for _place, year in rows)
    before = full[:1] or sorted(often, key=lambda year: (-often[year], year))[:1]
    return tuple([(-1, year) for year in before] + rows)


def _proposal(text: str, page: Page, draft: Draft, register: Register) -> Proposal:
    start, end = page.place(draft.start), page.place(draft.end)
    named = tuple(map(_clean, draft.leads)), tuple(map(_clean, draft.coordinate))
    return Proposal(
        text=text[start:end], start=start, end=end, lead=named[0], coordinate=named[1],
        deadline=_deadline(text, page, draft.deadline()), cue=_cue(text, page, draft.cue),
        lead_units=register.match_all(named[0]), coordinate_units=register.match_all(named[1]),
    )  # fmt: skip


def _clean(name: str) -> str:
    """Return a name on one line, however the page broke it."""
    return " ".join(name.split())


def _deadline(text: str, page: Page, found: Deadline) -> Deadline:
    if found.start is None or found.end is None:
        return found
    start, end = page.place(found.start), page.place(found.end)
    return moved(found, start, end, text[start:end])


def _cue(text: str, page: Page, place: tuple[int, int] | None) -> Cue:
    if place is None:
        return Cue()
    start, end = page.place(place[0]), page.place(place[1])
    return Cue(text[start:end], start, end)


__all__ = [
    "KINDS",
    "Candidate",
    "Cue",
    "Deadline",
    "Proposal",
    "UnitName",
    "issued_in",
    "knows_year",
    "match_units",
    "propose",
]
