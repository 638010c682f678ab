"""Which known attack a forbidden change is: told by the objects that a revision overwrote or added."""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from signing.pdf.reading import entry
from signing.verify.pages import pages, same_value
from signing.verify.ranges import SHAPELESS, taken_away
from signing.verify.verdicts import Attack, Finding, Reason

MOST = 5000  # objects of one revision that are looked at

BY_REASON: dict[Reason, Attack] = {
    Reason.TAIL: Attack.INCREMENTAL,
    Reason.LOOKS_DIFFERENT: Attack.INCREMENTAL,
    Reason.FIELD_OVERWRITTEN: Attack.SHADOW_REPLACE,
    Reason.PROMISED: Attack.SHADOW_HIDE_AND_REPLACE,
    Reason.HIDDEN: Attack.ANNOTATION,
    Reason.REPLACED: Attack.WRAPPING,
    Reason.BAD_RANGE: Attack.WRAPPING,
    Reason.PADDING_CHANGED: Attack.WRAPPING,
    Reason.NO_CONTENTS: Attack.FORGERY,
    Reason.REMOVED: Attack.REMOVED,
}
TAIL_WORDS = {
    "points back into the signed part": Attack.SHADOW_HIDE_AND_REPLACE,
    "was taken away": Attack.SHADOW_HIDE,
    "revisions overlap": Attack.SHADOW_HIDE_AND_REPLACE,
}
ORDER = (
    "kept",
    "freed",
    "layer",
    "font",
    "pages",
    "content",
    "image",
    "store",
    "comment",
    "field",
)
BY_KIND: dict[str, Attack] = {
    "kept": Attack.SHADOW_HIDE_AND_REPLACE,
    "freed": Attack.SHADOW_HIDE,
    "image": Attack.SHADOW_HIDE,
    "layer": Attack.LAYER,
    "font": Attack.FONT,
    "pages": Attack.PAGES,
    "content": Attack.INCREMENTAL,
    "comment": Attack.ANNOTATION,
    "field": Attack.FORM,
    "store": Attack.STORE,
}
FRAME = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")  # what of a page is shown, and how
FONTS = {"/Font", "/FontDescriptor", "/Encoding", "/CMap"}
FONT_DATA = {"/Length1", "/Length2", "/CIDToGIDMap", "/CharProcs"}


def name_attack(
    finding: Finding, reader: PdfFileReader | None, revision: int, *, certified: bool
) -> Finding:
    """Set the attack that a finding of a forbidden change amounts to; "" when there is none."""
    attack = BY_REASON.get(finding.reason)
    if finding.detail == SHAPELESS:
        attack = Attack.FORGERY
    if finding.reason == Reason.TAIL:
        words = (one for word, one in TAIL_WORDS.items() if word in finding.detail)
        attack = next(words, attack)
    if finding.reason in {Reason.CHANGED_LATER, Reason.LOCKED}:
        kinds = set(_safely(reader, revision)) if reader and revision else set()
        attack = next((BY_KIND[kind] for kind in ORDER if kind in kinds), Attack.INCREMENTAL)
        if certified and attack in {Attack.ANNOTATION, Attack.FORM}:
            attack = Attack.CERTIFICATION
        if finding.reason == Reason.LOCKED and certified:
            attack = Attack.CERTIFICATION
        if "is locked" in finding.detail:  # a field that this signature or its field locks
            attack = Attack.FORM
    if finding.reason == Reason.HIDDEN and certified:
        attack = Attack.CERTIFICATION
    finding.attack = attack or ""
    return finding


def _safely(reader: PdfFileReader, revision: int) -> list[str]:
    try:
        return list(kinds_of(reader, revision))
    except Exception:  # noqa: BLE001 (a revision too spoilt to be read has no better name)
        return []


def kinds_of(reader: PdfFileReader, revision: int) -> Iterator[str]:
    """Yield what kinds of things a revision touched beyond signatures: see ``BY_KIND``."""
    old, new = (reader.get_historical_resolver(one) for one in (revision - 1, revision))
    if taken_away(new):
        yield "freed"
    earlier, later = ([one for one, _page in pages(source)] for source in (old, new))
    if len(earlier) != len(later) or (earlier != later and set(earlier) == set(later)):
        yield "pages"
    if _turned(old, old.root, new.root, "/Pages") or (
        old.root_ref != new.root_ref and _was_there(old, new.root_ref)
    ):
        yield "kept"  # another tree of pages
    pairs = dict(enumerate(zip(pages(old), pages(new), strict=False)))
    touched = _touched(old, new)
    for (one, before), (other, after) in (pairs[at] for at in touched if at in pairs):
        if one == other and _turned(old, before, after, "/Contents"):
            yield "kept"
    if _layers(old) & new.explicit_refs_in_revision() or (
        entry(old.root, "/OCProperties") != entry(new.root, "/OCProperties")
    ):
        yield "layer"
    contents = set(_contents_of(old, touched))
    for reference in list(new.explicit_refs_in_revision())[:MOST]:
        before, after = _read(old, reference), _read(new, reference)
        yield from _kind(before, after, in_content=reference in contents)


