"""Foresight: its numbers are as true as they sound, in cities that are late for different reasons."""

from dataclasses import replace

import pytest

from tasks.experience import Experience, Past
from tasks.foresight import LIKELY, Case, Facts, Trust, foresee, proved, said
from tests.tasks import worlds

PAST, COMING = 2500, 2500
FACTS = Facts(length=20, used=10, percent=30, idle=6, accepted=True, month=6)


@pytest.fixture(scope="module", params=worlds.WORLDS)
def city(request):
    """A city with its past, and the forecasts for what comes: (risk, late, facts)."""
    past = worlds.tasks(request.param, PAST, seed=1)
    known = worlds.learned(past)
    trust = proved(worlds.cases(past, known, seed=2)[:600])
    coming = worlds.cases(worlds.tasks(request.param, COMING, seed=3), known, seed=4)
    told = [(foresee(c.facts, c.known, trust).risk, c.late, c.facts) for c in coming]
    return request.param, trust, told


def past(late, ended, length=20):
    """So many ended tasks of this length, so many of them late, the others spread over their time."""
    counts = Past()
    for number in range(ended):
        counts.add(length, (number % 10 + 0.5) / 10, 6, late=number < late)
    return counts


def brier(pairs):
    pairs = list(pairs)
    return sum((risk - late) ** 2 for risk, late in pairs) / len(pairs)


def test_of_ten_tasks_called_seven_in_ten_about_seven_are_late(city):
    _name, _trust, told = city
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        here = [(risk, late) for risk, late, _f in told if low <= risk < low + 0.2]
        if len(here) >= 100:
            expected = sum(risk for risk, _late in here) / len(here)
            happened = sum(late for _risk, late in here) / len(here)
            assert abs(expected - happened) < 0.1, (low, len(here), expected, happened)


def test_it_is_better_than_the_base_rate_and_than_time_against_percent(city):
    name, _trust, told = city
    rate = sum(late for _r, late, _f in told) / len(told)
    ours, base = (
        brier((r, late) for r, late, _f in told),
        brier((rate, late) for _r, late, _f in told),
    )
    naive = brier((f.share > f.percent / 100 + 0.2, late) for _r, late, f in told)
    assert ours < naive
    assert ours < base * (1.0 if name == "by_chance" else 0.9), (ours, base)


def test_signals_are_trusted_as_far_as_they_proved_true(city):
    name, trust, _told = city
    believed = {
        "by_unit": (1.0, 1.5),
        "by_length": (0.0, 0.3),
        "last_minute": (0.0, 0.3),
        "by_chance": (0.0, 0.4),
    }
    low, high = believed.get(name, (0.0, 1.5))
    assert low <= trust.slope <= high


@pytest.mark.parametrize("slope", [0.0, 0.7, 1.5])
@pytest.mark.parametrize(
    "known", [Experience(past(20, 100)), Experience(past(9, 300), past(30, 40), past(5, 6))]
)
def test_more_progress_never_raises_and_less_time_never_lowers(known, slope):
    trust = Trust(slope)
    for used in range(22):
        risks = [
            foresee(replace(FACTS, used=used, percent=p), known, trust).risk
            for p in range(0, 100, 3)
        ]
        assert risks == sorted(risks, reverse=True)
    for percent in (0, 40, 99):
        facts = [replace(FACTS, used=used, percent=percent, idle=used) for used in range(25)]
        risks = [foresee(one, known, trust).risk for one in facts]
        assert risks == sorted(risks)
        assert risks[-1] == 1.0


def test_with_too_few_ended_tasks_nothing_is_claimed():
    assert foresee(FACTS, Experience(past(10, 29))).risk is None
    assert foresee(FACTS, Experience(past(10, 30))).risk is not None
    assert foresee(FACTS, Experience()).reasons == ()


def test_a_small_history_stays_near_the_base_rate():
    city, fresh = past(200, 1000), replace(FACTS, used=0, percent=0, idle=0)
    plain = foresee(fresh, Experience(city)).risk
    three = foresee(fresh, Experience(city, past(3, 3), past(3, 3))).risk
    many = foresee(fresh, Experience(city, past(60, 60))).risk
    assert abs(three - plain) < 0.15
    assert many > plain + 0.35


def test_a_rate_is_put_into_words_only_where_enough_ended():
    city = past(200, 1000)
    few = said(foresee(FACTS, Experience(city, past(7, 7))))
    enough = said(foresee(FACTS, Experience(city, past(8, 8))))
    assert "unit" not in {one.code for one in few}
    assert [one.said for one in enough if one.code == "unit"] == [
        {"late": 8, "ended": 8, "rate": 100}
    ]


def test_the_reasons_are_the_strongest_first_and_few():
    facts = replace(
        FACTS, used=17, percent=5, idle=16, accepted=False, returned=2, moved=2, overdue_load=9
    )
    forecast = foresee(facts, Experience(past(200, 1000), past(30, 40)))
    told = said(forecast)
    assert forecast.risk > LIKELY
    assert forecast.likely
    assert len(told) == 3
    assert [r.points for r in told] == sorted((r.points for r in told), reverse=True)


def test_the_same_facts_always_give_the_same_answer():
    cases = [Case(FACTS, Experience(past(20, 100)), late=n % 3 == 0) for n in range(90)]
    assert proved(cases) == proved(list(cases))
    assert proved(cases[:30]) == Trust()
