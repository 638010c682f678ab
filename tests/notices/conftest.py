"""The calendar of days off, also where a test has emptied the tables."""

import pytest

from core.calendar import fill


@pytest.fixture(autouse=True)
def days_off(request):
    """The proposed days of 2025 to 2027."""
    if "who" in request.fixturenames:
        request.getfixturevalue("who")
        fill([2025, 2026, 2027])
