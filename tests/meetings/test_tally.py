"""The rules of decision as tables of cases: who needs how many, and who decides when it is even."""

from fractions import Fraction

import pytest

from meetings.tally import RULES, Rule, count

# rule, agree, disagree, no opinion, total, present, the chair's choice -> adopted, tie
CASES = [
    # Law 77/2015 art. 117: more than half of ALL members of the committee, here or not
    ("committee", 6, 0, 0, 10, 6, "agree", True, False),
    ("committee", 5, 1, 0, 10, 6, "agree", False, False),
    ("committee", 5, 5, 0, 10, 10, "agree", True, True),  # even: the chair's side decides
    ("committee", 5, 5, 0, 10, 10, "disagree", False, True),
    ("committee", 5, 5, 0, 10, 10, "no_opinion", False, True),
    ("committee", 5, 5, 0, 10, 10, None, False, True),  # a chair who has not voted decides nothing
    ("committee", 4, 4, 2, 10, 10, "agree", False, False),  # half of all is not reached
    ("committee", 6, 5, 0, 11, 11, "disagree", True, False),
    ("committee", 5, 6, 0, 11, 11, "agree", False, False),
    ("committee", 0, 0, 0, 10, 10, None, False, False),
    # art. 91: more than half of all deputies, nobody breaks a tie
    ("council", 26, 0, 0, 50, 34, "agree", True, False),
    ("council", 25, 9, 0, 50, 34, "agree", False, False),
    ("council", 25, 25, 0, 50, 50, "agree", False, True),
    # an ordinary meeting: more than half of those present
    ("working", 4, 2, 0, 10, 6, "agree", True, False),
    ("working", 3, 3, 0, 10, 6, "agree", True, True),
    ("working", 3, 3, 0, 10, 6, "disagree", False, True),
    ("working", 3, 2, 1, 10, 6, "agree", False, False),
    (
        "working",
        0,
        0,
        0,
        10,
        0,
        None,
        False,
        False,
    ),  # nobody here: nothing is adopted, nothing is even
]


@pytest.mark.parametrize(
    ("rule", "agree", "disagree", "no_opinion", "total", "present", "chair", "adopted", "tie"),
    CASES,
)
def test_a_vote_is_counted_by_its_rule(
    *, rule, agree, disagree, no_opinion, total, present, chair, adopted, tie
):
    counts = {"agree": agree, "disagree": disagree, "no_opinion": no_opinion}
    counted = count(RULES[rule], counts, total=total, present=present, chair=chair)
    assert (counted.passed, counted.tie) == (adopted, tie)
    assert counted.not_voted == total - agree - disagree - no_opinion
    assert counted.base == (present if rule == "working" else total)


def test_choices_nobody_took_count_as_nothing():
    counted = count(RULES["working"], {"agree": 1}, total=1, present=1, chair="agree")
    assert counted.counts == {"agree": 1, "disagree": 0, "no_opinion": 0}


def test_a_rule_may_ask_for_two_thirds():
    """Law 77/2015 art. 91: at least two thirds of all deputies to dismiss one."""
    dismissal = Rule(
        "dismissal", "total", Fraction(2, 3), at_least=True, chair_breaks_tie=False,
        quorum=Fraction(2, 3), clause="Điều 91",
    )  # fmt: skip
    adopted = {
        n: count(dismissal, {"agree": n}, total=50, present=50, chair=None).passed for n in (33, 34)
    }
    assert adopted == {33: False, 34: True}


@pytest.mark.parametrize("name", RULES)
def test_every_kind_of_meeting_has_a_rule_with_its_clause(name):
    assert RULES[name].name == name
    assert RULES[name].clause


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("total", range(1, 9))
def test_no_opinion_never_helps(rule, total):
    """Whoever changes from agreeing to no opinion never makes a question pass."""
    for agree in range(1, total + 1):
        for disagree in range(total - agree + 1):
            sides = {"total": total, "present": total, "chair": "disagree"}
            before = count(RULES[rule], {"agree": agree, "disagree": disagree}, **sides)
            after = count(
                RULES[rule], {"agree": agree - 1, "disagree": disagree, "no_opinion": 1}, **sides
            )
            assert before.passed or not after.passed
