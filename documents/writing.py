"""The rules of a text written paragraph by paragraph: two writers lose nothing. A room's actions call them and tell.

``rows`` is the manager of one draft's paragraphs (``draft.blocks``), under the lock of the draft.
"""

import secrets
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Manager
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from documents.paragraphs import Paragraph
from people.models import User

MOST, LONGEST = 1000, 20_000  # paragraphs of a text, letters of a paragraph
P = TypeVar("P", bound=Paragraph)


class Overtaken(Refused):
    """Somebody else changed the paragraph since it was read: both texts are kept for the person to choose."""

    def __init__(self, block: Paragraph, mine: str) -> None:
        super().__init__(_("Somebody else changed this paragraph meanwhile."))
        self.block, self.mine = block, mine


def new_key() -> str:
    """Return a key for a new paragraph."""
    return f"b{secrets.token_hex(4)}"


def paragraph(rows: Manager[P], key: str) -> P:
    """Return the paragraph with that key; ``Refused`` when it is gone."""
    row = rows.filter(key=key).first()
    if row is None:
        raise Refused(_("This paragraph is no longer there."))
    return row


def cleaned(text: str) -> str:
    """Return the text as it is kept: no odd letters, neither empty nor too long (``Refused``)."""
    blank = (" " if one.isspace() and one != "\n" else one for one in text.replace("\r\n", "\n"))
    text = "".join(one for one in blank if one == "\n" or one.isprintable()).strip()
    if not text:
        raise Refused(_("A paragraph is not empty; take it out instead."))
    if len(text) > LONGEST:
        raise Refused(_("This paragraph is too long."))
    return text


def rewrite(row: Paragraph, text: str, *, by: User) -> str:
    """Let the paragraph say ``text`` as its next revision; return what it said before."""
    before, row.text = row.text, text
    row.revision += 1
    row.changed_by, row.changed_at = by, now()
    row.save()
    return before


def put_after(rows: Manager[P], row: P, after: str) -> None:
    """Save a new paragraph behind the one with the key ``after`` (“”: at the beginning)."""
    order = in_order(rows)
    if len(order) >= MOST:
        raise Refused(_("This text has as many paragraphs as are allowed."))
    place = next((n for n, one in enumerate(order, start=1) if one.key == after), 0)
    row.save()
    order.insert(place, row)
    _renumber(rows, order)


def swap(rows: Manager[P], key: str, *, up: bool) -> P | None:
    """Swap a paragraph with its neighbour and return it; None at the end, where nothing happens."""
    order = in_order(rows)
    here = order.index(paragraph(rows, key))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return None
    order[here], order[there] = order[there], order[here]
    _renumber(rows, order)
    return order[there]


def in_order(rows: Manager[P]) -> list[P]:
    """Return the paragraphs in their order."""
    return list(rows.order_by("position", "pk"))


def to_print(order: Iterable[Paragraph]) -> list[dict[str, Any]]:
    """Return the paragraphs as the typesetter's blocks: headings with their level, articles numbered."""
    body, articles = [], 0
    for one in order:
        row: dict[str, Any] = {"kind": one.kind, "text": one.text}
        if one.kind == "heading":
            row["level"] = max(1, min(3, one.level or 1))
        if one.kind == "article":
            articles += 1
            row["number"] = articles
        body.append(row)
    return body


def _renumber(rows: Manager[P], order: list[P]) -> None:
    for position, row in enumerate(order, start=1):
        row.position = position
    rows.bulk_update(order, ["position"])
