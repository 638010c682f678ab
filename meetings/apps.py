from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MeetingsConfig(AppConfig):
    """The meetings room: before, during and after a meeting."""

    name = "meetings"

    def ready(self) -> None:
        """Register the live topic."""
        from meetings import (  # noqa: F401  listening is the bells' effect
            bells,
            boards,
            draft_bells,
            live,
            planning_bells,
        )

        live.register()
        post_migrate.connect(_fill, sender=self)
        boards.register()


def _fill(**_told: object) -> None:
    """Write the usual kinds of sessions and types of papers into an empty catalogue, once its tables stand."""
    from django.db import connection

    from meetings.actions.catalogues import fill_catalogues
    from meetings.models import PaperType, SessionKind

    tables = set(connection.introspection.table_names())
    if {SessionKind._meta.db_table, PaperType._meta.db_table} <= tables:
        fill_catalogues()
