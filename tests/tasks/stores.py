"""Installations that nobody serves, on both databases, for tests whose workers are processes of their own."""

import pytest

from tests.servers import Server

BOTH = ("sqlite", pytest.param("postgres", marks=pytest.mark.city))


def installed(request, tmp_path_factory, name, **surroundings):
    """An installation on the database that the fixture's parameter names."""
    if request.param == "postgres":
        address = request.getfixturevalue("postgres").make_database(name)
        surroundings["DATABASE_URL"] = address
    return Server(tmp_path_factory.mktemp(name), "embedded", **surroundings)
