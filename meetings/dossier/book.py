"""The bound dossier: made once for what the meeting's book says now, and kept until something changes."""

import hashlib
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from core.clock import now
from documents.binding import Part, bind
from documents.typeset import typeset
from journal import ledger
from meetings.dossier.contents import chapters, parts
from meetings.dossier.sheets import front
from meetings.models import Meeting

KEPT = timedelta(days=2)
OWN_TITLE = "Bìa, mục lục, diễn biến phiên họp"


def dossier(meeting: Meeting, *, inside: bool) -> Path:
    """Return the bound PDF of the meeting as it stands; ``Refused`` when a paper cannot be bound.

    ``inside`` is the dossier of those who prepare and chair. The same state of the meeting is bound once.
    """
    revision = ledger.head(meeting.book)  # before anything is read
    key = hashlib.sha256(f"{meeting.pk}.{revision}.{inside}".encode()).hexdigest()
    path = folder() / f"{key}.pdf"
    if not path.exists():
        _make(meeting, path, inside=inside)
    return path


def folder() -> Path:
    """Return where bound dossiers are kept."""
    return Path(settings.DATA_DIR) / "dossiers"


def forget() -> None:
    """Throw bound dossiers away that nobody asked for lately; they can be made again."""
    oldest = (now() - KEPT).timestamp()
    for path in folder().glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _make(meeting: Meeting, path: Path, *, inside: bool) -> None:
    papers = list(parts(chapters(meeting)))
    sheet, pages = _front(meeting, papers, inside=inside)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(sheet)
        file.flush()
        own = Part(OWN_TITLE, 0, pages, file.name)
        bind([own, *papers], title=f"Hồ sơ: {meeting.title}", out=path)


def _front(meeting: Meeting, papers: list[Part], *, inside: bool) -> tuple[bytes, int]:
    """Typeset the front pages; how many they are decides the numbers in their own table of contents."""
    pages = 3
    for _turn in range(3):
        made = typeset("dossier", front(meeting, _entries(papers, pages), inside=inside))
        if made.pages == pages:
            break
        pages = made.pages
    return made.pdf, made.pages


def _entries(papers: list[Part], pages: int) -> list[dict[str, Any]]:
    """Return the lines of the table of contents with the page each begins on."""
    lines, page = [{"title": OWN_TITLE, "level": 0, "page": 1}], pages + 1
    last = pages + sum(part.pages for part in papers)
    for part in papers:
        lines.append({"title": part.title, "level": part.level, "page": min(page, last)})
        page += part.pages
    return lines
