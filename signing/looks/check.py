"""Compare a file with the rules of its form: read, apply the table, return what deviates. Runs in the bounded child.

Forms: ``decree30`` (Decree 30/2020/NĐ-CP), ``attachment`` (an attachment or copy in a file of its own), ``party`` (guideline
36-HD/VPTW of 3 April 2018). Without a word the file says itself which.
"""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from documents.upright import upright
from signing.looks import body, column, decree30, parts, party, shown, word
from signing.looks.anatomy import anatomy
from signing.looks.checks import Rule
from signing.looks.findings import Deviation, Result
from signing.looks.glyphs import Leaf, read_leaf
from signing.looks.reading import Reading
from signing.looks.words import SAMPLE, plain

FORMS: dict[str, tuple[Rule, ...]] = {
    "decree30": decree30.DOCUMENT,
    "attachment": decree30.ATTACHMENT,
    "party": party.DOCUMENT,
}
FIRST_PAGES, LAST_PAGES = 30, 6
MM = 72 / 25.4
COPY_FORMS = ("SAO Y", "SAO LỤC", "TRÍCH SAO")
MARKS_OF_OFFICE = ("nation", "motto", "party", "number", "recipients_heading")
FEW_LETTERS = 25
WORD = b"word/document.xml"  # what an archive of Word holds
MOST_DEVIATIONS = 200


def check_path(path: Path, form: str = "") -> Result:
    """Check the file; a result with ``error`` when it cannot be read."""
    try:
        content = path.read_bytes()
        if content.startswith(b"PK\x03\x04"):
            if WORD not in content:  # of LibreOffice, of Excel, any other archive
                return Result(error="unknown_kind")
            return check(word.read(path), form)
        if not content.lstrip().startswith(b"%PDF-"):
            return Result(error="unknown_kind")
        return check(read_pdf(content), form)
    except (pdfium.PdfiumError, pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError):  # fmt: skip
        return Result(error="unreadable")


def read_pdf(content: bytes) -> Reading:
    """Read a PDF into components; of a long one its first and last pages."""
    content = upright(content)
    document = pdfium.PdfDocument(content)
    try:
        count = len(document)
        wanted = [n for n in range(count) if n < FIRST_PAGES or n >= count - LAST_PAGES]
        leaves = [read_leaf(document, index) for index in wanted]
    finally:
        document.close()
    return _reading(leaves, count, shown.shown(content))


def _unmarked(leaf: Leaf) -> Leaf:
    """Return the page without the mark at its foot by which a sample says what it is."""
    foot = body.HEAD_BAND
    kept = (s for s in leaf.strips if s.base > foot or not plain(s.text).startswith(SAMPLE))
    return replace(leaf, strips=tuple(kept))


def _reading(leaves: list[Leaf], count: int, marks: list[shown.Shown]) -> Reading:
    leaves = [_unmarked(leaf) for leaf in leaves]
    every, copies = leaves, frozenset(leaf.page for leaf in leaves[1:] if _is_copy(leaf))
    leaves = [leaf for leaf in leaves if leaf.page not in copies]
    numbered = body.page_numbers(leaves)
    taken = {id(strip) for _number, strip in numbered}
    found = anatomy(leaves)
    strips = list(body.body_strips(leaves, found, taken))
    letters = sum(len(strip.glyphs) for leaf in leaves for strip in leaf.strips)
    upright = [leaf for leaf in leaves if not leaf.across] or leaves
    whole = [parts.part("body", [strip]) for strip in strips]
    return Reading(
        "pdf", count,
        papers=tuple((leaf.width / MM, leaf.height / MM) for leaf in every),
        margins=column.margins(upright, taken, found.taken),
        parts=(*found.parts, *_odd(whole)),
        paragraphs=tuple(body.paragraphs(leaves, strips, found)),
        numbers=tuple(number for number, _strip in numbered),
        shown=tuple(marks),
        kind=found.kind, seen=tuple(leaf.page for leaf in every), scanned=letters < FEW_LETTERS, pictured=any(leaf.pictured for leaf in leaves), party=found.party, copies=copies,
        tables=body.tables(leaves, found),
    )  # fmt: skip


def _is_copy(leaf: Leaf) -> bool:
    """Say whether a page bears the form of a copy (Appendix III, form 3.1): what stands on it is not the document's."""
    head = (strip for strip in leaf.strips if strip.base > leaf.height * 0.8)
    return any(strip.text.strip() in COPY_FORMS for strip in head)


def _odd(lines: list[parts.Part]) -> list[parts.Part]:
    """Keep the body's lines of a foreign typeface or colour, one for each: the rest is told by its paragraphs."""
    seen: dict[tuple[tuple[str, ...], bool | None], parts.Part] = {}
    for line in lines:
        if line.fonts or line.black is False:
            seen.setdefault((line.fonts, line.black), line)
    return list(seen.values())


def form_of(read: Reading) -> str:
    """Return the form a document means to follow: the Party's, an attachment's (only a mark of text), else the decree's."""
    if read.party:
        return "party"
    marked = any(one.is_text and one.page == 0 for one in read.shown)
    return "attachment" if marked and read.first("nation") is None else "decree30"


def unjudged(read: Reading) -> str:
    """Return why a document cannot be judged: a scan, an empty page, no official document at all; "" when it can."""
    if read.scanned:
        return "scan" if read.pictured else "blank"
    return "" if any(True for _part in read.all(*MARKS_OF_OFFICE)) or read.kind else "foreign"


def check(read: Reading, form: str = "") -> Result:
    """Apply the rules of the form to what was read."""
    form = form if form in FORMS else form_of(read)
    found: list[Deviation] = []
    for rule in FORMS[form]:
        found += [
            Deviation(
                rule.id, rule.clause, rule.component, rule.aspect, one.value[:160], rule.required, rule.severity,
                one.page + 1, one.box, one.text,
            )
            for one in rule.check(read)
        ]  # fmt: skip
    word = unjudged(read) if form != "attachment" else ""
    if word:
        found = [one for one in found if one.component in ("paper", "hand", "seal")]
        found.append(Deviation(word, "", "document", "letters", word, "letters", "advice"))
    return Result(
        form, read.source, read.kind, read.pages, len(read.seen), tuple(found[:MOST_DEVIATIONS])
    )


def from_bytes(content: bytes, form: str = "") -> Result:
    """Check a PDF in memory (for tests and for what was made here)."""
    return check(read_pdf(io.BytesIO(content).getvalue()), form)
