from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, units, posts, grants."""

    name = "people"

    def ready(self) -> None:
        """Begin the sign-in log."""
        from people import sign_in_log  # noqa: F401  listening is its import's effect
