from django.apps import AppConfig


class SigningConfig(AppConfig):
    """Signatures on papers: signed by people, numbered and sealed by the clerk, verified by anyone."""

    name = "signing"

    def ready(self) -> None:
        """Make the topic and the bells known."""
        from documents import witness
        from journal import witnesses
        from signing import bells, live, system, system_pdf, upkeep_bells  # noqa: F401
        from signing.actions import heads
        from signing.checking import witnessing

        witness.make_known(
            judge=witnessing.judge,
            tell=witnessing.tell,
            seal=system.sealed,
            seal_pdf=system_pdf.sealed_pdf,
        )
        witnesses.make_known(heads.doubts)
