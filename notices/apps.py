from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The bell, the outbox, quiet hours, the calendar of days off."""

    name = "notices"

    def ready(self) -> None:
        """Make the person's own topic known, and hear who signs out."""
        from notices import ears, topics  # noqa: F401
