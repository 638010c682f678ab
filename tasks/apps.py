from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Assigned work: who, what, until when, with what result."""

    name = "tasks"

    def ready(self) -> None:
        """Make the ears, the topic known."""
        from tasks import bells, ears, topics, winding  # noqa: F401