def _layers(source: HistoricalResolver) -> set[Any]:
    raw = source.root.raw_get("/OCProperties") if "/OCProperties" in source.root else None
    return source.collect_dependencies(raw) if raw is not None else set()


def _touched(old: HistoricalResolver, new: HistoricalResolver) -> list[int]:
    """Return the pages (from 0) of ``old`` that use something that ``new`` wrote or freed; all when that is not known."""
    found, usages = pages(old), getattr(old.reader, "usages", None)
    places = {(one.idnum, one.generation): at for at, (one, _page) in enumerate(found) if one}
    if usages is None or len(places) < len(found):
        return list(range(len(found)))
    changed = new.explicit_refs_in_revision() | set(new.refs_freed_in_revision())
    return sorted(usages.above({(one.idnum, one.generation) for one in changed}, places))


def _contents_of(source: HistoricalResolver, numbers: list[int]) -> Iterator[Any]:
    for _reference, page in (pages(source)[number] for number in numbers):
        found = page.raw_get("/Contents") if "/Contents" in page else None
        if isinstance(found, generic.IndirectObject):
            yield found.reference
            found = source.reader.get_object(found.reference, source.revision)
        if isinstance(found, generic.ArrayObject):
            yield from (
                getattr(found.raw_get(index), "reference", None) for index in range(len(found))
            )


def _read(source: HistoricalResolver, reference: Any) -> Any:
    try:
        return source(reference)
    except Exception:  # noqa: BLE001
        return None


def _kind(before: Any, after: Any, *, in_content: bool) -> Iterator[str]:
    both = [one for one in (before, after) if isinstance(one, generic.DictionaryObject)]
    existed = isinstance(before, generic.DictionaryObject) and before != after
    kinds = {entry(one, "/Type") for one in both}
    if in_content:
        yield "content"
    elif existed and "/Page" in kinds:
        yield from _page(before, after)
    else:
        marks = (
            kinds | {entry(one, "/Subtype") for one in both} | {key for one in both for key in one}
        )
        stream = isinstance(before, generic.StreamObject)
        maps = stream and existed and b"beginbf" in _written(before) + _written(after)
        yield from _overwritten(marks, stream=stream, maps=maps) if existed else _added(marks)


def _written(one: Any) -> bytes:
    try:
        return bytes(one.data)
    except Exception:  # noqa: BLE001
        return b""


def _overwritten(marks: set[Any], *, stream: bool, maps: bool) -> Iterator[str]:
    if marks & {"/OCG", "/OCMD"}:
        yield "layer"
    elif marks & FONTS or marks & FONT_DATA or maps:
        yield "font"
    elif "/Metadata" in marks:
        return
    elif stream:
        yield "image" if marks & {"/Image", "/Form"} else "content"
    else:
        yield from _added(marks)


def _added(marks: set[Any]) -> Iterator[str]:
    if marks & {"/Widget", "/FT"}:
        yield "field"
    elif {"/Rect", "/Subtype"} <= marks:
        yield "comment"
    elif marks & {"/VRI", "/DSS"}:
        yield "store"


def _page(before: Any, after: Any) -> Iterator[str]:
    if not isinstance(after, generic.DictionaryObject):
        yield "pages"
        return
    for key in ("/Contents", "/Annots"):
        if _raw(before, key) != _raw(after, key) and _named(after, key) < _named(before, key):
            yield "freed"  # what lay above is no longer drawn
    if not all(_same(before, after, key) for key in ("/Contents", "/Resources")):
        yield "content"
    if not all(_same(before, after, key) for key in FRAME):
        yield "pages"


def _same(before: Any, after: Any, key: str) -> bool:
    return bool(same_value(_raw(before, key), _raw(after, key)))


def _turned(old: HistoricalResolver, before: Any, after: Any, key: str) -> bool:
    """Say whether ``key`` names other objects now, all of which were there before: signed unseen, shown later."""
    earlier, later = _named(before, key), _named(after, key)
    return not later <= earlier and all(_was_there(old, one) for one in later)


def _was_there(old: HistoricalResolver, reference: Any) -> bool:
    try:
        first = old.reader.xrefs.get_introducing_revision(reference)
    except KeyError:
        return False
    return bool(first <= old.revision)


def _named(one: generic.DictionaryObject, key: str) -> set[Any]:
    """Return the objects that a key names: one, or those of an array."""
    raw = _raw(one, key)
    found = entry(one, key)
    if isinstance(found, generic.ArrayObject):
        raws = [found.raw_get(index) for index in range(len(found))]
    else:
        raws = [raw]
    return {part.reference for part in raws if isinstance(part, generic.IndirectObject)}


def _raw(one: generic.DictionaryObject, key: str) -> Any:
    return one.raw_get(key) if key in one else None
