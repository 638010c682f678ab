"""The cast, the services, the servers and the browsers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as installation
from playwright.sync_api import sync_playwright

from tests import browsers, servers, services, world
from tests.scenes import open_page, scene  # noqa: F401  fixtures for journeys and faults

SIZES = ("embedded", "city")


def pytest_collection_modifyitems(items):
    """Tests of one running installation stay together in one process, so that it is started only once."""
    for item in items:
        callspec = getattr(item, "callspec", None)
        size = callspec.params.get("size") if callspec else None
        if size in SIZES:
            item.add_marker(pytest.mark.xdist_group(size))
        if size == "city":
            item.add_marker(pytest.mark.city)
        if "screens" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def common_trust():
    """Where the list of whom this process's installation believes would lie."""
    return Path(installation.DATA_DIR) / "trust" / "store.json"


@pytest.fixture(autouse=True)
def _believes_nobody_for_the_next(common_trust):
    """A test that has a trust store written has it in a folder of its own, or the next one believes whom it believed."""
    yield
    if common_trust.exists():
        common_trust.unlink()
        pytest.fail("a trust store was written into the common folder: set settings.DATA_DIR")


# ---------------------------------------------------------------- the cast, in this process


@pytest.fixture
def who(db):
    """The whole cast."""
    return world.cast()


@pytest.fixture
def an(who):
    """Chairs."""
    return who.an


@pytest.fixture
def binh(who):
    """Is a member."""
    return who.binh


@pytest.fixture
def chi(who):
    """Is the clerk."""
    return who.chi


@pytest.fixture
def dung(who):
    """The stranger who must never get in."""
    return who.dung


# ---------------------------------------------------------------- services and servers, as processes


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of our own."""
    with services.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def redis():
    """A Redis of our own."""
    with services.redis() as server:
        yield server


@pytest.fixture(scope="session")
def post_office():
    """An SMTP server that keeps the mails it gets."""
    with services.post_office() as office:
        yield office


@pytest.fixture(scope="session", params=SIZES)
def size(request):
    """Each test that asks for a server runs in both sizes."""
    return request.param


@pytest.fixture(scope="session")
def server(size, request, tmp_path_factory):
    """A running installation of that size, with the cast in it."""
    folder, office = tmp_path_factory.mktemp(size), request.getfixturevalue("post_office")
    if size == "embedded":
        opened = servers.embedded(folder, NGHISU_MAIL=office.url, NGHISU_DEMO="1")
    else:
        postgres, redis = request.getfixturevalue("postgres"), request.getfixturevalue("redis")
        opened = servers.city(folder, postgres, redis, NGHISU_MAIL=office.url)
    with opened as running:
        running.world("cast")
        yield running


# ---------------------------------------------------------------- browsers


@pytest.fixture(scope="module")
def playwright():
    """Playwright, ended with the module: it keeps a loop running in this thread."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(playwright):
    """The system's Chromium."""
    browser = browsers.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def screens(playwright, chromium):
    """Opens screens; a complaint of a console at the end fails the test."""
    yield from browsers.screens_of(playwright, chromium)
