"""The words in the QR codes of the door (pure): signed, short-lived on the screen, and never the same for two meetings.

``r…``: the rotating code on a screen, good for its own half minute and the next. ``s…``: a printed sheet, good
until another is printed or the meeting ends. ``p…``: the personal code on an invitation, which only the secretariat
opens. Each is an HMAC-SHA256 (96 bits) over what it stands for; a code says nothing of a person but a number.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass

PERIOD = 30  # seconds a rotating code is shown
GRACE = 1  # periods it is taken after that
SCREEN, SHEET, PERSONAL = "r", "s", "p"


@dataclass(frozen=True)
class Code:
    """A code that was read: which sort, and the number it carries (period, sheet or seat)."""

    sort: str
    number: int


def write(key: str, meeting: int, sort: str, number: int) -> str:
    """Return the word of a code."""
    return f"{sort}{number}.{_seal(key, meeting, sort, number)}"


def rotating(key: str, meeting: int, seconds: float) -> str:
    """Return the word on the screen at this moment (seconds since 1970)."""
    return write(key, meeting, SCREEN, int(seconds) // PERIOD)


def read(key: str, meeting: int, word: str) -> Code | None:
    """Return what a word says, None when it was not written by this house for this meeting."""
    head, _dot, seal = word.partition(".")
    sort, digits = head[:1], head[1:]
    known = sort in {SCREEN, SHEET, PERSONAL}
    if not known or not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        return None
    if str(int(digits)) != digits:
        return None
    good = seal.isascii() and hmac.compare_digest(_seal(key, meeting, sort, int(digits)), seal)
    return Code(sort, int(digits)) if good else None


def fresh(code: Code, seconds: float) -> bool:
    """Say whether a rotating code is still taken at this moment."""
    age = int(seconds) // PERIOD - code.number
    return 0 <= age <= GRACE


def _seal(key: str, meeting: int, sort: str, number: int) -> str:
    said = f"nghisu.door.{meeting}.{sort}.{number}".encode()
    digest = hmac.new(key.encode(), said, hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:12]).decode()
