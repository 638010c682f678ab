"""What past tasks teach: how often tasks were late, and when the others were handed in. Pure: counts in, rates out.

A past task is one cell: its length (working days it had) and the share of that time after which its result came, the
last cell being “late”. Rates are shrunk towards those of the wider circle (empirical Bayes: Robbins 1956; the weight is
the number of imagined tasks of the wider circle that are added): a unit with three ended tasks looks like the city.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, log
from typing import Any

# Working days a task had from the day its deadline was known: up to so many; the last class has no end.
LENGTHS = (5, 10, 22, 66)
CLASSES = len(LENGTHS) + 1
# When the result came, as a share of that time: up to so much; beyond the last border it came late.
SHARES = (0.25, 0.5, 0.75, 0.9, 1.0)
CELLS = len(SHARES) + 1
MONTHS = 12
RECENT_DAYS = 91  # days, a quarter: how much a unit gets done lately

LEAST_ENDED = 30  # ended tasks with a deadline below which nothing is claimed in this city
LEAST_SAID = 8  # ended tasks of a unit below which its own rate is not put into words
WEIGHT_CITY, WEIGHT_SHAPE = 4, 30
LIGHTEST, HEAVIEST = 6.0, 400.0  # bounds of the weights below
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
    recent: int = 0  # ended within the last quarter (RECENT_DAYS), with or without a deadline

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

    def as_data(self) -> dict[str, Any]:
        """The counts as they are kept."""
        return {"counts": self.counts, "months": self.months, "recent": self.recent}

    @classmethod
    def of(cls, data: dict[str, Any] | None) -> "Past":
        """The kept counts, empty ones when there are none."""
        return cls(data["counts"], data["months"], data["recent"]) if data else cls()


@dataclass(frozen=True)
class Weights:
    """How many imagined tasks of the wider circle are added to a narrower one: many where circles hardly differ."""

    length: float = 30
    unit: float = 30
    kind: float = 80  # these tasks were counted for the unit already
    person: float = 60  # and so were these
    month: float = 60


def weight(groups: Iterable[tuple[int, int, float]], usual: float) -> float:
    """How heavily groups (late, ended, rate expected) are to be held to what is expected of them.

    From how far they really differ, beyond chance (beta-binomial, method of moments: Kleinman 1973); `usual` counts as
    the opinion of 20 groups, so that a few groups decide little.
    """
    found = [(late, ended, rate) for late, ended, rate in groups if ended]
    number = sum(ended for _l, ended, _r in found)
    spread = sum(ended * (late / ended - rate) ** 2 for late, ended, rate in found)
    chance = [rate * (1 - rate) for _l, _e, rate in found]
    if not found or number <= len(found):
        return usual
    even = sum(ended * c for (_l, ended, _r), c in zip(found, chance, strict=True)) / number
    alike = (spread - sum(chance)) / (even * (number - len(found)))
    prior = 1 / (1 + usual)
    alike = (len(found) * alike + 20 * prior) / (len(found) + 20)
    return min(HEAVIEST, max(LIGHTEST, 1 / max(alike, 1e-6) - 1))


@dataclass(frozen=True)
class Experience:
    """What is known around one task: of the city, its unit, its person."""

    city: Past = field(default_factory=Past)
    unit: Past = field(default_factory=Past)
    person: Past = field(default_factory=Past)
    weights: Weights = field(default_factory=Weights)

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
        rate = _shrunk(self.city.late(kind), self.city.ended(kind), city, self.weights.length)
        return logit(rate) - logit(city)

    def whole_shift(self) -> float:
        """How much more often the unit is late than the city, in all."""
        city = self.city_rate()
        return logit(_shrunk(self.unit.late(), self.unit.ended(), city, self.weights.unit)) - logit(
            city
        )

    def unit_shift(self, kind: int) -> float:
        """How much more often the unit is late than the city with tasks of this length."""
        city, by_length = self.city_rate(), self.length_shift(kind)
        expected = squash(logit(city) + self.whole_shift() + by_length)
        rate = _shrunk(self.unit.late(kind), self.unit.ended(kind), expected, self.weights.kind)
        return logit(rate) - logit(city) - by_length

    def person_shift(self) -> float:
        """How much more often the person is late than the unit."""
        whole = squash(logit(self.city_rate()) + self.whole_shift())
        rate = _shrunk(self.person.late(), self.person.ended(), whole, self.weights.person)
        return logit(rate) - logit(whole)

    def month_shift(self, month: int) -> float:
        """How much more often tasks due in this month are late in the city."""
        (ended, late), city = self.city.months[month - 1], self.city_rate()
        return logit(_shrunk(late, ended, city, self.weights.month)) - logit(city)

    def left(self, used: float) -> float:
        """Of the tasks handed in on time, the share that came even later than this share of the time."""
        city = (self.city.in_time_after(used) + max(0.0, 1 - used)) / (self.city.in_time() + 1)
        unit = (self.unit.in_time_after(used) + WEIGHT_SHAPE * city) / (
            self.unit.in_time() + WEIGHT_SHAPE
        )
        return max(unit, LEAST_LEFT)


def weigh(
    units: Mapping[int, Past], people: Mapping[int, Past], home: Mapping[int, int]
) -> Weights:
    """The weights of a city, from how far its units, people, lengths and months differ; `home`: a person's unit."""
    city = total(units.values())
    plain = Experience(city)
    rate, usual = plain.city_rate(), Weights()
    kinds = [(k, squash(logit(rate) + plain.length_shift(k))) for k in range(CLASSES)]
    around = {key: Experience(city, past) for key, past in units.items()}
    own = {key: squash(logit(rate) + one.whole_shift()) for key, one in around.items()}
    return Weights(
        length=weight(((city.late(k), city.ended(k), rate) for k in range(CLASSES)), usual.length),
        unit=weight(((u.late(), u.ended(), rate) for u in units.values()), usual.unit),
        kind=weight(
            ((u.late(k), u.ended(k), squash(logit(own[key]) + logit(r) - logit(rate)))
             for key, u in units.items() for k, r in kinds), usual.kind),
        person=weight(((p.late(), p.ended(), own.get(home.get(key, 0), rate)) for key, p in people.items()), usual.person),
        month=weight(((late, ended, rate) for ended, late in city.months), usual.month),
    )  # fmt: skip


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


def _shrunk(late: int, ended: int, towards: float, weight: float) -> float:
    """The rate with `weight` imagined tasks added that were late as often as `towards`."""
    return (late + weight * towards) / (ended + weight)
