"""The text of a file that came from outside: .txt, .pdf, .docx. PDF and Word are read in child processes with limits."""

import codecs
from pathlib import Path

from django.utils.translation import gettext as _

from core.child import ChildFailed, ask_child
from core.refused import Refused
from documents.word_reading import read_word

MOST_BYTES, MOST_LETTERS = 20 * 1024 * 1024, 5_000_000
SECONDS, MEBIBYTES, MOST_PAGES = 20, 1024, 500
CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1c\x1d\x1e\x1f\x1b\x85")
CHILD = """
import json, resource, sys
limit = int(sys.argv[2]) << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
import pypdfium2
try:
    pdf = pypdfium2.PdfDocument(sys.argv[1])
except pypdfium2.PdfiumError as error:
    print(json.dumps({"error": "locked" if "assword" in str(error) else "damaged"}))
    sys.exit()
pages, left = [], int(sys.argv[5])
for number in range(min(len(pdf), int(sys.argv[4]))):
    text = pdf[number].get_textpage().get_text_range()[:left]
    pages.append(text)
    left -= len(text)
print(json.dumps({"pages": pages}))
"""


def text_of(path: Path) -> str:
    """Return the text of a .txt, .pdf or .docx; ``Refused`` with a sentence when there is none to be read."""
    try:
        size = path.stat().st_size if path.is_file() else -1
        head = _head(path) if size > 0 else b""
    except OSError as error:
        raise Refused(
            _("This file cannot be opened: %(why)s.") % {"why": error.strerror}
        ) from error
    if size < 0:
        raise Refused(_("There is no such file."))
    if size > MOST_BYTES:
        raise Refused(
            _("This file is larger than %(limit)s MB; a text never is.")
            % {"limit": MOST_BYTES >> 20}
        )
    text = _read(path, head) if size else ""
    if not text.strip():
        raise Refused(
            _(
                "There is no text in this file. A scanned page has to be read by text recognition first."
            )
        )
    return text[:MOST_LETTERS]


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(5)


def _read(path: Path, head: bytes) -> str:
    if head == b"%PDF-":
        return _from_pdf(path)
    if head.startswith(b"PK\x03\x04"):
        return "\n".join(row.text for row in read_word(path).paragraphs if row.text)
    return _from_plain(path.read_bytes())


def _from_plain(content: bytes) -> str:
    """Decode UTF-8 (with or without mark) or marked UTF-16; anything else is no text."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            _("This file is no text in UTF-8. Please save it as .txt (UTF-8), .docx or .pdf.")
        ) from error
    if CONTROLS & set(text):
        raise Refused(_("This file is no text. Please give a .txt, .docx or .pdf."))
    return text


def _from_pdf(path: Path) -> str:
    """Return the lines of the pages in a row, without the lines that are only a page's number."""
    limits = (MEBIBYTES, SECONDS, MOST_PAGES, MOST_LETTERS)
    try:
        answer = ask_child(CHILD, path, *limits, seconds=SECONDS + 5)
    except ChildFailed as error:
        raise Refused(
            _("This PDF cannot be read: it is damaged or far too complicated.")
        ) from error
    if answer.get("error") == "locked":
        raise Refused(_("This PDF is locked with a password. Please give it without one."))
    if "error" in answer:
        raise Refused(_("This PDF cannot be read: it is damaged or far too complicated."))
    rows = "\n".join(answer["pages"]).replace("\r", "").split("\n")
    return "\n".join(row for row in rows if not row.strip().isdigit())
