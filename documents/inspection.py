"""Look at an uploaded PDF in a child process with limits; the web process never parses it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from core.child import ChildFailed, ask_child
from core.refused import Refused

SECONDS, MEBIBYTES, MAX_PAGES = 20, 1024, 20_000
CHILD = """
import json, resource, sys
limit = int(sys.argv[2]) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
import pikepdf
try:
    with pikepdf.open(sys.argv[1]) as pdf:
        sizes = [[float(v) for v in page.mediabox] for page in pdf.pages[:50]]
        widest = max((max(b[2] - b[0], b[3] - b[1]) for b in sizes), default=0)
        print(json.dumps({"pages": len(pdf.pages), "widest": widest, "locked": False}))
except pikepdf.PasswordError:
    print(json.dumps({"pages": 0, "widest": 0, "locked": True}))
"""


@dataclass(frozen=True)
class Inspection:
    """What the child saw: the number of pages."""

    pages: int


@lru_cache(maxsize=512)
def inspect(path: Path) -> Inspection:
    """Return the number of pages of the PDF at ``path``; ``Refused`` with a sentence when it is unfit.

    A kept file lies under its digest and never changes: found sound, it is not looked at again.
    """
    with path.open("rb") as file:
        if file.read(5) != b"%PDF-":
            raise Refused(_("This is not a PDF. Please export the document as PDF first."))
    seen = _ask_child(path)
    if seen.get("locked"):
        raise Refused(_("This PDF is locked with a password. Please upload it without one."))
    if not 1 <= seen.get("pages", 0) <= MAX_PAGES:
        raise Refused(_("This PDF has no pages, or too many."))
    if seen["widest"] > 14_400:  # PDF 1.7, annex C: 200 inches
        raise Refused(_("A page of this PDF is larger than any paper."))
    return Inspection(pages=int(seen["pages"]))


def _ask_child(path: Path) -> dict[str, float]:
    """Run the limited child; any failure of it is the file's."""
    try:
        seen: dict[str, float] = ask_child(CHILD, path, MEBIBYTES, SECONDS, seconds=SECONDS + 5)
    except ChildFailed as error:
        raise Refused(
            _("This PDF cannot be read: it is damaged or far too complicated.")
        ) from error
    return seen
