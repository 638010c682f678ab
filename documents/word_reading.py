"""Word files that come back from outside: judged and read in a child process with limits, never here."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.child import ChildFailed, ask_child
from core.refused import Refused
from documents.store import Kept, keep

CHILD = Path(__file__).with_name("word_child.py")
SECONDS, MEBIBYTES, MOST_BYTES = 10, 512, 10 * 1024 * 1024
SENTENCES: dict[str, str | Promise] = {
    "not_word": gettext_lazy("This is not a Word file (.docx). Please save it as .docx and try again."),
    "macros": gettext_lazy("This file carries macros. Please save it as a plain .docx."),
    "external": gettext_lazy("This file refers to a template, picture or text that lies elsewhere. Please remove the link and save it again."),
    "embedded": gettext_lazy("This file carries another file inside it. Please remove it and save again."),
    "bomb": gettext_lazy("This file unpacks to far more than a document; it was not opened."),
    "dtd": gettext_lazy("This file was not made by Word or LibreOffice; it was not opened."),
    "damaged": gettext_lazy("This file is damaged and cannot be read. Please save it again in Word."),
}  # fmt: skip


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph with text, the bookmarks it lies in, and whether it stands in a table."""

    text: str
    marks: tuple[str, ...]
    table: bool


@dataclass(frozen=True)
class WordText:
    """What a Word file says: its paragraphs and the comments written beside them."""

    paragraphs: tuple[WordParagraph, ...]
    notes: tuple[tuple[str, str], ...] = ()


def keep_word(upload: Any) -> Kept:
    """Keep an uploaded .docx by its digest; ``Refused`` when it is empty or over 10 MB (a text has no such size)."""
    if getattr(upload, "size", 0) > MOST_BYTES:
        raise Refused(_("A Word file of this text is never larger than %(limit)s MB.") % {"limit": MOST_BYTES // 1024 // 1024})  # fmt: skip
    chunks: Iterable[bytes] = upload.chunks()
    return keep(chunks, limit=MOST_BYTES)


def read_word(path: Path) -> WordText:
    """Return the text of the .docx; ``Refused`` with a sentence for what is hostile, damaged or no Word file."""
    try:
        answer = ask_child(CHILD, path, MEBIBYTES, SECONDS, seconds=SECONDS + 5)
    except ChildFailed as error:
        raise Refused(str(SENTENCES["bomb"])) from error
    if "error" in answer:
        raise Refused(str(SENTENCES.get(answer["error"], SENTENCES["damaged"])))
    paragraphs = tuple(
        WordParagraph(row["text"], tuple(row["marks"]), row["table"])
        for row in answer["paragraphs"]
    )
    return WordText(paragraphs, tuple((row["by"], row["text"]) for row in answer["notes"]))
