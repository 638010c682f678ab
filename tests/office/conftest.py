"""A person's program at the API."""

import pytest
from django.core.cache import cache

from office.api.keys import make_key
from office.keys import Purpose


@pytest.fixture
def token(who):
    """Make a person's key; nobody has asked anything yet."""
    cache.clear()

    def made(person, scopes="meetings papers", **more):
        return make_key(person, Purpose.API, name="Cổng", scopes=scopes, by=person, **more)

    return made


@pytest.fixture
def ask(client, token):
    """Ask an address as a person's program."""

    def asked(person, path, scopes="meetings papers", **headers):
        text = token(person, scopes)[1] if person else ""
        return client.get(path, headers={"Authorization": f"Bearer {text}", **headers})

    return asked
