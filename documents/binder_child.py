"""The binder's child (a script, never imported): joins PDFs into one, with bookmarks and a page number on each page.

Started as ``python -I binder_child.py JOB.json MEBIBYTES SECONDS``; it takes its limits before it opens a file.
A part that cannot be read is answered by its place: ``{"bad": 3}``.
"""

import json
import resource
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any


def take_limits(mebibytes: int, seconds: int) -> None:
    """Give up memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def bind(job: dict[str, Any]) -> dict[str, int]:
    """Join the parts into ``job["out"]``; answer how many pages it has, or which part is bad."""
    import pikepdf

    whole, marks = pikepdf.new(), []
    with ExitStack() as sources:  # pages are copied when the whole is saved
        for number, part in enumerate(job["parts"]):
            marks.append((part["level"], part["title"], len(whole.pages)))
            if not part["file"]:
                continue
            try:
                pdf = sources.enter_context(pikepdf.open(part["file"]))
                pdf.flatten_annotations("print")  # signatures and seals become part of the page
                whole.pages.extend(pdf.pages)
            except (pikepdf.PdfError, ValueError, RuntimeError, OSError):
                return {"bad": number}
        _number(whole, job["stamps"])
        _outline(whole, marks)
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        whole.docinfo["/Title"] = job["title"]
        whole.save(job["out"], linearize=True)
    return {"pages": len(whole.pages)}


def _number(whole: Any, stamps: str) -> None:
    """Lay the page numbers (a PDF of small pages, one for each page) over the lower right corners."""
    import pikepdf

    with pikepdf.open(stamps) as numbers:
        for page, stamp in zip(whole.pages, numbers.pages, strict=False):
            for name in ("/Annots", "/AA"):  # links and forms point into their own file
                if name in page:
                    del page[name]
            left, low, right, _top = (float(value) for value in page.trimbox)
            place = pikepdf.Rectangle(max(left, right - 132), low + 8, right - 12, low + 26)
            page.add_overlay(stamp, place)


def _outline(whole: Any, marks: list[tuple[int, str, int]]) -> None:
    """Write the bookmarks; a mark stands under the last mark of a lower level."""
    import pikepdf

    last_page = len(whole.pages) - 1
    with whole.open_outline() as outline:
        above: list[tuple[int, Any]] = [(-1, outline.root)]
        for level, title, page in marks:
            while above[-1][0] >= level:
                above.pop()
            mark = pikepdf.OutlineItem(title, min(page, last_page), "Fit")
            above[-1][1].append(mark)
            above.append((level, mark.children))


if __name__ == "__main__":
    take_limits(int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(json.dumps(bind(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
