"""Rows of the catalogues by their names, for who tells a story with them."""

from meetings.models import PaperType, SessionKind


def session_kind(name: str) -> SessionKind | None:
    """Return the kind of session of that name."""
    return SessionKind.objects.filter(name=name).first()


def paper_type(name: str) -> PaperType | None:
    """Return the type of paper of that name."""
    return PaperType.objects.filter(name=name).first()
