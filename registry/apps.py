from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry (văn thư): drafts, outgoing and incoming documents, registers, copies, exchange."""

    name = "registry"
