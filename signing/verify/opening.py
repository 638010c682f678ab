"""The file as pyHanko reads it, but each object once for all revisions, and its usages sought only where they can be.

pyHanko keeps no object of an earlier revision, asks every table again where an object lies, and follows all paths of the
file to learn who uses the few objects that a revision replaced. With twenty revisions of five hundred pages that is
most of the work. What is found is the same (``tests/signing/test_opening.py``); a file with a password is left to pyHanko.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.pdf_utils.xref import ObjStreamRef, XRefCache

from signing.pdf.reading import entry

Mark = tuple[int, int]  # number and generation of an object
Place = int | ObjStreamRef | None


class Tables(XRefCache):
    """The tables of a file; where an object lies is looked up once."""

    def __init__(self, read: XRefCache) -> None:
        super().__init__(read.reader, read._xref_sections)  # noqa: SLF001 (pyHanko has no other way in)
        self._known: dict[Mark, list[tuple[int, Place]]] = {}

    def _places(self, ref: Any) -> list[tuple[int, Place]]:
        mark = (ref.idnum, ref.generation)
        if mark not in self._known:
            self._known[mark] = list(self._found(ref))
        return self._known[mark]

    def _found(self, ref: Any) -> Iterator[tuple[int, Place]]:
        for number, section in enumerate(self._xref_sections):
            with suppress(KeyError):
                yield number, section.xref_data.try_resolve(ref)

    def get_last_change(self, ref: Any) -> int:
        """Return the last revision that wrote or freed the object; ``KeyError`` when none did."""
        places = self._places(ref)
        if not places:
            raise KeyError(ref)
        return places[-1][0]

    def get_introducing_revision(self, ref: Any) -> int:
        """Return the first revision that wrote the object; ``KeyError`` when none did."""
        for number, place in self._places(ref):
            if place is not None:
                return number
        raise KeyError(ref)

    def get_historical_ref(self, ref: Any, revision: int) -> Place:
        """Return where the object lay in a revision; ``None`` when it did not exist."""
        for number, place in reversed(self._places(ref)):
            if number <= revision:
                return place
        return None


class Reader(PdfFileReader):
    """A file that is read once."""

    plain = False  # no password; known when the tables are read

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, strict=False)
        self._read: dict[tuple[Mark, Place, bool], generic.PdfObject] = {}
        self._links: dict[tuple[Mark, Place], list[Mark]] = {}
        self.xrefs = Tables(self.xrefs)
        self.plain = not self.encrypted

    def get_object(  # type: ignore[override]  # as pyHanko's own reader has it
        self,
        ref: generic.Reference,
        revision: int | None = None,
        never_decrypt: bool = False,  # noqa: FBT001, FBT002 (pyHanko's signature)
        transparent_decrypt: bool = True,  # noqa: FBT001, FBT002
        as_metadata_stream: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        """Return an object as it was in a revision, or as it is now."""
        if not self.plain:
            return super().get_object(
                ref, revision, never_decrypt, transparent_decrypt, as_metadata_stream
            )
        last = self.xrefs.total_revisions - 1 if revision is None else revision
        place = self.xrefs.get_historical_ref(ref, last)
        key = ((ref.idnum, ref.generation), place, as_metadata_stream)
        if key not in self._read:
            self._read[key] = self._read_object(ref, place, as_metadata_stream=as_metadata_stream)
        return self._read[key]

    def links(self, mark: Mark, revision: int) -> list[Mark]:
        """Return which objects one points at in a revision, its ``/Parent`` left out as pyHanko leaves it out."""
        ref = generic.Reference(*mark, self)
        key = (mark, self.xrefs.get_historical_ref(ref, revision))
        if key not in self._links:
            self._links[key] = list(pointed_at(self.get_object(ref, revision)))
        return self._links[key]

    def get_historical_resolver(self, revision: int) -> HistoricalResolver:
        """Return the view on the file at one revision."""
        if not self.plain:
            return super().get_historical_resolver(revision)
        cache = self._historical_resolver_cache
        if revision not in cache:
            cache[revision] = View(self, revision)
        return cache[revision]


def pointed_at(value: Any) -> Iterator[Mark]:
    """Yield number and generation of every object that a value points at."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            yield one.reference.idnum, one.reference.generation
        elif isinstance(one, generic.DictionaryObject):
            waiting += [part for key, part in one.items() if key != "/Parent"]
        elif isinstance(one, generic.ArrayObject):
            waiting += one


