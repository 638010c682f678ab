"""What people read in the bell and in mails: sentences that are said in the language of the reader."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from tasks.models import Reminder, due_words
from tasks.whys import digest_words, why_words


class Said:
    """A sentence that is put together when somebody reads it, in their language."""

    def __init__(self, words: Callable[[], str]) -> None:
        self.words = words

    def __str__(self) -> str:
        return self.words()


def told_sentence(row: Reminder) -> Said:
    """Return the lazy sentence of one reminder: which task, until when, and why it is told now."""
    return Said(lambda: _one(row))


def digest_sentence(rows: list[Reminder]) -> Said:
    """Return the lazy sentence of a digest: one reminder in full, several counted by kind."""
    if len(rows) == 1:
        return told_sentence(rows[0])
    return Said(
        lambda: _("Reminders: %(counts)s") % {"counts": digest_words([row.why for row in rows])}
    )


def _one(row: Reminder) -> str:
    words: dict[str, Any] = {
        "what": row.task.title,
        "due": due_words(row.task.due_on, row.task.due_time),
        "why": why_words(row.why),
    }
    said = (
        _("“%(what)s” (deadline %(due)s): %(why)s") if row.task.due_on else _("“%(what)s”: %(why)s")
    )
    if row.standing_for is None:
        return said % words
    return _("For %(person)s: %(said)s") % {"person": row.standing_for, "said": said % words}
