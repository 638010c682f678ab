"""To whom a document goes (pure): its lines “Kính gửi” and “Nơi nhận” as the register writes them, and the groups they name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.folding import fold

KEPT = re.compile(r"^[-–•\s]*lưu\s*:?\s*(?P<who>.+?)[;.\s]*$", re.IGNORECASE)
SAME = re.compile(r"^[-–•\s]*như trên[;.\s]*$", re.IGNORECASE)
BULLET = re.compile(r"^(?:[-–—•*+]\s*)+")
ARTICLE = re.compile(r"^[-–•\s]*như (?:các )?(?:điều|khoản|mục|phần)\b", re.IGNORECASE)
PURPOSE = re.compile(r"\s*\([^()]*\)$")  # “(để b/c)”
BETWEEN = re.compile(r"(\s*[,;]\s*|\s+va\s+)")
# “Các sở: Tài chính, Y tế”
LIST = re.compile(r"^(?:cac )?(?P<head>[a-z ]{1,20}?) ?: ?(?P<rest>.+)$")
USUAL = (  # a group that says so in its name usually means the units of these kinds
    (re.compile(r"\bso\b|\bban, nganh\b"), "department"),
    (re.compile(r"\b(?:phuong|xa|dac khu)\b"), "ward"),
    (re.compile(r"\bphong\b"), "division"),
)
LONGEST, MOST = 200, 60


@dataclass(frozen=True)
class Named:
    """One line and what it came to: ``how`` it is meant, the keys of its units, what of it no unit or group is called.

    ``how``: units (some were found), kept (“Lưu”), same (“Như trên”), article (“Như Điều 3”), or "" for nothing known.
    """

    line: str
    how: str = ""
    keys: tuple[int, ...] = ()
    left: str = ""


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


def spelled(name: str) -> str:
    """Return a name as it is compared: no tone marks, no purpose in brackets, “Ủy ban nhân dân” short."""
    said = PURPOSE.sub("", " ".join(BULLET.sub("", name).split()).rstrip(";,. "))
    return fold(said).replace("uy ban nhan dan", "ubnd")


def usual_kinds(name: str) -> list[str]:
    """Return the kinds of units that a group of this name usually means; [] when its name does not say so."""
    return [kind for pattern, kind in USUAL if pattern.search(spelled(name))]


def resolved(rows: Iterable[str], known: Mapping[str, tuple[int, ...]]) -> list[Named]:
    """Return each line with the units that it names; ``known`` are the spelled names of units and of groups."""
    return [_resolved(row, known) for row in rows]


def _resolved(row: str, known: Mapping[str, tuple[int, ...]]) -> Named:
    for how, pattern in (("kept", KEPT), ("same", SAME), ("article", ARTICLE)):
        if pattern.match(row):
            return Named(row, how)
    words = spelled(row)
    listed = None if words in known else LIST.match(words)
    head, words = (f"{listed['head']} ", listed["rest"]) if listed else ("", words)
    keys, left = _parts(words, head, known)
    return Named(row, "units" if keys else "", tuple(dict.fromkeys(keys)), left if keys else "")


def _parts(words: str, head: str, known: Mapping[str, tuple[int, ...]]) -> tuple[list[int], str]:
    """Return the units of a line, the longest names first (a name may hold a comma), and the words left over."""
    pieces = BETWEEN.split(words)  # names at even places, what stands between them at odd ones
    keys: list[int] = []
    left: list[str] = []
    start = 0
    while start < len(pieces):
        for end in range(len(pieces), start, -2):
            name = "".join(pieces[start:end])
            found = known.get(head + name) or known.get(name)
            if found is not None:
                keys += found
                start = end + 1
                break
        else:
            if pieces[start]:
                left.append(pieces[start])
            start += 2
    return keys, ", ".join(left)
