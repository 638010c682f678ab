"""Simulated cities whose tasks are late for different reasons, for the calibration of tasks.foresight.

A world is a rule: for a task (length, unit, person, month) it answers the share of its time after which the result comes
(more than 1: late) and what is reported on the way. Everything is drawn from one seeded generator.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from tasks.experience import Experience, Past, total, weigh
from tasks.foresight import Case, Facts

UNITS, PEOPLE = 24, 4  # people of each unit
DAYS = (4, 8, 15, 30, 60, 120)


@dataclass
class Made:
    """One task of a world: its circle, and how it really went."""

    unit: int
    person: int
    length: int
    month: int
    finish: float
    slow: float
    percent: Callable[[float], int]
    pause: float

    @property
    def late(self):
        return self.finish > 1


def honest(pick, finish):
    """Percent grows as the work does, with noise, and is reported every fifth of the time."""
    noise = pick.uniform(0.85, 1.1)
    return lambda share: int(min(99, 100 * noise * (int(share * 5) / 5) / finish))


def silent(_pick, _finish):
    """Nobody reports anything before the result."""
    return lambda _share: 0


def invented(pick, _finish):
    """Percentages that mean nothing."""
    start = pick.randint(0, 60)
    return lambda share: min(99, start + int(30 * share))


def by_unit(pick, made):
    """Units differ: some are late with every second task, some with every twentieth."""
    pace = 0.45 + 0.6 * (made["unit"] % 8) / 8
    return pace * pick.lognormvariate(0, 0.45), honest


def by_length(pick, made):
    """Short tasks are late, long ones seldom; nobody reports."""
    pace = {4: 1.1, 8: 0.95, 15: 0.75, 30: 0.6, 60: 0.55, 120: 0.5}[made["length"]]
    return pace * pick.lognormvariate(0, 0.4), silent


def last_minute(pick, made):
    """Everything comes on the last day; a few people miss it; percentages mean nothing."""
    late = 0.5 if made["person"] % 5 == 0 else 0.12
    return (1.0 + pick.random() if pick.random() < late else pick.uniform(0.85, 1.0)), invented


def by_month(pick, made):
    """The end of the year is hard, whoever it is; half of the tasks are reported on."""
    pace = 1.0 if made["month"] in {12, 1} else 0.6
    return pace * pick.lognormvariate(0, 0.35), honest if pick.random() < 0.5 else silent


def by_chance(pick, _made):
    """One in five is late for no reason at all, and the words on the way mean nothing."""
    return (1.2 if pick.random() < 0.2 else pick.uniform(0.1, 1.0)), invented


WORLDS = {f.__name__: f for f in (by_unit, by_length, last_minute, by_month, by_chance)}


def tasks(world, number, seed):
    """So many tasks of the world."""
    pick = random.Random(seed)
    return [_one(pick, WORLDS[world]) for _n in range(number)]


def _one(pick, rule):
    unit = pick.randrange(UNITS)
    circle = {"unit": unit, "person": unit * PEOPLE + pick.randrange(PEOPLE), "length": pick.choice(DAYS),
              "month": pick.randint(1, 12)}  # fmt: skip
    finish, reports = rule(pick, circle)
    return Made(
        **circle, finish=finish, slow=finish, percent=reports(pick, finish), pause=pick.random()
    )


def learned(made):
    """The experience of every circle from ended tasks."""
    units, people = defaultdict(Past), defaultdict(Past)
    for one in made:
        for past in (units[one.unit], people[one.person]):
            past.add(
                one.length, ceil(one.finish * one.length) / one.length, one.month, late=one.late
            )
    city = total(units.values())
    weights = weigh(units, people, {person: person // PEOPLE for person in people})
    return lambda one: Experience(city, units[one.unit], people[one.person], weights)


def cases(made, known, seed):
    """The tasks as they stood at one moment on their way, if they were still open then."""
    pick, found = random.Random(seed), []
    for one in made:
        share = pick.uniform(0.05, 1.0)
        if share < one.finish:
            found.append(Case(facts(one, share), known(one), one.late))
    return found


def facts(one, share):
    """What a reader knows of the task after this share of its time."""
    percent = one.percent(share)
    since = share * 5 % 1 / 5 if percent else share
    return Facts(
        length=one.length, used=ceil(share * one.length), percent=percent, idle=int(since * one.length), month=one.month,
    )  # fmt: skip
