from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    """Topics, audiences, the hub."""

    name = "realtime"
