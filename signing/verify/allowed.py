"""What makers of signatures write beside their signature, and may: rules for pyHanko's difference analysis, which knows fewer.

Each was met in files of common programs (iText, PDFBox, Acrobat). None lets anything change that a reader sees: the pages
are compared by eye afterwards.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.commons import safe_whitelist
from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.rules_api import Context, QualifiedWhitelistRule, ReferenceUpdate

from signing.pdf.reading import entry, items
from signing.verify.pages import pages
from signing.verify.ranges import taken_away

LEVEL = ModificationLevel.LTA_UPDATES
Update = tuple[ModificationLevel, ReferenceUpdate]
JUDGED_ELSEWHERE = ROOT_EXEMPT_STRICT_COMPARISON | {
    "/Pages",
    "/OCProperties",
}  # a layer is its number
DEEPEST, MOST = 30, 5000  # of what is compared below one key of the catalogue
ESCAPED = rb"/[^\0\s/<>\[\](){}%]*#"  # a name of which a letter is written by its number
UNCALLED = {"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"}  # colours that count without being named
NO_DRAWING = frozenset(
    {"/Image", "/Length1", "/FontFile", "/Type1C", "/CIDFontType0C", "/OpenType", "/XML"}
)
PROOFS = frozenset({"/Type", "/VRI", "/Certs", "/CRLs", "/OCSPs"})
PROOFS_OF_ONE = frozenset({"/Type", "/TU", "/TS", "/Cert", "/CRL", "/OCSP"})


class FreedRule(QualifiedWhitelistRule):
    """Numbers that never were in use may be called free (iText does so in each revision); objects in use may not."""

    def apply_qualified(
        self,
        old: HistoricalResolver,  # noqa: ARG002 (pyHanko's signature)
        new: HistoricalResolver,
    ) -> Iterable[Update]:
        """Yield the numbers that a revision calls free; ``SuspiciousModification`` when one was in use."""
        if taken_away(new):
            raise SuspiciousModification(f"{taken_away(new)} taken away")
        for reference in new.refs_freed_in_revision():
            yield LEVEL, ReferenceUpdate(reference)


class CatalogRule(QualifiedWhitelistRule):
    """The catalogue as pyHanko allows it; values may also be written anew elsewhere as long as they stay the same.

    ``more``: keys that may be new or another one.
    """

    def __init__(self, more: frozenset[str] = frozenset()) -> None:
        self._more = more

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Update]:
        """Yield the catalogue and the objects that make up what was written anew."""
        moved = {key for key in new.root if _moved(old.root, new.root, key)}
        exempt = ROOT_EXEMPT_STRICT_COMPARISON | moved | self._more
        yield from CatalogModificationRule(exempt).apply_qualified(old, new)
        for key in {*moved, *self._more, "/Extensions"} & set(new.root.keys()):
            yield from _fresh(old, new, new.root.raw_get(key))


def _moved(old: Any, new: Any, key: str) -> bool:
    if key in JUDGED_ELSEWHERE or key not in old:
        return False
    before, after = old.raw_get(key), new.raw_get(key)
    return bool(before != after) and _alike(before, after, 0, [MOST])


def _alike(before: Any, after: Any, depth: int, left: list[int]) -> bool:
    """Say whether two values are the same but for the numbers of objects within; ``left`` steps are taken at most."""
    left[0] -= 1
    one, two = before.get_object(), after.get_object()
    if left[0] < 0 or depth > DEEPEST or type(one) is not type(two):
        return False
    if _same_object(before, after):
        return True
    if isinstance(one, generic.StreamObject) and one.encoded_data != two.encoded_data:
        return False
    if not isinstance(one, (generic.DictionaryObject, generic.ArrayObject)):
        return bool(one == two)
    keys: Any = one.keys() if isinstance(one, generic.DictionaryObject) else range(len(one))
    others: Any = two.keys() if isinstance(two, generic.DictionaryObject) else range(len(two))
    return keys == others and all(
        _alike(one.raw_get(key), two.raw_get(key), depth + 1, left) for key in keys
    )


def _same_object(before: Any, after: Any) -> bool:
    """Say whether both point at one object; whether that was changed is judged by itself."""
    if isinstance(before, generic.IndirectObject) and isinstance(after, generic.IndirectObject):
        return bool(before.reference == after.reference)
    return False


def _fresh(old: HistoricalResolver, new: HistoricalResolver, value: Any) -> Iterator[Update]:
    """Yield the objects below a value that this revision brought."""
    for reference in new.collect_dependencies(value, since_revision=old.revision + 1):
        if old.is_ref_unassignable(reference):
            yield LEVEL, ReferenceUpdate(reference)


class ResourcesRule(QualifiedWhitelistRule):
    """The form's resources (fonts of its fields) may grow; what they name already stays."""

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Update]:
        """Yield the lists of resources that grew, and what was added to them."""
        before, after = (entry(entry(one.root, "/AcroForm"), "/DR") for one in (old, new))
        for key in after if isinstance(after, generic.DictionaryObject) else ():
            earlier, later = entry(before, key), entry(after, key)
            if not _grew(earlier, later):
                continue
            holder = getattr(after.raw_get(key), "reference", None)
            if holder is not None and holder == getattr(before.raw_get(key), "reference", None):
                path = RawPdfPath("/Root", "/AcroForm", "/DR", key)
                yield LEVEL, ReferenceUpdate(holder, Context.from_absolute(old, path))
            for name in later.keys() - earlier.keys():
                yield from _fresh(old, new, later.raw_get(name))
        yield from _shared(old, new)


