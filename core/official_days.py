"""The proposal for the calendar of days off: the `holidays` package, corrected by what it misses.

The only module that speaks to that package. The table in the database decides; this proposes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

SATURDAY = 5


@dataclass(frozen=True)
class OfficialDay:
    """One proposed row: `kind` is "off" or "work"; `notice` the number of the notice, if known."""

    day: date
    kind: str
    reason: str
    notice: str = ""


# What the package lacks or gets wrong, with the notice that says so.
KNOWN = (
    OfficialDay(date(2026, 1, 2), "off", "Nghỉ hoán đổi Tết Dương lịch", "12729/VPCP-KGVX"),
    OfficialDay(date(2026, 1, 10), "work", "Làm bù cho ngày 02/01/2026", "12729/VPCP-KGVX"),
)


def propose(years: Iterable[int]) -> list[OfficialDay]:
    """The days of `years` that differ from the plain week, in order. Holidays on a weekend are left out."""
    years = sorted(set(years))
    days = {row.day: row for row in _from_package(years)}
    days |= {row.day: row for row in KNOWN if row.day.year in years}
    return [days[day] for day in sorted(days)]


def _from_package(years: list[int]) -> Iterator[OfficialDay]:
    import holidays

    found: Any = holidays.country_holidays("VN", years=years, language="vi", observed=True)
    for day, name in found.items():
        if day.weekday() < SATURDAY:
            yield OfficialDay(day, "off", name)
    for day in getattr(found, "weekend_workdays", set()):
        if day.year in years:
            yield OfficialDay(day, "work", "Làm bù theo lịch hoán đổi ngày nghỉ")
