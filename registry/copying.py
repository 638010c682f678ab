"""Pages of a document joined with the form of its copy, in a child with limits; whether a scan is fit to be copied.

Decree 30/2020/NĐ-CP, Appendix I, part II, and art. 25: an electronic copy of paper is a PDF of at least 200 dpi, in colour, 1:1.
"""

import json
import re
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from core.child import ChildFailed, ask_child
from core.refused import Refused

CHILD = Path(__file__).with_name("copying_child.py")
SECONDS, MEBIBYTES = 60, 1536
LEAST_DPI = 200
PART = re.compile(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?$")


def pages_of(words: str, count: int) -> list[int]:
    """Return the pages (from 1) that “1-3, 7” names, in order, each once; "" is all. ``Refused`` for one that is not there."""
    if not words.strip():
        return list(range(1, count + 1))
    found: set[int] = set()
    for part in words.split(","):
        match = PART.match(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= count:
            raise Refused(_("“%(part)s” names no pages of this document; it has %(count)s.") % {"part": part.strip(), "count": count})  # fmt: skip
        found |= set(range(first, last + 1))
    return sorted(found)


def join(source: Path, pages: list[int], form: Path) -> bytes:
    """Return the chosen pages followed by the form of the copy; signatures become part of the picture of the page."""
    with tempfile.TemporaryDirectory(prefix="join-") as folder:
        out = Path(folder, "copy.pdf")
        _ask({"verb": "join", "source": str(source), "pages": pages, "form": str(form), "out": str(out)})  # fmt: skip
        return out.read_bytes()


def scan_troubles(source: Path) -> list[str]:
    """Return why a scan is not fit to be copied, as sentences; [] when it is fit."""
    answer = _ask({"verb": "scan", "source": str(source)})
    said = []
    for page, dpi, colour in answer["pages"]:
        if dpi < LEAST_DPI:
            said.append(_("Page %(page)s was scanned at %(dpi)s dpi; at least %(least)s are needed.") % {"page": page, "dpi": dpi, "least": LEAST_DPI})  # fmt: skip
        elif not colour:
            said.append(_("Page %(page)s is not in colour.") % {"page": page})
    return said[:5]


def _ask(job: dict[str, object]) -> dict[str, list[tuple[int, int, bool]]]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(job, file)
        file.flush()
        try:
            answer: dict[str, list[tuple[int, int, bool]]] = ask_child(CHILD, file.name, MEBIBYTES, SECONDS, seconds=SECONDS + 5)  # fmt: skip
        except ChildFailed as error:
            raise Refused(_("This document cannot be copied: its PDF is damaged or far too complicated.")) from error  # fmt: skip
    return answer