def _shared(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[Update]:
    """Yield lists of resources that the form shares with pages (LibreOffice), grown by names that nothing calls."""
    forms = [entry(one.root, "/AcroForm") for one in (old, new)]
    before, after = (entry(one, "/DR") for one in forms)
    if not all(isinstance(one, generic.DictionaryObject) for one in (before, after)):
        return
    kept: list[tuple[generic.Reference | None, tuple[str, ...]]]
    kept, names = [(_kept(forms[0], forms[1], "/DR"), ())], set[str]()
    for key in after:
        earlier, later = entry(before, key, generic.DictionaryObject()), after[key]
        if earlier == later:
            continue
        if not _grew(earlier, later):
            return
        names |= later.keys() - earlier.keys()
        kept.append((_kept(before, after, key), (key,)))
    if names and before.keys() <= after.keys() and not _calls(old, names):
        for reference, below in kept:
            yield from _as_resources(old, reference, below)


def _as_resources(
    old: HistoricalResolver, reference: generic.Reference | None, below: tuple[str, ...]
) -> Iterator[Update]:
    """Yield an object's uses as a list of resources: a page or a link that the form calls so, too, is none there."""
    if reference is None:
        return
    for path in old._get_usages_of_ref(reference):  # noqa: SLF001
        if path.path[-1 - len(below) :] in (("/Resources", *below), ("/DR", *below)):
            yield LEVEL, ReferenceUpdate(reference, Context.from_absolute(old, path))


def _kept(before: Any, after: Any, key: str) -> generic.Reference | None:
    """Return the object that both name under ``key``."""
    one, two = (getattr(dict.get(found, key), "reference", None) for found in (before, after))
    return one if one == two else None


def _calls(source: HistoricalResolver, names: set[str]) -> bool:
    """Say whether a drawing of any page calls one of the names, or could: then it would show something new."""
    if names & UNCALLED:
        return True
    calls = b"|".join(re.escape(name.encode()) for name in names)
    called = re.compile(rb"(?:%s)(?![^\0\s/<>\[\](){}%%])|%s" % (calls, ESCAPED))
    shown = set(_shown(source))
    for reference in source.collect_dependencies(source.root.raw_get("/Pages")):
        one = source(reference)
        keys = {*one, entry(one, "/Subtype")} if isinstance(one, generic.StreamObject) else NO_DRAWING  # fmt: skip
        if reference in shown or not NO_DRAWING & keys:
            try:
                if called.search(bytes(one.data)):
                    return True
            except Exception:  # noqa: BLE001 (what cannot be unpacked may call anything)
                return True
    return False


def _shown(source: HistoricalResolver) -> Iterator[Any]:
    """Yield the streams that pages show, whatever keys they have."""
    for _reference, page in pages(source):
        content = entry(page, "/Contents")
        for one in (content, *items(content)):
            if isinstance(one, generic.StreamObject):
                yield one.container_ref


def _grew(before: Any, after: Any) -> bool:
    return (
        all(isinstance(one, generic.DictionaryObject) for one in (before, after))
        and before.keys() < after.keys()
        and all(before.raw_get(key) == after.raw_get(key) for key in before)
    )


class StoreRule(QualifiedWhitelistRule):
    """The security store (DSS) may be written anew as a whole, its list by signature (VRI) too: it holds proofs only.

    pyHanko refuses a list whose earlier lines were written anew, as iText does. What was proved before is not lost: proofs
    of all revisions are read (``trust.carried``).
    """

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Update]:
        """Yield what belongs to the store; ``SuspiciousModification`` when it holds anything else."""
        before, after = (entry(one.root, "/DSS") for one in (old, new))
        if "/DSS" not in new.root:
            if before is not None:
                raise SuspiciousModification("the security store was taken away")
            return
        _must_be(after, PROOFS)
        yield from _written(old, old.root, new.root, ("/Root", "/DSS"))
        yield from _lists(old, new, before, after, ("/Root", "/DSS"))
        lines, path = entry(after, "/VRI"), ("/Root", "/DSS", "/VRI")
        if lines is None:
            return
        _must_be(lines, None)
        yield from _written(old, before, after, path)
        for key in lines:
            _must_be(lines[key], PROOFS_OF_ONE)
            yield from _written(old, entry(before, "/VRI"), lines, (*path, key))
            line = entry(entry(before, "/VRI"), key)
            yield from _lists(old, new, line, lines[key], (*path, key))


