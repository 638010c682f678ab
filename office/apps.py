from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Above the rooms: the desk, search, and the page of corridors."""

    name = "office"

    def ready(self) -> None:
        """Open the corridors."""
        from office import (  # noqa: F401  listening is their import's effect
            corridors,
            corridors_incoming,
            sessions,
            sources,
        )
