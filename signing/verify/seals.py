"""The signature fields of a file, found one by one: a spoilt one must not hide the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.reading import entry, items, words
from signing.verify.names import cleaned

DEEPEST = 20
Marked = tuple[str, tuple[str, ...]]  # the key of a field, and what its signature covers


@dataclass(frozen=True)
class SignatureField:
    """A signature field that has a value: its full name, the field, and what its ``/V`` says."""

    name: str
    field: generic.DictionaryObject
    key: str = ""  # its name as it is written, blanks and all: by this fields are told apart

    @property
    def value(self) -> Any:
        """What ``/V`` says; ``None`` when it cannot be read."""
        try:
            return self.field["/V"]
        except Exception:  # noqa: BLE001 (whatever a hostile file does to its reader)
            return None


def signature_fields(reader: PdfFileReader) -> Iterator[SignatureField]:
    """Yield every signature field with a value, in the order of the form."""
    try:
        roots = reader.root["/AcroForm"]["/Fields"]
    except (KeyError, TypeError):
        return
    seen: set[Any] = set()
    for root in _each(roots):
        yield from _below(root, ("", ""), None, 0, seen)


def _each(array: Any) -> Iterator[Any]:
    if not isinstance(array, generic.ArrayObject):
        return
    for index in range(len(array)):
        yield array.raw_get(index)


def _below(
    raw: Any, above: tuple[str, str], kind: Any, depth: int, seen: set[Any]
) -> Iterator[SignatureField]:
    mark = getattr(raw, "reference", None)
    if depth > DEEPEST or (mark is not None and mark in seen):
        return
    seen.add(mark)
    one = raw.get_object() if isinstance(raw, generic.IndirectObject) else raw
    if not isinstance(one, generic.DictionaryObject):
        return
    kind = entry(one, "/FT", kind)
    own = cleaned(words(entry(one, "/T"))), str(entry(one, "/T", ""))
    name, key = (".".join(filter(None, pair)) for pair in zip(above, own, strict=True))
    if kind == "/Sig" and "/V" in one:
        yield SignatureField(name, one, key)
    for kid in _each(entry(one, "/Kids")):
        yield from _below(kid, (name, key), kind, depth + 1, seen)


def places(one: SignatureField) -> set[tuple[int, int]]:
    """Return the objects by which a field lies on pages: itself, and what lies below it without a name of its own."""
    raws = _each(entry(one.field, "/Kids"))
    kids = [raw.get_object() for raw in raws if isinstance(raw, generic.IndirectObject)]
    nameless = [kid for kid in kids if entry(kid, "/T") is None]
    refs = [getattr(found, "container_ref", None) for found in [one.field, *nameless]]
    return {(ref.idnum, ref.generation) for ref in refs if isinstance(ref, generic.Reference)}


def marked(one: SignatureField) -> Marked:
    """Return the name of a signed field and what its signature covers: a field that was signed anew is another one."""
    try:
        covered = items(entry(one.value, "/ByteRange"))
    except Exception:  # noqa: BLE001 (whatever a hostile file does to its reader)
        covered = []
    return one.key, tuple(map(str, covered))


def earlier(reader: PdfFileReader) -> set[Marked]:
    """Return the signatures that stood in an earlier revision, as ``marked`` tells them."""
    found: set[Marked] = set()
    for number in range(reader.xrefs.total_revisions - 1):
        try:
            fields = reader.get_historical_resolver(number).root["/AcroForm"]["/Fields"]
        except (KeyError, TypeError, AssertionError):  # e.g. the first table of a linearized file
            continue
        for raw in _each(fields):
            found |= {marked(one) for one in _below(raw, ("", ""), None, 0, set())}
    return found
