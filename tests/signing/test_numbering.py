"""Eight clerks at once: numbers without a gap, on both databases."""

from __future__ import annotations

import json

CROWD = """
import json
from django.conf import settings
settings.DEMO = True
import documents.actions
from tests.signing.way import eight_seals_at_once, inspected
documents.actions.inspect = inspected
print(json.dumps(eight_seals_at_once()))
"""


def test_eight_seals_at_once_make_eight_numbers_without_a_gap(server):
    told = json.loads(server.shell(CROWD).splitlines()[-1])
    assert told["failed"] == []
    first = told["numbers"][0]
    assert told["numbers"] == list(range(first, first + 8))
