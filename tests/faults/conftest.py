"""Installations that may be broken: each module has its own, with a Redis of its own."""

import pytest

from tests import servers, services
from tests.realtime.rehearsal import Rehearsal


@pytest.fixture(scope="module")
def whisper():
    """A Redis that may be killed and frozen."""
    with services.redis() as redis:
        yield redis


@pytest.fixture(scope="module")
def town(postgres, whisper, tmp_path_factory):
    """A city of two server processes on PostgreSQL and the breakable Redis."""
    with servers.city(tmp_path_factory.mktemp("town"), postgres, whisper) as server:
        yield server


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One process on SQLite."""
    with servers.embedded(tmp_path_factory.mktemp("house"), NGHISU_DEMO="1") as server:
        yield server


@pytest.fixture(scope="module")
def meeting(town):
    """A rehearsal in the city, with people for a storm."""
    rehearsal = Rehearsal(town, people=40)
    yield rehearsal
    rehearsal.close()


@pytest.fixture(scope="module")
def small_meeting(house):
    """A rehearsal in the house."""
    rehearsal = Rehearsal(house, people=320)
    yield rehearsal
    rehearsal.close()