def _must_be(store: Any, keys: frozenset[str] | None) -> None:
    plain = isinstance(store, generic.DictionaryObject)
    if not plain or isinstance(store, generic.StreamObject):
        raise SuspiciousModification("the security store is no list of proofs")
    if keys is not None and not set(store.keys()) <= keys:
        raise SuspiciousModification(f"unexpected keys in the security store: {set(store) - keys}")


def _written(
    old: HistoricalResolver, before: Any, after: Any, path: tuple[str, ...]
) -> Iterator[Update]:
    """Yield the object that holds the last key of ``path``, when it is written under its own number or a new one."""
    holder = getattr(after.raw_get(path[-1]), "reference", None)
    if holder is None:
        return
    known = isinstance(before, generic.DictionaryObject) and path[-1] in before
    earlier = getattr(before.raw_get(path[-1]), "reference", None) if known else None
    context = Context.from_absolute(old, RawPdfPath(*path))
    for reference in safe_whitelist(old, earlier, holder):
        yield LEVEL, ReferenceUpdate(reference, context)


def _lists(
    old: HistoricalResolver, new: HistoricalResolver, before: Any, after: Any, path: tuple[str, ...]
) -> Iterator[Update]:
    for key in sorted({"/Certs", "/CRLs", "/OCSPs", "/Cert", "/CRL", "/OCSP"} & set(after.keys())):
        found = after[key]
        if not isinstance(found, generic.ArrayObject) or not all(
            isinstance(one.get_object(), generic.StreamObject) for one in found
        ):
            raise SuspiciousModification(f"{key} of the security store is no list of proofs")
        yield from _written(old, before, after, (*path, key))
        yield from _fresh(old, new, found)
    if "/TS" in after:
        yield from _fresh(old, new, after.raw_get("/TS"))
