from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The meetings room: before, during and after a meeting."""

    name = "meetings"

    def ready(self) -> None:
        """Register the live topic."""
        from meetings import bells, boards, live  # noqa: F401  listening is the bells' effect

        live.register()
        boards.register()
