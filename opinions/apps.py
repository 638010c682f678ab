from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    """Deciding without a meeting: rounds of written opinions (phiếu lấy ý kiến)."""

    name = "opinions"

    def ready(self) -> None:
        """Make the ears and the topic known."""
        from opinions import bells, live

        bells.listen()
        live.register()
