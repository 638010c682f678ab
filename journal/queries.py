"""What is shown of the journal: its sentences, and whether its chain holds."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from journal.book import content
from journal.chain import digest
from journal.events import Event
from journal.models import Book, Entry


def entries(topic: str, limit: int = 200) -> list[Entry]:
    """Return the book's last entries, newest first."""
    return list(
        Entry.objects.filter(book__topic=topic).select_related("who").order_by("-seq")[:limit]
    )


def chain_of(topic: str) -> Iterator[dict[str, Any]]:
    """Yield the book's entries in order, each with what its hash covers, for a check without this server."""
    for entry in Entry.objects.filter(book__topic=topic).select_related("book").order_by("seq"):
        plain = json.loads(json.dumps(content(entry), default=str))
        yield {"content": plain, "before": entry.before, "hash": entry.hash}


def sentence(entry: Entry) -> str:
    """Return the entry's sentence in the language of the reader."""
    event = Event.known.get(entry.event)
    if event is None:
        return f"{entry.event}: {entry.label}"
    words: dict[str, Any] = {"who": who_words(entry), "what": entry.label, **entry.data}
    for key, table in event.names.items():  # an older entry keeps the label it was written with
        words[key] = dict(table.choices).get(words.get(key), words.get(key, ""))
    try:
        return str(event.sentence) % words
    except (KeyError, ValueError, TypeError):
        return str(event.sentence)


def who_words(entry: Entry) -> str:
    """Return who did it, and in whose place, in the language of the reader."""
    if entry.data.get("standing_for"):
        words = {"who": entry.who_name, "person": entry.data["standing_for"]}
        return _("%(who)s in the place of %(person)s") % words
    return entry.who_name or _("The system")


def broken() -> Iterator[str]:
    """Yield one line per place where a book does not hold: a gap, a changed row, a cut tail."""
    for book in Book.objects.all():
        before, seq = "", 0
        for entry in book.entries.order_by("seq").iterator():
            seq += 1
            entry.book = book
            if entry.seq != seq or entry.before != before:
                yield f"{book.topic}/{entry.seq}: a gap or a fork before this entry"
            if digest(entry.before, content(entry)) != entry.hash:
                yield f"{book.topic}/{entry.seq}: this entry was changed"
            before, seq = entry.hash, entry.seq
        if (seq, before) != (book.last_seq, book.head):
            yield f"{book.topic}: the end of the book is missing"
