"""Foresight: its numbers are as true as they sound, in cities that are late for different reasons."""

import pytest

from tasks.experience import Experience, Past
from tasks.foresight import LIKELY, Case, Facts, Trust, foresee, proved, said
from tests.tasks import worlds

PAST, COMING = 2500, 2500


@pytest.fixture(scope="module", params=worlds.WORLDS)
def city(request):
    """A city with its past, and the forecasts for what comes: (risk, late, facts)."""
    past = worlds.tasks(request.param, PAST, seed=1)
    known = worlds.learned(past)
    trust = proved(worlds.cases(past, known, seed=2)[:600])
    coming = worlds.cases(worlds.tasks(request.param, COMING, seed=3), known, seed=4)
    return request.param, [(foresee(c.facts, c.known, trust).risk, c.late, c.facts) for c in coming]


def brier(pairs):
    pairs = list(pairs)
    return sum((risk - late) ** 2 for risk, late in pairs) / len(pairs)


def test_of_ten_tasks_called_seven_in_ten_seven_are_late(city):
    _name, told = city
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        here = [(risk, late) for risk, late, _f in told if low <= risk < low + 0.2]
        if len(here) >= 80:
            expected = sum(risk for risk, _late in here) / len(here)
            happened = sum(late for _risk, late in here) / len(here)
            assert abs(expected - happened) < 0.1, (low, len(here), expected, happened)


def test_it_is_better_than_the_base_rate_and_than_time_against_percent(city):
    name, told = city
    rate = sum(late for _r, late, _f in told) / len(told)
    ours = brier((risk, late) for risk, late, _f in told)
    assert ours < brier((rate, late) for _r, late, _f in told) + 0.002
    assert ours < brier((f.share > f.percent / 100 + 0.2, late) for _r, late, f in told)
    if name != "by_chance":
        assert ours < 0.93 * brier((rate, late) for _r, late, _f in told)
