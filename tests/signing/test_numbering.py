"""Eight clerks at once, in one process and in two that share nothing but the database: numbers without a gap."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

SETUP = """
import contextlib, json
from django.conf import settings
settings.DEMO = True
import documents.actions
from signing.actions import signing
from tests.signing.way import inspected, ready_to_seal, sealed_at_once
documents.actions.inspect = inspected
"""
APART = "signing.alone = lambda what: contextlib.nullcontext()\n"  # as on two machines: no turns


def said(server, code):
    return json.loads(server.shell(f"{SETUP}{code}").splitlines()[-1])


def test_eight_seals_at_once_make_eight_numbers_without_a_gap(server):
    told = said(server, "print(json.dumps(sealed_at_once(ready_to_seal(8))))")
    assert told["failed"] == []
    first = told["numbers"][0]
    assert told["numbers"] == list(range(first, first + 8))


def test_two_machines_that_know_nothing_of_each_other_leave_no_gap(server):
    routes = said(server, "print(json.dumps(ready_to_seal(8, topic=150)))")
    halves = [
        f"{APART}print(json.dumps(sealed_at_once({half})))" for half in (routes[:4], routes[4:])
    ]
    with ThreadPoolExecutor() as pool:
        told = list(pool.map(lambda code: said(server, code), halves))
    assert [one["failed"] for one in told] == [[], []]
    numbers = sorted(told[0]["numbers"] + told[1]["numbers"])
    assert numbers == list(range(numbers[0], numbers[0] + 8))
