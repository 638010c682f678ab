"""The rules of decision as tables of cases: who needs how many, and who decides when it is even."""

from datetime import date, timedelta

import pytest

from core.deciding import BY_KIND, CHOICES, RULES, VERSIONS, count, rule_on, rules_for

# rule, agree, disagree, no opinion, other, total, present, the chair's choice -> adopted, tie
CASES = [
    # Law 77/2015 art. 117: more than half of ALL members of the committee, here or not
    ("committee", 6, 0, 0, 0, 10, 6, "agree", True, False),
    ("committee", 5, 1, 0, 0, 10, 6, "agree", False, False),
    ("committee", 6, 5, 0, 0, 11, 11, "disagree", True, False),
    ("committee", 5, 6, 0, 0, 11, 11, "agree", False, False),
    ("committee", 6, 0, 5, 0, 11, 11, "no_opinion", True, False),
    ("committee", 5, 0, 6, 0, 11, 11, "agree", False, False),
    ("committee", 1, 0, 0, 0, 1, 1, "agree", True, False),
    ("committee", 1, 0, 0, 0, 2, 2, "agree", False, False),  # half is not more than half
    ("committee", 2, 1, 0, 0, 3, 3, "disagree", True, False),
    ("committee", 5, 0, 0, 1, 10, 10, "other", False, False),  # another opinion does not agree
    # even: the side the chair voted with
    ("committee", 5, 5, 0, 0, 10, 10, "agree", True, True),
    ("committee", 5, 5, 0, 0, 10, 10, "disagree", False, True),
    ("committee", 1, 1, 0, 0, 2, 2, "agree", True, True),
    # read literally: as many agree as disagree, though neither is half of all
    ("committee", 4, 4, 2, 0, 10, 10, "agree", True, True),
    ("committee", 4, 4, 2, 0, 10, 10, "disagree", False, True),
    ("committee", 4, 4, 2, 0, 10, 10, "no_opinion", False, True),  # a chair on neither side
    ("committee", 4, 4, 1, 1, 11, 10, "other", False, True),
    ("committee", 4, 4, 0, 0, 9, 8, None, False, True),  # a chair who has not voted decides nothing
    ("committee", 3, 3, 0, 0, 10, 7, "agree", True, True),
    # nobody agreed and nobody disagreed: nothing is even, nothing is adopted
    ("committee", 0, 0, 0, 0, 10, 10, None, False, False),
    ("committee", 0, 0, 10, 0, 10, 10, "no_opinion", False, False),
    ("committee", 0, 0, 0, 0, 0, 0, None, False, False),
    # art. 91: more than half of all deputies, nobody breaks a tie
    ("council", 26, 0, 0, 0, 50, 34, "agree", True, False),
    ("council", 25, 9, 0, 0, 50, 34, "agree", False, False),
    ("council", 25, 25, 0, 0, 50, 50, "agree", False, True),
    ("council", 26, 25, 0, 0, 51, 51, "disagree", True, False),
    ("council", 25, 0, 26, 0, 51, 51, "agree", False, False),
    # art. 91: at least two thirds of all deputies dismiss one of them
    ("dismissal", 34, 16, 0, 0, 50, 50, "disagree", True, False),
    ("dismissal", 33, 17, 0, 0, 50, 50, "agree", False, False),
    ("dismissal", 30, 15, 0, 0, 45, 45, None, True, False),  # exactly two thirds
    ("dismissal", 29, 16, 0, 0, 45, 45, None, False, False),
    ("dismissal", 30, 0, 0, 0, 45, 30, None, True, False),
    # the government: more than half of all, even: the chair's side
    ("government", 14, 0, 0, 0, 27, 20, "agree", True, False),
    ("government", 13, 13, 1, 0, 27, 27, "agree", True, True),
    ("government", 13, 13, 1, 0, 27, 27, "disagree", False, True),
    # an ordinary meeting: more than half of those present
    ("working", 4, 2, 0, 0, 10, 6, "agree", True, False),
    ("working", 3, 3, 0, 0, 10, 6, "agree", True, True),
    ("working", 3, 3, 0, 0, 10, 6, "disagree", False, True),
    ("working", 3, 2, 1, 0, 10, 6, "agree", False, False),
    ("working", 4, 0, 0, 3, 10, 7, "other", True, False),
    ("working", 3, 0, 0, 4, 10, 7, "agree", False, False),
    ("working", 0, 0, 0, 0, 10, 0, None, False, False),  # nobody here
    # asking opinions: more than half of those who answered
    ("advisory", 2, 1, 0, 0, 10, 10, None, True, False),
    ("advisory", 1, 1, 0, 0, 10, 10, "agree", False, True),
    ("advisory", 0, 0, 0, 0, 10, 10, None, False, False),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_a_vote_is_counted_by_its_rule(case):
    name, *numbers, total, present, chair, adopted, tie = case
    counts = dict(zip(CHOICES, numbers, strict=True))
    counted = count(RULES[name], counts, total=total, present=present, chair=chair)
    assert (counted.passed, counted.tie) == (adopted, tie)
    assert counted.not_voted == total - sum(numbers)
    assert counted.base == {"working": present, "advisory": sum(numbers)}.get(name, total)


# rule, base -> how many must agree
NEEDED = [
    ("committee", 10, 6), ("committee", 11, 6), ("committee", 1, 1), ("committee", 2, 2), ("committee", 0, 1),
    ("council", 50, 26), ("council", 51, 26), ("dismissal", 50, 34), ("dismissal", 45, 30), ("dismissal", 46, 31),
    ("dismissal", 1, 1), ("working", 7, 4), ("working", 8, 5),
]  # fmt: skip


@pytest.mark.parametrize(("name", "base", "needed"), NEEDED)
def test_how_many_are_enough(name, base, needed):
    assert RULES[name].needed(base) == needed


def test_choices_nobody_took_count_as_nothing():
    counted = count(RULES["working"], {"agree": 1}, total=1, present=1, chair="agree")
    assert counted.counts == {"agree": 1, "disagree": 0, "no_opinion": 0, "other": 0}


def test_an_even_secret_vote_waits_for_the_chair_to_say_the_side():
    sides = {"agree": 3, "disagree": 3}
    secret = {"total": 6, "present": 6, "chair": None, "chair_unknown": True}
    assert count(RULES["committee"], sides, **secret).waits
    assert not count(RULES["council"], sides, **secret).waits
    assert not count(RULES["committee"], {"agree": 4, "disagree": 2}, **secret).waits
    said = count(RULES["committee"], sides, total=6, present=6, chair="agree")
    assert (said.passed, said.waits) == (True, False)


# on this day the committee decides by this law; the last is not compared yet
LAWS = [
    (date(2020, 7, 1), "77/2015", False),
    (date(2025, 2, 28), "77/2015", False),
    (date(2025, 3, 1), "65/2025", True),
    (date(2025, 6, 15), "65/2025", True),
    (date(2025, 6, 16), "72/2025", True),
    (date(2026, 11, 22), "72/2025", True),
]


@pytest.mark.parametrize("name", ["committee", "council", "dismissal"])
@pytest.mark.parametrize(("day", "law", "review"), LAWS)
def test_the_law_of_the_day_decides(name, day, law, review):
    rule = rule_on(name, day)
    assert law in rule.law
    assert bool(rule.review) is review


def test_before_any_law_there_is_no_rule():
    with pytest.raises(LookupError):
        rule_on("committee", date(2015, 12, 31))


@pytest.mark.parametrize("rule", VERSIONS, ids=lambda rule: f"{rule.name}-{rule.since}")
def test_every_version_says_where_it_is_written_and_the_next_begins_where_it_ends(rule):
    assert rule.cited
    assert not rule.proxy
    follows = [r for r in VERSIONS if r.name == rule.name and r.since > rule.since]
    assert bool(follows) == (rule.until is not None)
    if rule.until:
        assert rule_on(rule.name, rule.until + timedelta(days=1)) == follows[0]


@pytest.mark.parametrize("kind", BY_KIND)
def test_every_kind_of_meeting_has_its_usual_rule(kind):
    assert rules_for(kind, date(2026, 1, 1))[0].name == kind


def test_a_secret_vote_by_machine_has_no_force_of_its_own_in_the_council():
    assert "secret" in RULES["council"].advisory
    assert "paper" not in RULES["council"].advisory
    assert not RULES["committee"].advisory


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("total", range(1, 9))
def test_no_opinion_never_helps_where_the_base_is_fixed(rule, total):
    """Whoever changes from agreeing to no opinion never makes a question pass."""
    if RULES[rule].base == "cast":
        return
    for agree in range(1, total + 1):
        for disagree in range(total - agree + 1):
            sides = {"total": total, "present": total, "chair": "disagree"}
            before = count(RULES[rule], {"agree": agree, "disagree": disagree}, **sides)
            after = count(
                RULES[rule], {"agree": agree - 1, "disagree": disagree, "no_opinion": 1}, **sides
            )
            assert before.passed or not after.passed
