"""Private notes: written, moved along, deleted and brought back; told to nobody and written in no journal."""

import json
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from core.sealing import seal
from documents.models import Version
from meetings.models import Item, Note
from meetings.models.notes import seal_label
from people.models import User

LONGEST, QUOTE = 8000, 500
UNDO = timedelta(days=1)


def write_note(
    item: Item, *, text: str, by: User, version: Version | None = None, page: int | None = None,
    quote: str = "", key: str = "",
) -> Note:  # fmt: skip
    """Write a note on an item, or on a page of one of its papers; only its author ever reads it.

    ``key`` is the client's id of this note: sent again after a lost answer, it is the same note with this text.
    """
    note = Note.objects.filter(user=by, key=key, item=item).first() if key else None
    if note:
        return change_note(note, text=text, by=by, edition=note.edition, quote=quote)
    return Note.objects.create(
        user=by, item=item, version=version, page=page, sealed=_sealed(text, quote, by), at=now(),
        changed_at=now(), key=key[:36],
    )  # fmt: skip


@transaction.atomic
def change_note(note: Note, *, text: str, by: User, edition: int, quote: str = "") -> Note:
    """Write the note's text anew; ``edition`` is the one the page showed.

    When the note was changed elsewhere meanwhile, nothing is overwritten: this text becomes a note of its own.
    """
    note = locked(note)
    if note.edition != edition:
        return write_note(
            note.item, text=text, by=by, version=note.version, page=note.page, quote=quote
        )
    note.sealed, note.edition = _sealed(text, quote, by), edition + 1
    note.changed_at, note.deleted_at = now(), None
    note.save(update_fields=["sealed", "edition", "changed_at", "deleted_at"])
    return note


def delete_note(note: Note, *, by: User) -> None:
    """Put the note away; for a day it can be brought back."""
    Note.objects.filter(pk=note.pk, user=by).update(deleted_at=now())


def restore_note(note: Note, *, by: User) -> None:
    """Bring a deleted note back."""
    Note.objects.filter(pk=note.pk, user=by).update(deleted_at=None)


def forget_notes() -> int:
    """Delete for good what was put away more than a day ago; the job's work."""
    number, _by_model = Note.objects.filter(deleted_at__lt=now() - UNDO).delete()
    return number


def _sealed(text: str, quote: str, by: User) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("Please write something."))
    if len(text) > LONGEST:
        raise Refused(_("The text is longer than %(n)s characters.") % {"n": LONGEST})
    words = {"text": text, "quote": " ".join(quote.split())[:QUOTE]}
    return seal(json.dumps(words, ensure_ascii=False), seal_label(by.pk))
