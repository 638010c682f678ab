"""The elements of a tagged file's structure tree, found once for all revisions that do not touch them.

pyHanko never follows the ``/P`` of such an element back to its parent, so neither is it a way to what a revision replaced.
"""

from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

Mark = tuple[int, int]  # number and generation of an object


@dataclass
class Elements:
    """The elements of one revision, and every object that was asked to find them."""

    reader: PdfFileReader
    revision: int
    found: set[Mark] = field(default_factory=set)
    asked: set[Mark] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.top = top_of(self.reader, self.revision)
        waiting = [self._value(self.top)]
        while waiting:
            kids = self._value(_raw(waiting.pop(), "/K"))
            for kid in kids if isinstance(kids, generic.ArrayObject) else [kids]:
                one, mark = self._value(kid), _mark(kid)
                if not self._is_element(one) or mark in self.found:
                    continue
                self.found |= {mark} if mark else set()
                waiting.append(one)

    def at(self, revision: int) -> "Elements":
        """Return the elements of another revision: the same ones when nothing between touched them."""
        if _mark(self.top) != _mark(top_of(self.reader, revision)):
            return Elements(self.reader, revision)
        first, last = sorted((self.revision, revision))
        for number in range(first + 1, last + 1):
            changed = self.reader.xrefs.explicit_refs_in_revision(number)
            if any((one.idnum, one.generation) in self.asked for one in changed):
                return Elements(self.reader, revision)
        return self

    def _is_element(self, one: Any) -> bool:
        if not isinstance(one, generic.DictionaryObject):
            return False
        kind = self._value(_raw(one, "/Type"))
        return kind is None or isinstance(kind, generic.NullObject) or kind == "/StructElem"

    def _value(self, raw: Any) -> Any:
        mark = _mark(raw)
        if mark is None:
            return raw
        self.asked.add(mark)
        return self.reader.get_object(raw.reference, self.revision)


def top_of(reader: PdfFileReader, revision: int) -> Any:
    """Return what the catalogue of a revision names as its structure tree."""
    root = reader.trailer.raw_get("/Root", revision=revision)
    return _raw(reader.get_object(root.reference, revision), "/StructTreeRoot")


def _raw(one: Any, key: str) -> Any:
    return dict.get(one, key) if isinstance(one, generic.DictionaryObject) else None


def _mark(raw: Any) -> Mark | None:
    if not isinstance(raw, generic.IndirectObject):
        return None
    return raw.reference.idnum, raw.reference.generation
