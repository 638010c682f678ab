"""A person's own notes: opened for them, searched, found again in a newer version of the paper."""

import json
from dataclasses import dataclass
from typing import Any

from core.folding import fold
from core.sealing import Broken, unseal
from meetings.models import Item, Meeting, Note
from meetings.models.notes import seal_label
from people.models import User

MOST = 500


@dataclass
class Opened:
    """A note with its words; ``moved`` when the paper has a newer version than the note was written on."""

    note: Note
    text: str
    quote: str
    newest: int | None = None
    broken: bool = False

    @property
    def moved(self) -> bool:
        """Say whether the note was written on an older version."""
        version = self.note.version
        return version is not None and self.newest is not None and version.number < self.newest


def notes_of(user: User, meeting: Meeting | None = None, item: Item | None = None) -> list[Opened]:
    """Return the person's notes (of a meeting, of an item), opened; one query."""
    rows = Note.objects.filter(user=user, deleted_at=None)
    if meeting is not None:
        rows = rows.filter(item__meeting=meeting)
    if item is not None:
        rows = rows.filter(item=item)
    rows = rows.select_related("item__meeting", "version__paper")
    return [
        opened(note) for note in rows.order_by("item__position", "version", "page", "pk")[:MOST]
    ]


def search(found: list[Opened], words: str) -> list[Opened]:
    """Keep the notes that hold every word, without regard to tone marks; sealed texts can only be searched opened."""
    wanted = fold(words).split()

    def holds(one: Opened) -> bool:
        paper = one.note.version.paper if one.note.version else ""
        text = fold(f"{one.text} {one.quote} {one.note.item} {paper}")
        return all(word in text for word in wanted)

    return [one for one in found if holds(one)] if wanted else found


def opened(note: Note) -> Opened:
    """Return the note with its words; a seal that does not open is said, never an error."""
    try:
        words: dict[str, Any] = json.loads(unseal(note.sealed, seal_label(note.user_id)))
    except (Broken, ValueError):
        return Opened(note, "", "", broken=True)
    return Opened(note, str(words.get("text", "")), str(words.get("quote", "")))
