"""Binding: many PDFs become one ordered PDF with bookmarks and page numbers, in a child process with limits."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from core.child import ChildFailed, ask_child
from core.refused import Refused
from documents.typeset import draw

CHILD = Path(__file__).with_name("binder_child.py")
SECONDS, MEBIBYTES = 120, 3072
STAMPS = """
#set page(width: 120pt, height: 18pt, margin: 0pt, fill: none)
#set text(font: "Tinos", size: 8pt, fill: luma(90))
#let value = json(bytes(sys.inputs.value))
#for number in range(1, value.pages + 1) {
  page(align(right + horizon)[#value.words #number/#value.pages])
}
"""


@dataclass(frozen=True)
class Part:
    """A piece of the bound file: its bookmark, how deep the bookmark stands (0 outermost), its pages and its file.

    Without a file it is only a bookmark that leads to the next page.
    """

    title: str
    level: int = 0
    pages: int = 0
    file: str = ""


def bind(parts: Sequence[Part], *, title: str, out: Path) -> int:
    """Bind the parts into ``out`` and return its number of pages.

    Every page gets “page n/N” at its foot; links, forms and actions of the parts are dropped (they point into their own
    file). ``Refused`` names a part that cannot be read; nothing is left behind then.
    """
    pages = sum(part.pages for part in parts)
    with tempfile.TemporaryDirectory(prefix="binding-") as folder:
        stamps, job = Path(folder, "stamps.pdf"), Path(folder, "job.json")
        stamps.write_bytes(draw(STAMPS, {"pages": pages, "words": _("Page")}))
        made = Path(folder, "out.pdf")
        asked = {
            "parts": [asdict(part) for part in parts], "title": title, "stamps": str(stamps), "out": str(made),
        }  # fmt: skip
        job.write_text(json.dumps(asked), encoding="utf-8")
        answer = _ask_child(job)
        if "bad" in answer:
            paper = parts[answer["bad"]].title
            raise Refused(_("“%(paper)s” cannot be bound: its PDF is damaged.") % {"paper": paper})
        out.parent.mkdir(parents=True, exist_ok=True)
        waiting = out.with_suffix(f".{made.parent.name}")
        waiting.write_bytes(made.read_bytes())
        waiting.replace(out)
    return int(answer["pages"])


def _ask_child(job: Path) -> dict[str, int]:
    try:
        answer: dict[str, int] = ask_child(CHILD, job, MEBIBYTES, SECONDS, seconds=SECONDS + 10)
    except ChildFailed as error:
        raise Refused(_("The papers are too many or too large to be bound into one.")) from error
    return answer
