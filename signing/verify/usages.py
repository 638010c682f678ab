"""Who uses which object, along every link of the file: also those that pyHanko does not follow when it seeks usages.

pyHanko leaves out ``/Parent``, and ``/P`` below the structure tree: they lead back to where one came from. But a picture or a
font may be *called* so, and what is drawn under that name was signed as all else was.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.reading import entry

Mark = tuple[int, int]  # number and generation of an object
UP = ("/P", "/Parent")
NODES = {None, "/Page", "/Pages", "/Annot", "/Outlines", "/StructElem", "/StructTreeRoot"}
BELOW = {"/Kids", "/First", "/Popup", "/K", "/T", "/FT", "/Rect"}  # what has children, or is one
DRAWN = {"/BaseFont", "/CharProcs", "/FontDescriptor", "/OCGs", "/PatternType", "/ShadingType"}


class Usages:
    """The links of one file; raises what its reader raises when an object on an ordinary path cannot be read."""

    def __init__(self, reader: PdfFileReader) -> None:
        self.reader = reader
        self.users: dict[
            Mark, list[tuple[Mark, str]]
        ] = {}  # who points, by ``/P``, ``/Parent`` or ""
        self.named: dict[Mark, int] = {}  # what is called a parent, since which revision
        self._since: dict[Mark, int] = {}  # what is pointed at at all
        revisions = range(reader.xrefs.total_revisions)
        tops = [reader.trailer.flatten(number) for number in revisions]
        self._tops = {mark for top in tops for mark, _way in pointed_at(top)}
        seen = set(self._tops)
        aside: set[Mark] = set()
        self._walk(list(seen), seen, aside)
        with suppress(Exception):  # whatever lies where no ordinary path leads
            self._walk(list(aside - seen), seen | aside, None)
        self.hidden = self._hidden()

    def _walk(self, waiting: list[Mark], seen: set[Mark], aside: set[Mark] | None) -> None:
        while waiting:
            mark = waiting.pop()
            for number, below, way in self._links(mark):
                self.users.setdefault(below, []).append((mark, way))
                self._since[below] = min(number, self._since.get(below, number))
                if way:
                    self.named[below] = min(number, self.named.get(below, number))
                if way == "/Parent" and aside is not None:
                    aside.add(below)
                elif below not in seen:
                    seen.add(below)
                    waiting.append(below)

    def _links(self, mark: Mark) -> Iterator[tuple[int, Mark, str]]:
        ref = generic.Reference(*mark, self.reader)
        for number in self.reader.xrefs.revisions_of(ref):  # type: ignore[attr-defined]  # Tables has it
            for below, way in pointed_at(self.reader.get_object(ref, number)):
                yield number, below, way

    def _hidden(self) -> dict[Mark, int]:
        """Return what is reached over a name that looks like a parent only, and since when."""
        below: dict[Mark, list[Mark]] = {}
        for mark, found in self.users.items():
            for user, way in found:
                if not way:
                    below.setdefault(user, []).append(mark)
        plain, waiting = set(self._tops), list(self._tops)
        while waiting:
            fresh = [one for one in below.get(waiting.pop(), ()) if one not in plain]
            plain.update(fresh)
            waiting += fresh
        return {mark: since for mark, since in self._since.items() if mark not in plain}

    def lies_aside(self, ref: generic.Reference, number: int, before: Any) -> bool:
        """Say whether an object written in revision ``number`` was used earlier where usages are not sought.

        ``before``: what it was until then; a node of a tree may well be somebody's parent.
        """
        mark = (ref.idnum, ref.generation)
        if self.hidden.get(mark, number) < number:
            return True
        return self.named.get(mark, number) < number and not _is_node(before)

    def above(self, changed: Iterable[Mark], pages: dict[Mark, int]) -> set[int]:
        """Return the pages (from 0) on which one of the objects ``changed`` is used; ``pages``: which page each one is."""
        waiting = list(changed)
        seen, found = set(waiting), set[int]()
        while waiting:
            mark = waiting.pop()
            if mark in pages:
                found.add(pages[mark])
                continue
            for user, _way in self.users.get(mark, ()):
                if user not in seen:
                    seen.add(user)
                    waiting.append(user)
        return found


def _is_node(one: Any) -> bool:
    if not isinstance(one, generic.DictionaryObject) or isinstance(one, generic.StreamObject):
        return False
    kind = entry(one, "/Type")
    if kind not in NODES or DRAWN & one.keys():
        return False
    return kind is not None or bool(BELOW & one.keys())


def pointed_at(value: Any) -> Iterator[tuple[Mark, str]]:
    """Yield every object that a value points at, and by which name that leads up: ``/P``, ``/Parent`` or ""."""
    waiting = [(value, "")]
    while waiting:
        one, way = waiting.pop()
        if isinstance(one, generic.DecryptedObjectProxy):  # numbers of objects are never encrypted
            one = one.raw_object
        if isinstance(one, generic.IndirectObject):
            yield (one.reference.idnum, one.reference.generation), way
        elif isinstance(one, generic.DictionaryObject):
            waiting += [
                (part, key if key in UP and way != "/Parent" else way) for key, part in one.items()
            ]
        elif isinstance(one, generic.ArrayObject):
            waiting += [(part, way) for part in one]
