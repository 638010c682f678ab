"""What past tasks teach: how often tasks were late, and when the others were handed in. Pure: counts in, rates out.

A past task is one cell: its length (working days it had) and the share of that time after which its result came, the
last cell being “late”. Rates are shrunk towards those of the wider circle (empirical Bayes: Robbins 1956; the weight is
the number of imagined tasks of the wider circle that are added): a unit with three ended tasks looks like the city.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, log

# Working days a task had from the day its deadline was known: up to so many; the last class has no end.
LENGTHS = (5, 10, 22, 66)
CLASSES = len(LENGTHS) + 1
# When the result came, as a share of that time: up to so much; beyond the last border it came late.
SHARES = (0.25, 0.5, 0.75, 0.9, 1.0)
CELLS = len(SHARES) + 1
MONTHS = 12

LEAST_ENDED = 30  # ended tasks with a deadline below which nothing is claimed in this city
LEAST_SAID = 8  # ended tasks of a unit below which its own rate is not put into words
# How many imagined tasks of the wider circle are added to a narrower one.
WEIGHT_CITY, WEIGHT_LENGTH, WEIGHT_UNIT, WEIGHT_PERSON, WEIGHT_MONTH, WEIGHT_SHAPE = (
    4, 30, 30, 40, 60, 30,
)  # fmt: skip
FIRST_GUESS = 0.2  # the rate before anything ended
LEAST_LEFT = 0.03  # no time is so late that nobody ever made it


def logit(rate: float) -> float:
    """The log-odds of a rate strictly between 0 and 1."""
    return log(rate / (1 - rate))


def squash(odds: float) -> float:
    """The rate with these log-odds."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def length_class(length: int) -> int:
    """The class of a length in working days: 0 for up to 5, 1 for up to 10, and so on."""
    return sum(length > border for border in LENGTHS)


def cell(share: float, *, late: bool) -> int:
    """The cell of a task whose result came after this share of its time."""
    return CELLS - 1 if late else min(sum(share > border for border in SHARES), CELLS - 2)


@dataclass
class Past:
    """Ended tasks of one circle, counted by length and cell; `months` counts (ended, late) by the deadline's month."""

    counts: list[list[int]] = field(default_factory=lambda: [[0] * CELLS for _ in range(CLASSES)])
    months: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in range(MONTHS)])
    recent: int = 0  # ended within the last 66 working days, with or without a deadline

    def add(self, length: int, share: float, month: int, *, late: bool) -> None:
        """Count one ended task."""
        self.counts[length_class(length)][cell(share, late=late)] += 1
        self.months[month - 1][0] += 1
        self.months[month - 1][1] += late

    def ended(self, kind: int | None = None) -> int:
        """How many ended: all, or those of one length class."""
        return sum(map(sum, self.counts)) if kind is None else sum(self.counts[kind])

    def late(self, kind: int | None = None) -> int:
        """How many of them were late."""
        rows = self.counts if kind is None else [self.counts[kind]]
        return sum(row[-1] for row in rows)

    def in_time_after(self, used: float) -> float:
        """How many of those in time came after this share of their time (straight lines between the borders)."""
        row = [sum(column) for column in zip(*self.counts, strict=True)][:-1]
        left = 0.0
        for (start, end), number in zip(pairwise((0.0, *SHARES)), row, strict=True):
            left += number * min(1.0, max(0.0, (end - used) / (end - start)))
        return left

    def in_time(self) -> int:
        """How many were in time."""
        return self.ended() - self.late()


@dataclass(frozen=True)
class Experience:
    """What is known around one task: of the city, its unit, its person."""

    city: Past = field(default_factory=Past)
    unit: Past = field(default_factory=Past)
    person: Past = field(default_factory=Past)

    @property
    def enough(self) -> bool:
        """Whether enough ended here to claim anything."""
        return self.city.ended() >= LEAST_ENDED

    def city_rate(self) -> float:
        """How often tasks are late in the city."""
        return _shrunk(self.city.late(), self.city.ended(), FIRST_GUESS, WEIGHT_CITY)

    def length_shift(self, kind: int) -> float:
        """How much more often (log-odds) tasks of this length are late in the city."""
        city = self.city_rate()
        rate = _shrunk(self.city.late(kind), self.city.ended(kind), city, WEIGHT_LENGTH)
        return logit(rate) - logit(city)

    def unit_shift(self, kind: int) -> float:
        """How much more often the unit is late than the city: in all, then with tasks of this length."""
        city, by_length = self.city_rate(), self.length_shift(kind)
        whole = _shrunk(self.unit.late(), self.unit.ended(), city, WEIGHT_UNIT)
        expected = squash(logit(whole) + by_length)
        rate = _shrunk(self.unit.late(kind), self.unit.ended(kind), expected, WEIGHT_UNIT)
        return logit(rate) - logit(city) - by_length

    def person_shift(self) -> float:
        """How much more often the person is late than the unit."""
        whole = _shrunk(self.unit.late(), self.unit.ended(), self.city_rate(), WEIGHT_UNIT)
        rate = _shrunk(self.person.late(), self.person.ended(), whole, WEIGHT_PERSON)
        return logit(rate) - logit(whole)

    def month_shift(self, month: int) -> float:
        """How much more often tasks due in this month are late in the city."""
        (ended, late), city = self.city.months[month - 1], self.city_rate()
        return logit(_shrunk(late, ended, city, WEIGHT_MONTH)) - logit(city)

    def left(self, used: float) -> float:
        """Of the tasks handed in on time, the share that came even later than this share of the time."""
        city = (self.city.in_time_after(used) + max(0.0, 1 - used)) / (self.city.in_time() + 1)
        unit = (self.unit.in_time_after(used) + WEIGHT_SHAPE * city) / (
            self.unit.in_time() + WEIGHT_SHAPE
        )
        return max(unit, LEAST_LEFT)


def total(parts: Iterable[Past]) -> Past:
    """All the counts together."""
    whole = Past()
    for part in parts:
        whole.counts = _sum(whole.counts, part.counts)
        whole.months = _sum(whole.months, part.months)
        whole.recent += part.recent
    return whole


def _sum(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> list[list[int]]:
    return [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(one, other, strict=True)]


def _shrunk(late: int, ended: int, towards: float, weight: int) -> float:
    """The rate with `weight` imagined tasks added that were late as often as `towards`."""
    return (late + weight * towards) / (ended + weight)
