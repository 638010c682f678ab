from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry (văn thư): drafts, outgoing and incoming documents, registers, copies, exchange."""

    name = "registry"

    def ready(self) -> None:
        """Make the ears and bells known, how issued documents stand, and who may read the papers of drafts and entries."""
        from documents import next_steps as ways
        from documents import standing as floor
        from registry import bells, exchange_ears, gates, incoming_ears  # noqa: F401  listening is their import's effect
        from registry.actions import outgoing  # noqa: F401
        from registry.next_steps import next_steps
        from registry.standing import standing

        floor.make_known(standing)
        ways.make_known(next_steps)
