from django.apps import AppConfig


class SigningConfig(AppConfig):
    """Signatures on papers: signed by people, numbered and sealed by the clerk, verified by anyone."""

    name = "signing"

    def ready(self) -> None:
        """Make the topic and the bells known."""
        from signing import bells, live  # noqa: F401
