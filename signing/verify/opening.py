"""The file as pyHanko reads it, but each object once for all revisions, and its usages sought only where they can be.

pyHanko keeps no object of an earlier revision, asks every table again where an object lies, and follows all paths of the
file to learn who uses the few objects that a revision replaced. With twenty revisions of five hundred pages that is
most of the work. What is found is the same (``tests/signing/test_opening.py``).
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any, BinaryIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.pdf_utils.xref import ObjStreamRef, XRefCache, XRefSectionData

from signing.pdf.reading import entry
from signing.verify import lexemes
from signing.verify.elements import Elements
from signing.verify.locked import unlocked
from signing.verify.packs import Pack
from signing.verify.ranges import existed
from signing.verify.usages import Mark, Usages

Place = int | ObjStreamRef | None
# what has no parts, as most have not
ATOMS = frozenset(
    getattr(generic, f"{kind}Object")
    for kind in ("Name", "Number", "Float", "Boolean", "Null", "TextString", "ByteString")
)
lexemes.install()


class Tables(XRefCache):
    """The tables of a file; where an object lies is looked up once."""

    def __init__(self, read: XRefCache) -> None:
        super().__init__(read.reader, read._xref_sections)  # noqa: SLF001 (pyHanko has no other way in)
        self._known: dict[Mark, list[tuple[int, Place]]] = {}
        self._telling: dict[int, list[int]] = {}  # number of an object → the tables that tell of it
        for number, section in enumerate(self._xref_sections):
            for idnum in set(_told(section.xref_data)):
                self._telling.setdefault(idnum, []).append(number)

    def _places(self, ref: Any) -> list[tuple[int, Place]]:
        mark = (ref.idnum, ref.generation)
        if mark not in self._known:
            self._known[mark] = list(self._found(ref))
        return self._known[mark]

    def _found(self, ref: Any) -> Iterator[tuple[int, Place]]:
        for number in self._telling.get(ref.idnum, ()):
            with suppress(KeyError):
                yield number, self._xref_sections[number].xref_data.try_resolve(ref)

    def revisions_of(self, ref: Any) -> list[int]:
        """Return the revisions that wrote the object."""
        return [number for number, place in self._places(ref) if place is not None]

    def get_last_change(self, ref: Any) -> int:
        """Return the last revision that wrote or freed the object; ``KeyError`` when none did."""
        places = self._places(ref)
        if not places:
            raise KeyError(ref)
        return places[-1][0]

    def get_introducing_revision(self, ref: Any) -> int:
        """Return the first revision that wrote the object; -1 when none did: many files point at nothing."""
        written = (number for number, place in self._places(ref) if place is not None)
        return next(written, -1)

    def get_historical_ref(self, ref: Any, revision: int) -> Place:
        """Return where the object lay in a revision; ``None`` when it did not exist."""
        for number, place in reversed(self._places(ref)):
            if number <= revision:
                return place
        return None


def _told(table: XRefSectionData) -> Iterator[int]:
    """Yield the numbers of all objects that a table tells of, in use or free."""
    yield from (*table.standard_xrefs, *table.xrefs_in_objstm, *table.freed)
    if table.hybrid is not None:
        yield from _told(table.hybrid.xref_data)


class Reader(PdfFileReader):
    """A file that is read once."""

    locked: bool | None = None  # whether it is encrypted; known when the tables are read
    xrefs: Tables

    def __init__(self, stream: BinaryIO) -> None:
        self._packs: dict[int, Pack] = {}
        super().__init__(stream, strict=False)
        self._read: dict[tuple[Mark, Place, bool], generic.PdfObject] = {}
        self._elements: Elements | None = None
        self.xrefs = Tables(self.xrefs)
        self.locked = self.encrypted

    def get_object(  # type: ignore[override]  # as pyHanko's own reader has it
        self,
        ref: generic.Reference,
        revision: int | None = None,
        never_decrypt: bool = False,  # noqa: FBT001, FBT002 (pyHanko's signature)
        transparent_decrypt: bool = True,  # noqa: FBT001, FBT002
        as_metadata_stream: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        """Return an object as it was in a revision, or as it is now."""
        if self.locked is None or (self.locked and never_decrypt):
            return super().get_object(
                ref, revision, never_decrypt, transparent_decrypt, as_metadata_stream
            )
        last = self.xrefs.total_revisions - 1 if revision is None else revision
        place = self.xrefs.get_historical_ref(ref, last)
        key = ((ref.idnum, ref.generation), place, as_metadata_stream)
        if key not in self._read:
            found = self._read_object(
                ref,
                place,
                never_decrypt=ref in self.xrefs.xref_stream_refs,
                as_metadata_stream=as_metadata_stream,
            )
            self._read[key] = unlocked(found) if self.locked else found
        return self._read[key]

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        """Read an object out of a stream of objects; the stream's own table is read once."""
        if stmnum not in self._packs:
            self._packs[stmnum] = Pack(generic.Reference(stmnum, 0, self).get_object())
        return self._packs[stmnum].read(generic.Reference(idnum, 0, self), idx)

    @cached_property
    def usages(self) -> Usages | None:
        """Who points at each object, in any revision; ``None`` when one of them cannot be read."""
        try:
            return Usages(self)
        except Exception:  # noqa: BLE001 (then pyHanko searches every path, and meets what is spoilt or not)
            return None

    def elements_at(self, revision: int) -> set[Mark]:
        """Return the elements of the structure tree of a revision."""
        known = self._elements
        self._elements = known.at(revision) if known else Elements(self, revision)
        return self._elements.found

    def get_historical_resolver(self, revision: int) -> HistoricalResolver:
        """Return the view on the file at one revision."""
        cache = self._historical_resolver_cache
        if revision not in cache:
            cache[revision] = View(self, revision)
        return cache[revision]


