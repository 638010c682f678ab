"""``manage.py migrate``, which refuses a database that another version of the house has written."""

from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _


class Command(migrate.Command):
    """See help."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Look first whether the database knows steps that this version does not; then migrate."""
        if strange := _strange(options["database"]):
            raise CommandError(
                _(
                    "This database was written by another version of Nghị Sự (%(step)s is unknown here). "
                    "Nothing was changed. Use the version that wrote it, or begin with a new data folder."
                )
                % {"step": strange[0]}
            )
        super().handle(*args, **options)


def _strange(database: str) -> list[str]:
    """Return the applied steps of installed apps that this version does not have."""
    loader = MigrationLoader(connections[database], replace_migrations=False)
    known, installed = set(loader.disk_migrations), {one.label for one in apps.get_app_configs()}
    replaced = {key for one in loader.disk_migrations.values() for key in one.replaces}
    applied = set(loader.applied_migrations)
    return sorted(f"{app}.{name}" for app, name in applied - known - replaced if app in installed)
