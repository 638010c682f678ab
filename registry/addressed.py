"""To whom a document goes (pure): its lines “Kính gửi” and “Nơi nhận” as the register writes them, and the groups they name."""

import re
from collections.abc import Iterable

KEPT = re.compile(r"^[-–•\s]*lưu\s*:?\s*(?P<who>.+?)[;.\s]*$", re.IGNORECASE)
SAME = re.compile(r"^[-–•\s]*như trên[;.\s]*$", re.IGNORECASE)
BULLET = re.compile(r"^(?:[-–—•*+]\s*)+")
LONGEST, MOST = 200, 60


def lines(text: str) -> list[str]:
    """Return the lines that say something, each at most 200 letters, at most sixty.

    A dash typed before a line goes: the page draws its own.
    """
    rows = (BULLET.sub("", " ".join(row.split()))[:LONGEST] for row in text.splitlines())
    return [row for row in rows if row][:MOST]


def kept_by(recipients: Iterable[str]) -> str:
    """Return who keeps the file copy, as the line “Lưu: VT, TH.” says; "" without one."""
    found = (KEPT.match(row) for row in recipients)
    return next((" ".join(match["who"].split())[:LONGEST] for match in found if match), "")


def in_register(recipients: Iterable[str]) -> list[str]:
    """Return the recipients for the register's fifth column: “Lưu: …” has a column of its own, “Như trên” says nothing there."""
    rows = [row for row in recipients if not KEPT.match(row)]
    return [row for row in rows if not SAME.match(row)] or rows
