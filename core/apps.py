from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every floor stands on: states, refusals, the clock."""

    name = "core"