class View(HistoricalResolver):
    """The file at one revision; only objects that lead to those a revision replaced are searched for usages."""

    reader: Reader

    def __init__(self, reader: Reader, revision: int) -> None:
        super().__init__(reader, revision)
        self._sought: set[Mark] = set()
        self._leading: set[Mark] | None = None  # while usages are sought

    def get_object(self, ref: generic.Reference, as_metadata_stream: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Return an object as it was; an empty one where nothing is sought."""
        if self._leading is not None and (ref.idnum, ref.generation) not in self._leading:
            return generic.DictionaryObject()
        return super().get_object(ref, as_metadata_stream)

    def _subsume_object(self, obj: Any) -> Any:
        """Do what pyHanko does for files without a password, with one reference for all parts of an object."""
        found = obj.get_container_ref()
        return self._own(obj, generic.Reference(found.idnum, found.generation, self))

    def _own(self, obj: Any, container: generic.Reference) -> Any:
        if isinstance(obj, generic.IndirectObject):
            return generic.IndirectObject(obj.reference.idnum, obj.reference.generation, self)
        if isinstance(obj, generic.DictionaryObject):
            own: Any = generic.DictionaryObject()
            if isinstance(obj, generic.StreamObject):
                own = generic.StreamObject(encoded_data=obj.encoded_data)
            dict.update(own, {key: self._own(part, container) for key, part in obj.items()})
        elif isinstance(obj, generic.ArrayObject):
            own = generic.ArrayObject(self._own(part, container) for part in obj)
        else:
            return obj
        own.container_ref = container
        return own

    def _load_reverse_xref_cache(self) -> None:
        if self._indirect_object_access_cache is not None:
            return
        last = self.reader.xrefs.total_revisions - 1
        following = self.reader.xrefs.explicit_refs_in_revision(min(self.revision + 1, last))
        self._seek({(ref.idnum, ref.generation) for ref in following} | self._fields())

    def _fields(self) -> set[Mark]:
        """Return the fields of the form: pyHanko asks for their usages, too."""
        waiting = [entry(entry(self.root, "/AcroForm"), "/Fields")]
        found: set[Mark] = set()
        while waiting:
            array = waiting.pop()
            for raw in array if isinstance(array, generic.ArrayObject) else ():
                if (
                    isinstance(raw, generic.IndirectObject)
                    and (raw.idnum, raw.generation) not in found
                ):
                    found.add((raw.idnum, raw.generation))
                    waiting.append(entry(raw.get_object(), "/Kids"))
        return found

    def _seek(self, sought: set[Mark]) -> None:
        """Find all paths to some objects."""
        self._sought, self._indirect_object_access_cache = sought, None
        self._leading = self._leads_to(sought)
        try:
            super()._load_reverse_xref_cache()
        finally:
            self._leading = None

    def _get_usages_of_ref(self, ref: generic.Reference) -> set[RawPdfPath]:
        mark = (ref.idnum, ref.generation)
        if self._indirect_object_access_cache is not None and mark not in self._sought:
            self._seek({*self._sought, mark})
        return super()._get_usages_of_ref(ref)

    def _leads_to(self, sought: set[Mark]) -> set[Mark]:
        """Return every object from which one of those sought can be reached."""
        users: dict[Mark, list[Mark]] = {}
        waiting = list(pointed_at(self.trailer_view))
        seen = set(waiting)
        while waiting:
            mark = waiting.pop()
            for below in self.reader.links(mark, self.revision):
                users.setdefault(below, []).append(mark)
                if below not in seen:
                    seen.add(below)
                    waiting.append(below)
        return closure(sought, users)


def closure(start: set[Mark], further: dict[Mark, list[Mark]]) -> set[Mark]:
    """Return what can be reached from some objects."""
    found, waiting = set(start), list(start)
    while waiting:
        for one in further.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found
