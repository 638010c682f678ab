"""Will this task be late? A probability and why, in small sums that can be checked by hand.

Pure: facts and experience come in, a forecast goes out. The log-odds of being late are a sum: how often such tasks were
late (city, length, unit, person, month), how few of those in time came so late, and the points of the table SIGNALS.
It is said of tasks, to remind earlier and to help; never of persons: nobody is ranked by it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from tasks.experience import LEAST_SAID, LENGTHS, Experience, length_class, logit, squash

LIKELY = 0.5  # from here on a task is called “likely late”
OVERLOADED = 3  # months of work at hand
MOST, LEAST = 0.98, 0.01  # nothing is certain
SAID = 3  # reasons shown
WORTH_SAYING = 0.15  # points below which something is no reason


@dataclass(frozen=True)
class Facts:
    """What is known of one open task today; days are working days.

    `load` counts the open tasks of whoever leads it, `overdue_load` the overdue ones, `pace` those ended in a quarter.
    """

    length: int
    used: int
    percent: int = 0
    idle: int = 0
    accepted: bool = True
    returned: int = 0
    moved: int = 0
    month: int = 1
    load: int = 0
    overdue_load: int = 0
    pace: int = 0

    @property
    def share(self) -> float:
        """The share of the time that is gone, today included, 0..1."""
        return min(1.0, max(0.0, self.used / max(1, self.length)))

    @property
    def over(self) -> float:
        """The share of the time that is over: today is not, the result may still come today."""
        return min(1.0, max(0.0, (self.used - 1) / max(1, self.length)))


@dataclass(frozen=True)
class Reason:
    """One contribution to the forecast: its word, its points (log-odds), the numbers of its sentence."""

    code: str
    points: float
    said: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Trust:
    """How far the signals of the work itself (SIGNALS) proved true in this city, and what they overstate."""

    slope: float = 0.7
    offset: float = 0.0


@dataclass(frozen=True)
class Forecast:
    """The probability of being late, 0..1, None when too little has ended; `reasons` with the strongest first."""

    risk: float | None
    reasons: tuple[Reason, ...] = ()

    @property
    def likely(self) -> bool:
        """Whether the task is called “likely late”."""
        return self.risk is not None and self.risk >= LIKELY


Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Signal:
    """A sign in the state of the task: its measure, and its points along a curve that only rises."""

    code: str
    measure: Callable[[Facts], float]
    curve: Curve
    why: str


SIGNALS = (
    Signal("behind", lambda f: f.share - f.percent / 100,
           ((-0.8, -2.2), (-0.4, -1.2), (0.0, -0.3), (0.3, 0.5), (0.6, 1.0), (1.0, 1.3)),
           "share of the time gone, less the share of the work reported: who is far behind seldom catches up"),
    Signal("idle", lambda f: f.idle, ((5, 0.0), (10, 0.3), (20, 0.6), (40, 0.8)),
           "working days without a step: ten are what the leader's board calls “no next step”"),
    Signal("unaccepted", lambda f: 0.0 if f.accepted else f.share, ((0.2, 0.0), (0.3, 0.4), (0.8, 0.7)),
           "nobody has taken it on after a fifth of the time"),
)  # fmt: skip
CIRCUMSTANCES = (
    Signal("returned", lambda f: f.returned, ((0, 0.0), (1, 0.4), (3, 0.9)),
           "a result sent back costs another round"),
    Signal("moved", lambda f: f.moved, ((0, 0.0), (1, 0.3), (3, 0.7)),
           "a deadline asked for or moved once is often not the last one"),
    Signal("overdue_load", lambda f: f.overdue_load, ((0, 0.0), (2, 0.15), (5, 0.4), (20, 0.7)),
           "whoever has overdue work does that first"),
)  # fmt: skip


def foresee(facts: Facts, known: Experience, trust: Trust | None = None) -> Forecast:
    """Return the probability that the task will be late, and why.

    More progress never raises it, less time left never lowers it. Past the deadline it is 1.
    """
    if facts.used > facts.length:
        return Forecast(1.0, (Reason("overdue", 9.0),))
    if not known.enough:
        return Forecast(None)
    trust = trust or Trust()
    reasons = [*history(facts, known), *_work(facts, trust)]
    odds = logit(known.city_rate()) + trust.offset + sum(one.points for one in reasons)
    risk = min(MOST, max(LEAST, squash(odds)))
    return Forecast(risk, tuple(sorted(reasons, key=lambda one: -one.points)))


def history(facts: Facts, known: Experience) -> list[Reason]:
    """What the past says: such tasks, this unit, this person, this month, this late in the time."""
    kind = length_class(facts.length)
    unit, person = known.unit, known.person
    days = LENGTHS[min(kind, len(LENGTHS) - 1)]
    return [
        Reason("length_long" if kind == len(LENGTHS) else "length", known.length_shift(kind),
               _counts(known.city.late(kind), known.city.ended(kind), days=days)),
        Reason("unit", known.unit_shift(kind), _counts(unit.late(), unit.ended())),
        Reason("own", known.person_shift(), _counts(person.late(), person.ended())),
        Reason("month", known.month_shift(facts.month),
               _counts(*known.city.months[facts.month - 1][::-1], month=facts.month)),
        Reason("time", -log(known.left(facts.over)), {"used": round(100 * facts.share)}),
        *_load(facts),
        *(Reason(s.code, _points(s, facts), {"n": int(s.measure(facts))}) for s in CIRCUMSTANCES),
    ]  # fmt: skip


def _load(facts: Facts) -> list[Reason]:
    """Months of work at hand, measured by what was ended lately; nothing while that is unknown."""
    if facts.pace < LEAST_SAID:
        return []
    months = 3 * facts.load / facts.pace
    points = along(((1, 0.0), (OVERLOADED, 0.3), (8, 0.6)), months)
    return [Reason("load", points, {"open": facts.load, "months": round(months)})]


def _work(facts: Facts, trust: Trust) -> list[Reason]:
    numbers = {"used": round(100 * facts.share), "percent": facts.percent, "idle": facts.idle}
    return [Reason(s.code, trust.slope * _points(s, facts), numbers) for s in SIGNALS]


def said(forecast: Forecast) -> list[Reason]:
    """The reasons worth a sentence, the strongest first. A rate is said only where enough ended."""
    told = [one for one in forecast.reasons if one.points >= WORTH_SAYING and _grounded(one)]
    codes = {one.code for one in told}
    if {"behind", "time"} <= codes:  # one sentence says both
        told = [one for one in told if one.code != "time"]
    return told[:SAID]


def _grounded(reason: Reason) -> bool:
    return "ended" not in reason.said or reason.said["ended"] >= LEAST_SAID


def _counts(late: int, ended: int, **more: int) -> dict[str, int]:
    return {"late": late, "ended": ended, "rate": round(100 * late / ended) if ended else 0, **more}


def _points(signal: Signal, facts: Facts) -> float:
    return along(signal.curve, signal.measure(facts))


def along(curve: Curve, at: float) -> float:
    """The height of the curve: straight between its corners, level beyond them."""
    if at <= curve[0][0]:
        return curve[0][1]
    for (x0, y0), (x1, y1) in pairwise(curve):
        if at <= x1:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return curve[-1][1]


@dataclass(frozen=True)
class Case:
    """A past task as it stood somewhere on its way, and how it ended."""

    facts: Facts
    known: Experience
    late: bool


LEAST_CASES = 60
SLOPES = tuple(n / 10 for n in range(16))
OFFSETS = tuple(n / 10 for n in range(-15, 16))
CAUTION = 2.0  # how much proof it takes to leave the table's own weights


def proved(cases: Sequence[Case]) -> Trust:
    """How far the signals proved true: the slope and offset under which past tasks surprise least (log loss).

    A plain look over a grid, held near Trust() while the cases are few: no more than two numbers are ever learned.
    """
    if len(cases) < LEAST_CASES:
        return Trust()
    seen = [_sums(case) for case in cases]
    start = Trust()
    tried = ((_loss(seen, s, o) + CAUTION * ((s - start.slope) ** 2 + o**2), s, o)
             for s in SLOPES for o in OFFSETS)  # fmt: skip
    _least, slope, offset = min(tried)
    return Trust(slope, offset)


def _sums(case: Case) -> tuple[float, float, int]:
    before = logit(case.known.city_rate()) + sum(r.points for r in history(case.facts, case.known))
    return before, sum(_points(s, case.facts) for s in SIGNALS), 1 if case.late else -1


def _loss(seen: Iterable[tuple[float, float, int]], slope: float, offset: float) -> float:
    return sum(-log(max(1e-9, squash(sign * (b + offset + slope * s)))) for b, s, sign in seen)
