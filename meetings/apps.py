from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The meetings room: before, during and after a meeting."""

    name = "meetings"

    def ready(self) -> None:
        """Register the live topic."""
        from meetings import live

        live.register()
