from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.fulltext import mend


def mend_words(using: str, **_more: Any) -> None:
    """The index of words stands after every migration, also where SQLite lost it."""
    mend("tasks_task", using)


class TasksConfig(AppConfig):
    """Assigned work: who, what, until when, with what result."""

    name = "tasks"

    def ready(self) -> None:
        """Make the ears, the topic, the reader of sentences known."""
        post_migrate.connect(mend_words, sender=self)
        from core.understanding import make_known
        from tasks import (  # noqa: F401
            assign_here,
            bells,
            ears,
            ears_giving,
            nudging,
            topics,
            topics_giving,
            winding,
        )
        from tasks.queries.spoken import said

        make_known(said)
