"""The calendar of days off, also where a test has emptied the tables."""

import pytest

from core.calendar import fill
from notices import gateways
from people.models import Post
from tests.notices.receivers import Outside


@pytest.fixture(autouse=True)
def days_off(request):
    """The proposed days of 2025 to 2027."""
    if "who" in request.fixturenames:
        request.getfixturevalue("who")
        fill([2025, 2026, 2027])


@pytest.fixture(name="outside")
def _outside(settings):
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    there = Outside()
    yield there
    there.close()


@pytest.fixture
def keeper(who):
    """Chi administers the whole city."""
    Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
    return who.chi


@pytest.fixture
def gateway(outside, keeper):
    """A gateway and its secret."""
    return gateways.add_gateway(name="SMS", url=outside.url + "/in?city=1", by=keeper)
