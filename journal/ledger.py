"""Revisions for the screens: a book's last number, and which parts changed since one."""

from journal.models import Book, Entry

TOO_MANY = 500


def head(topic: str) -> int:
    """Return the topic's last number, 0 when nothing was ever told."""
    return Book.objects.filter(topic=topic).values_list("last_seq", flat=True).first() or 0


def changes(topic: str, since: int) -> set[str] | None:
    """Return the parts told of after number ``since``; None when the page should take everything."""
    rows = Entry.objects.filter(book__topic=topic, seq__gt=since).order_by("seq")
    found = list(rows.values_list("parts", flat=True)[: TOO_MANY + 1])
    if len(found) > TOO_MANY:
        return None
    return {part for parts in found for part in parts}
