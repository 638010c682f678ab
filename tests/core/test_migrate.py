"""A database of another version is refused in a sentence, and nothing of it is changed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def steps():
    return set(MigrationRecorder(connection).applied_migrations())


def test_a_step_of_another_version_is_named():
    MigrationRecorder(connection).record_applied("core", "0999_of_tomorrow")
    before = steps()
    with pytest.raises(CommandError, match=r"core\.0999_of_tomorrow"):
        call_command("migrate", verbosity=0)
    assert steps() == before


def test_a_step_of_an_app_that_is_gone_hinders_nobody():
    MigrationRecorder(connection).record_applied("long_gone", "0001_initial")
    call_command("migrate", verbosity=0)
