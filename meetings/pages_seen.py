"""Which pages somebody has seen, as one hexadecimal number (pure): bit n-1 stands for page n."""

from collections.abc import Iterable

ENOUGH = 0.9  # of a paper's pages: from here on it counts as read, also without the last appendix


def add(seen: str, pages: Iterable[int], total: int) -> str:
    """Return ``seen`` with the pages added; numbers outside 1…``total`` are left out."""
    bits = _bits(seen, total)
    for page in pages:
        if 1 <= page <= total:
            bits |= 1 << (page - 1)
    return f"{bits:x}"


def count(seen: str, total: int) -> int:
    """Return how many of the ``total`` pages were seen."""
    return _bits(seen, total).bit_count()


def is_read(pages_seen: int, total: int, *, finished: bool) -> bool:
    """Say whether a paper counts as read: its reader said so, or has seen nearly all of it."""
    return finished or (total > 0 and pages_seen >= total * ENOUGH)


def _bits(seen: str, total: int) -> int:
    """Return the number, cut to ``total`` bits; a damaged text counts as nothing seen."""
    try:
        return int(seen or "0", 16) & ((1 << total) - 1)
    except ValueError:
        return 0
