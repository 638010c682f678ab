"""Keeping the search's lines: read from the journal what changed, ask the rooms, write the line anew."""

import unicodedata
from datetime import timedelta

from django.db import transaction

from core.clock import now
from core.finding import Line, alike
from core.folding import fold
from journal.models import Entry
from office.models import Cursor, Found
from office.search.rooms import MAKERS, line_of

LONGEST = 300_000  # characters of a body that are kept; PostgreSQL takes no longer vector
SETTLED = timedelta(seconds=90)  # an entry this old has no sister that is still being committed
BATCH = 2000


def catch_up() -> int:
    """Write the lines of everything the journal told since the last time; return how many entries were read.

    The newest entries are read again next time: numbers are given before a transaction commits, so that a lower one may
    appear later. Writing a line twice is harmless.
    """
    cursor, _new = Cursor.objects.get_or_create(name="search")
    rows = list(
        Entry.objects.filter(pk__gt=cursor.entry)
        .order_by("pk")
        .values_list("pk", "what", "at")[:BATCH]
    )
    for what in dict.fromkeys(what for _pk, what, _at in rows):
        refresh(what)
    settled = [pk for pk, _what, at in rows if at < now() - SETTLED]
    if settled:
        Cursor.objects.filter(name="search").update(entry=settled[-1])
    return len(rows)


def rebuild() -> int:
    """Forget all lines and make them again from the journal; return how many there are."""
    Found.objects.all().delete()
    asked = Entry.objects.values_list("what", flat=True).order_by().distinct()
    for what in asked.iterator():
        refresh(what)
    return Found.objects.count()


@transaction.atomic
def refresh(what: str) -> None:
    """Write the line of one thing anew, or take it away when it can no longer be found."""
    if what.partition(".")[0] not in MAKERS:
        return
    line = line_of(what)
    if line is None:
        Found.objects.filter(key=what).delete()
        return
    fields = _fields(line)
    kept = Found.objects.filter(key=what).defer("body", "folded").first()
    if kept is None:
        Found.objects.create(key=what, **fields)
    elif (
        any(
            getattr(kept, name) != value
            for name, value in fields.items()
            if name not in {"body", "folded"}
        )
        or not line.source
    ):
        Found.objects.filter(pk=kept.pk).update(**fields)


def _fields(line: Line) -> dict[str, object]:
    title, body = (unicodedata.normalize("NFC", text) for text in (line.title[:600], line.body))
    body = body.replace("\0", " ")[:LONGEST]
    return {
        "kind": line.kind, "gate": line.gate, "gate_id": line.gate_id, "title": title, "url": line.url, "at": line.at,
        "source": line.source, "body": body, "folded_title": fold(title)[:600], "folded": alike(body),
    }  # fmt: skip
