"""A meeting, the chair's desktop and the member's tablet, which sits on another server process in the city size."""

from itertools import count

import pytest

_number = count(1)


@pytest.fixture
def scene(server):
    """Make a scene of tests/world.py with a title of its own."""
    return lambda name: server.world(name, f"Phiên họp thử {next(_number)}")


@pytest.fixture
def open_page(server, screens):
    """Somebody's screen on the page of a thing."""

    def open_for(username, thing, kind="desktop", **options):
        url = server.urls[-1] if kind == "tablet" else server.url
        page = screens.sign_in(url, username, kind, **options)
        page.goto(f"{url}{thing.url}")
        return page

    return open_for
