"""Signatures and numbers when many press at once and things die halfway, on both databases."""

from __future__ import annotations

import json

import pytest

CROWDS = """
import json
from django.conf import settings
settings.DEMO = True
from tests.signing.crowds import everything
print(json.dumps(everything()))
"""


@pytest.fixture(scope="module")
def told(server):
    return json.loads(server.shell(CROWDS).splitlines()[-1])


def test_two_who_sign_at_the_same_moment_both_sign_one_after_the_other(told):
    assert told["leaders"] == {"failed": [], "signatures": 2, "chained": True}


def test_seals_that_fail_leave_no_gap_and_no_double(told):
    assert told["seals"]["failed"] == []
    numbers = told["seals"]["numbers"]
    assert numbers == list(range(numbers[0], numbers[0] + 8))


def test_a_process_killed_while_sealing_leaves_nothing_half_done(told):
    halfway = {"died": 9, "taken": 0, "state": "circulating", "after": 1, "gapless": True}
    finished = {"died": 9, "taken": 1, "state": "completed", "after": 1, "gapless": True}
    before, inside, after = told["killed"].values()
    assert before == halfway
    assert inside == halfway
    assert after == finished
