"""tell() and hear(): one event has three ears, the journal, other rooms, and the screens."""

import json
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from core.clock import now
from core.rows import only
from journal.chain import digest
from journal.events import Event
from journal.models import Book, Entry
from realtime.nudge import nudge

Ear = Callable[[Entry, Any], None]
_ears: dict[str, list[Ear]] = defaultdict(list)
Foresight = Callable[..., None]
_foreseen: dict[str, list[Foresight]] = defaultdict(list)


def hear(event: Event) -> Callable[[Ear], Ear]:
    """Register a listener that runs inside the telling transaction, with the entry and the thing itself."""

    def register(ear: Ear) -> Ear:
        if ear not in _ears[event.name]:
            _ears[event.name].append(ear)
        return ear

    return register


def foresee(event: Event) -> Callable[[Foresight], Foresight]:
    """Register slow work that may be done before the event is told: a file prepared, never a row written."""

    def register(work: Foresight) -> Foresight:
        if work not in _foreseen[event.name]:
            _foreseen[event.name].append(work)
        return work

    return register


def foretell(event: Event, **words: Any) -> None:
    """Let other rooms do their slow work for an event that is about to be told; outside any transaction.

    What they make they keep themselves, and use it only if it still fits when the event is told.
    """
    for work in _foreseen[event.name]:
        work(**words)


def tell(
    event: Event, *, who: Any, what: Any, facts: dict[str, Any] | None = None, **data: Any
) -> Entry:
    """Write the event into the book ``what.book`` and let everybody know.

    Must run inside the transaction of the change. The book's row is locked until commit, so numbers are in
    commit order and without a gap. ``data`` must be JSON-serialisable; ``facts`` are small public facts for
    the screens. Returns the entry.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("tell() belongs into the transaction of the change it tells of")
    if absent := getattr(who, "acting_for", None):
        data["standing_for"] = str(absent)
    book = _next(what.book)
    entry = _write(book, event, who, what, data)
    for ear in _ears[event.name]:
        ear(entry, what)
    send = partial(nudge, book.topic, entry.seq, list(event.parts), facts or {})
    transaction.on_commit(send, robust=True)
    return entry


def _next(topic: str) -> Book:
    """Take the book's next number under its lock; the entry's hash and the number are written together."""
    rows = Book.objects.select_for_update().filter(topic=topic)
    book = only(rows)
    if book is None:
        book, new = Book.objects.get_or_create(topic=topic)
        book = book if new else rows.get()  # a row of this very transaction is nobody else's yet
    book.last_seq += 1
    return book


def _write(book: Book, event: Event, who: Any, what: Any, data: dict[str, Any]) -> Entry:
    """Append the entry and move the book's head."""
    entry = Entry(
        book=book,
        seq=book.last_seq,
        event=event.name,
        who=who,
        who_name=str(who) if who else "",
        what=f"{what._meta.model_name}.{what.pk}",
        label=str(what)[:500],
        data=json.loads(json.dumps(data, cls=DjangoJSONEncoder, default=str)),
        parts=list(event.parts),
        at=now(),
        before=book.head,
    )
    entry.hash = digest(entry.before, content(entry))
    entry.save()
    Book.objects.filter(pk=book.pk).update(last_seq=book.last_seq, head=entry.hash)
    return entry


def content(entry: Entry) -> dict[str, Any]:
    """Return what an entry's hash covers."""
    return {
        "book": entry.book.topic,
        "seq": entry.seq,
        "event": entry.event,
        "who": entry.who_id,
        "who_name": entry.who_name,
        "what": entry.what,
        "label": entry.label,
        "data": entry.data,
        "at": entry.at.isoformat(timespec="microseconds"),
    }
