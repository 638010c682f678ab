from typing import Any

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    """Topics, audiences, the hub."""

    name = "realtime"

    def ready(self) -> None:
        """Let a sign-out close the person's sockets at once."""
        from django.contrib.auth.signals import user_logged_out

        from realtime import health  # noqa: F401  registers its probe

        user_logged_out.connect(_signed_out, dispatch_uid="realtime.signed_out")


def _signed_out(**_kwargs: Any) -> None:
    from realtime.nudge import check_again

    check_again()
