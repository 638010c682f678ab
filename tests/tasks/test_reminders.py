"""The ladder of reminders, rung by rung: length, priority, progress, risk, working days, late runs, jumps of the clock."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.official_days import propose
from core.workdays import calendar_from
from tasks.reminders import (
    GIVER,
    LEAD,
    Watch,
    coming,
    early_days,
    reached,
    role_of,
    rungs,
    to_remind,
    too_soon,
    why,
)

CITY = calendar_from((row.day, row.kind) for row in propose([2025, 2026, 2027]))
D = date.fromisoformat
DUE = "2026-03-20"  # a Friday


def watch(anchor: str = DUE, since: str = "2026-03-02", ladder: str = "deadline", **more) -> Watch:
    return Watch(ladder, D(anchor), D(since), **more)


@pytest.mark.parametrize(
    ("length", "priority", "risk", "days"),
    [
        (0, "normal", 0, [0]),
        (1, "normal", 0, [0]),
        (2, "normal", 0, [1, 0]),  # a two-day task
        (4, "normal", 0, [1, 0]),
        (5, "normal", 0, [3, 1, 0]),
        (14, "normal", 0, [3, 1, 0]),
        (20, "normal", 0.49, [3, 1, 0]),
        (45, "normal", 0, [22, 9, 3, 1, 0]),
        (125, "normal", 0, [62, 31, 12, 3, 1, 0]),  # a six-month one
        (14, "urgent", 0, [3, 2, 1, 0]),
        (14, "flash", 0, [5, 3, 2, 1, 0]),
        (2, "flash", 0, [1, 0]),
        (14, "normal", 0.5, [7, 3, 1, 0]),  # foreseen late: an earlier rung
        (14, "normal", 0.8, [9, 7, 3, 1, 0]),
        (45, "normal", 0.8, [30, 22, 9, 3, 1, 0]),
        (4, "normal", 0.9, [1, 0]),  # too short for foresight to help
    ],
)
def test_how_long_how_important_how_risky(length, priority, risk, days) -> None:
    assert early_days(length, priority, risk) == days


@pytest.mark.parametrize(
    ("priority", "steps"),
    [
        ("normal", ["+1 hl", "+3 ghl", "+7 aghl", "+12 aghl", "+22 aghl", "+42 aghl", "+62 aghl"]),
        ("urgent", ["+1 ghl", "+3 aghl", "+6 aghl", "+11 aghl", "+21 aghl", "+31 aghl"]),
        ("flash", ["+1 aghl", "+2 aghl", "+4 aghl", "+9 aghl", "+14 aghl"]),
    ],
)
def test_the_climb_and_the_back_off(priority: str, steps: list[str]) -> None:
    """Up the organisation chart (lead, head, giver, above), sooner for what presses, ever more rarely once told."""
    late = (rung for rung in rungs(watch(priority=priority), CITY) if rung.days > 0)
    told = [
        f"+{r.days} {''.join(sorted(role[0] for role in r.to))}" for r in islice(late, len(steps))
    ]
    assert told == steps


@pytest.mark.parametrize(
    ("today", "name"),
    [
        ("2026-03-16", None),
        ("2026-03-17", "before-3"),
        ("2026-03-18", "before-3"),
        ("2026-03-19", "before-1"),
        ("2026-03-20", "on-day"),
        ("2026-03-22", "on-day"),  # Sunday: nothing new
        ("2026-03-23", "after-1"),
        ("2026-03-25", "after-3"),
        ("2026-03-31", "after-7"),
        ("2026-04-07", "after-12"),
        ("2026-04-14", "after-12"),
        ("2026-04-22", "after-22"),
    ],
)
def test_the_rung_of_a_day(today: str, name: str | None) -> None:
    rung = reached(watch(), D(today), CITY)
    assert (rung and rung.name) == name


@pytest.mark.parametrize(
    ("anchor", "today", "name"),
    [
        ("2026-01-05", "2025-12-29", None),
        ("2026-01-05", "2025-12-31", "before-1"),
        ("2026-01-06", "2025-12-31", None),
        ("2026-01-06", "2026-01-05", "before-1"),
        ("2026-02-24", "2026-02-12", "before-3"),  # the last days before Tết
        ("2026-02-24", "2026-02-23", "before-1"),
    ],
)
def test_before_new_year_and_tet(anchor: str, today: str, name: str | None) -> None:
    rung = reached(watch(anchor, since="2025-12-18" if name else today), D(today), CITY)
    assert (rung and rung.name) == name


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2025-12-30", "2026-01-06"),  # 1 and 2 January off (2: swapped against 10 January)
        ("2026-01-07", "2026-01-10"),  # Saturday the 10th is worked
        ("2026-02-12", "2026-02-24"),  # over Tết, 14 to 22 February
        ("2026-04-28", "2026-05-05"),  # over 30 April and 1 May
        ("2026-08-28", "2026-09-07"),  # National Day; 31 August swapped against the 22nd
        ("2025-01-23", "2025-02-04"),  # Tết 2025, 25 January to 2 February
        ("2027-02-03", "2027-02-15"),  # Tết 2027, five days and two for the weekend
    ],
)
def test_three_working_days(start: str, end: str) -> None:
    """Fault R21: “3 working days” over the holidays of three years."""
    assert CITY.add(D(start), 3) == D(end)


@pytest.mark.parametrize(
    ("percent", "risk", "priority", "name"),
    [
        (0, 0, "normal", "before-3"),
        (78, 0, "normal", "before-3"),  # 79 % of the time will be used
        (79, 0, "normal", None),
        (90, 0.9, "normal", None),  # nearly done: no early nudge whatever is foreseen
        (85, 0.6, "normal", "before-3"),  # foreseen late: the nudge stays
        (95, 0, "flash", "before-3"),  # what is most urgent is always said
    ],
)
def test_how_far_along(percent: int, risk: float, priority: str, name: str | None) -> None:
    rung = reached(watch(percent=percent, risk=risk, priority=priority), D("2026-03-17"), CITY)
    assert (rung and rung.name) == name


def test_the_last_day_is_told_however_far_the_work_is() -> None:
    assert reached(watch(percent=95), D("2026-03-19"), CITY).name == "before-1"


@pytest.mark.parametrize(
    ("ladder", "today", "name"),
    [
        ("start", "2026-03-03", None),
        ("start", "2026-03-04", "after-2"),  # nobody accepted it for two days
        ("start", "2026-03-06", "after-4"),
        ("start", "2026-06-01", "after-6"),  # and then the giver knows: no further nudge
        ("idle", "2026-03-13", None),
        ("idle", "2026-03-16", "after-10"),  # ten working days without a step
        ("idle", "2026-03-23", "after-15"),
        ("result", "2026-03-04", "after-2"),
        ("result", "2026-03-11", "after-7"),
        ("decision", "2026-03-03", "after-1"),
        ("explain", "2026-03-02", "on-day"),
        ("explain", "2026-03-05", "after-3"),
    ],
)
def test_what_waits_for_somebody(ladder: str, today: str, name: str | None) -> None:
    since = "2026-03-01" if ladder == "explain" else "2026-03-02"
    rung = reached(watch("2026-03-02", since, ladder), D(today), CITY)
    assert (rung and rung.name) == name


def test_what_was_over_before_the_task_came_is_not_reminded() -> None:
    late = watch(since="2026-03-13")  # five working days: three rungs
    assert reached(late, D("2026-03-16"), CITY) is None
    assert reached(late, D("2026-03-17"), CITY).name == "before-3"
    assert reached(watch(since="2026-03-20"), D("2026-03-20"), CITY) is None


def test_a_missed_run_sends_one_late_reminder() -> None:
    """Off since before the first rung, back a day after the deadline: one reminder, the highest."""
    rung = reached(watch(), D("2026-03-23"), CITY)
    assert rung.name == "after-1"
    assert to_remind(rung, {LEAD: [1]}, {}) == [1]
    assert to_remind(rung, {LEAD: [1]}, {1: rung.days}) == []


def test_a_clock_that_jumps_back_sends_nothing() -> None:
    rung = reached(watch(), D("2026-03-17"), CITY)
    assert to_remind(rung, {LEAD: [1]}, {1: 0}) == []


def test_somebody_in_two_roles_hears_as_the_lowest() -> None:
    rung = reached(watch(), D("2026-03-25"), CITY)
    people = {LEAD: [1], "head": [1, 2], GIVER: [9]}
    assert to_remind(rung, people, {}) == [1, 2, 9]
    assert [role_of(p, rung, people) for p in (1, 2, 9)] == ["lead", "head", "giver"]


def test_an_early_nudge_keeps_away_from_the_last_one() -> None:
    early = reached(watch(), D("2026-03-17"), CITY)
    assert too_soon(early, D("2026-03-16"), D("2026-03-17"), CITY)
    assert not too_soon(early, D("2026-03-13"), D("2026-03-17"), CITY)
    assert not too_soon(
        reached(watch(), D("2026-03-19"), CITY), D("2026-03-18"), D("2026-03-19"), CITY
    )


def test_the_coming_rung_is_known_for_each_role() -> None:
    rung, day = coming(watch(), D("2026-03-17"), CITY)
    assert (rung.name, day) == ("before-1", D("2026-03-19"))
    rung, day = coming(watch(), D("2026-03-17"), CITY, ["giver"])
    assert (rung.name, day) == ("after-3", D("2026-03-25"))
    assert coming(watch(percent=95), D("2026-03-05"), CITY)[0].name == "before-1"
    assert coming(watch("2026-03-02", ladder="result"), D("2026-03-03"), CITY, ["lead"]) is None
    assert coming(watch("2026-03-02", ladder="start"), D("2026-04-03"), CITY) is None


def test_why_is_data() -> None:
    said = why(watch(percent=20, risk=0.7), D("2026-03-18"), CITY)
    assert (said["days"], said["percent"], said["given"], said["used"]) == (-2, 20, 14, 86)
    assert said["risk"] == 0.7


@given(
    st.dates(date(2025, 7, 1), date(2026, 12, 1)),
    st.integers(0, 150),
    st.lists(st.booleans(), min_size=200, max_size=200),
    st.tuples(st.sampled_from(["normal", "urgent", "flash"]), st.integers(0, 100), st.floats(0, 1)),
)
def test_any_pattern_of_missed_days_reminds_in_rising_order(
    anchor, lead_time, awake, state
) -> None:
    """Whatever days the clock is awake, no rung comes twice and each comes on a working day."""
    begun = anchor - timedelta(lead_time)
    task = Watch("deadline", CITY.on_or_after(anchor), begun, *state)
    had: dict[int, int] = {}
    sent = []
    for number, runs in enumerate(awake):
        today = task.since + timedelta(number)
        rung = reached(task, today, CITY) if runs and CITY.is_workday(today) else None
        if rung and to_remind(rung, {LEAD: [1]}, had):
            had[1] = rung.days
            sent.append(rung.days)
    assert sent == sorted(set(sent))
    if all(awake) and lead_time:
        assert 0 in sent