class View(HistoricalResolver):
    """The file at one revision; only objects that lead to those a revision replaced are searched for usages."""

    reader: Reader

    def __init__(self, reader: Reader, revision: int) -> None:
        super().__init__(reader, revision)
        self._links: dict[Mark, generic.IndirectObject] = {}
        self._sought: set[Mark] = set()
        self._leading: set[Mark] | None = None  # while usages are sought

    def get_object(self, ref: generic.Reference, as_metadata_stream: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Return an object as it was; an empty one where nothing is sought."""
        if self._leading is not None and (ref.idnum, ref.generation) not in self._leading:
            return generic.DictionaryObject()
        return super().get_object(ref, as_metadata_stream)

    def is_ref_unassignable(self, ref: generic.Reference) -> bool:
        """Say whether a number was free in this revision: beyond its table, or never in use (poppler takes such)."""
        return super().is_ref_unassignable(ref) or not existed(
            self.reader, ref.idnum, self.revision + 1
        )

    def _subsume_object(self, obj: Any) -> Any:
        """Do what pyHanko does, with one reference for all parts of an object."""
        found = obj.get_container_ref()
        return self._own(obj, self._link((found.idnum, found.generation)).reference)

    def _own(self, obj: Any, container: generic.Reference) -> Any:
        if isinstance(obj, generic.IndirectObject):
            return self._link((obj.reference.idnum, obj.reference.generation))
        if isinstance(obj, generic.DictionaryObject):
            own: Any = generic.DictionaryObject()
            if isinstance(obj, generic.StreamObject):
                own = generic.StreamObject(encoded_data=obj.encoded_data, handler=obj._handler)  # noqa: SLF001
            parts = obj.items()
            dict.update(
                own, {k: v if type(v) in ATOMS else self._own(v, container) for k, v in parts}
            )
        elif isinstance(obj, generic.ArrayObject):
            own = generic.ArrayObject(
                [one if type(one) in ATOMS else self._own(one, container) for one in obj]
            )
        else:
            return obj
        own.container_ref = container
        return own

    def _link(self, mark: Mark) -> generic.IndirectObject:
        if mark not in self._links:
            self._links[mark] = generic.IndirectObject(*mark, self)
        return self._links[mark]

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

    def _leads_to(self, sought: set[Mark]) -> set[Mark] | None:
        """Return every object from which one of those sought can be reached; ``None`` when that is not known."""
        usages = self.reader.usages
        if usages is None:
            return None
        elements = self.reader.elements_at(self.revision)
        found, waiting = set(sought), list(sought)
        while waiting:
            for user, way in usages.users.get(waiting.pop(), ()):
                aside = way == "/Parent" or (way == "/P" and user in elements)
                if user not in found and not aside:
                    found.add(user)
                    waiting.append(user)
        return found
