from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What happened: an append-only, hash-chained book per matter."""

    name = "journal"

    def ready(self) -> None:
        """Tell the hub where the revisions are kept."""
        from journal import ledger
        from realtime import topics

        topics.set_ledger(ledger.head, ledger.changes)
