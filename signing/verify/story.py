"""What happened to a file revision by revision, in plain values: signatures, fields, comments, proofs, pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.reading import entry, words
from signing.verify.changes import History
from signing.verify.names import cleaned
from signing.verify.naming import kinds_of
from signing.verify.pages import is_comment, layout_of

LONGEST = 60  # lines a revision gets
WORDS = {"field": "field", "comment": "comment", "store": "proofs"}
Line = dict[str, Any]


@dataclass
class Story:
    """The revisions of one file, told once each."""

    reader: PdfFileReader
    history: History
    _told: dict[int, list[Line]] = field(default_factory=dict)

    def since(self, base: int, fault: int) -> list[Line]:
        """Tell what came after revision ``base`` (from 0); ``fault`` is the first revision that is not allowed, or 0."""
        lines = []
        for number in range(base + 1, self.reader.xrefs.total_revisions):
            if number not in self._told:
                self._told[number] = self._safely(number)
            allowed = not fault or number < fault
            lines += [{**one, "allowed": allowed} for one in self._told[number]]
        return lines

    def _safely(self, number: int) -> list[Line]:
        try:
            lines = list(self._lines(number))[:LONGEST]
        except Exception:  # noqa: BLE001 (what is too spoilt to be told is a change of the page)
            lines = []
        return lines or [_line(number, "other")]

    def _lines(self, number: int) -> Iterator[Line]:
        old, new = (self.reader.get_historical_resolver(one) for one in (number - 1, number))
        changed = sorted(new.explicit_refs_in_revision(), key=lambda one: one.idnum)
        layout = layout_of(new)
        for reference in changed:
            one = new(reference)
            if not isinstance(one, generic.DictionaryObject):
                continue
            placed = layout.placed.get((reference.idnum, reference.generation))
            page = placed[0] + 1 if placed else None
            if entry(one, "/FT") == "/Sig" and "/V" in one:
                stamp = entry(entry(one, "/V"), "/Type") == "/DocTimeStamp"
                yield _line(
                    number, "proofs" if stamp else "seal", cleaned(words(entry(one, "/T"))), page
                )
            elif "/FT" in one and "/T" in one:
                yield _line(number, "field", cleaned(words(entry(one, "/T"))), page)
            elif is_comment(one) and entry(one, "/Subtype") != "/Popup":
                yield _line(number, "comment", cleaned(words(entry(one, "/T"))), page)
        if entry(old.root, "/DSS") != entry(new.root, "/DSS"):
            yield _line(number, "proofs")
        for kind in sorted(set(kinds_of(self.reader, number)) - set(WORDS)):
            yield _line(number, "page" if kind in {"content", "pages"} else kind)


def _line(number: int, what: str, name: str = "", page: int | None = None) -> Line:
    return {"revision": number + 1, "what": what, "name": name, "page": page, "by": ""}
