"""What was changed after a signature: pyHanko's difference analysis step by step, and three things it lets pass.

Steps between revisions are compared once and shared by all signatures. A field that already said something when the
document was signed may not say something else afterwards, although the format calls that filling a form: it is how
the “replace” kind of shadow attack works. And nothing may come into being later that the signed part already points at.
"""

import io
import re
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DocInfoRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.policy_api import DiffResult
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from signing.pdf.reading import entry, items
from signing.verify.allowed import CatalogRule, FreedRule, ResourcesRule, StoreRule
from signing.verify.comments import CommentRule
from signing.verify.form_rule import FormRule
from signing.verify.pages import pages
from signing.verify.redrawn import redrawn
from signing.verify.verdicts import Change, Reason

CHANGES = {
    ModificationLevel.NONE: Change.NONE,
    ModificationLevel.LTA_UPDATES: Change.TIMESTAMPS,
    ModificationLevel.FORM_FILLING: Change.FORM,
    ModificationLevel.ANNOTATIONS: Change.ANNOTATIONS,
    ModificationLevel.OTHER: Change.OTHER,
}
LEVELS = {
    MDPPerm.NO_CHANGES: ModificationLevel.LTA_UPDATES,
    MDPPerm.FILL_FORMS: ModificationLevel.FORM_FILLING,
    MDPPerm.ANNOTATE: ModificationLevel.ANNOTATIONS,
}


def _policy(*more: str) -> StandardDiffPolicy:
    return StandardDiffPolicy(
        global_rules=[
            FreedRule(),
            CatalogRule(frozenset(more)),
            DocInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
            XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
            ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
            StoreRule(),
            MetadataUpdateRule().as_qualified(ModificationLevel.LTA_UPDATES),
            ResourcesRule(),
            CommentRule(),
        ],
        form_rule=FormRule(),
        reject_object_freeing=False,  # FreedRule tells which
    )


POLICY = _policy()
CERTIFYING = _policy("/Perms")  # the first signature of a file may certify it
SHOWS_TEXT = re.compile(rb"(?:T[jJ]|Do|'|\")\s")
NOTHING = re.compile(rb"(?:\(\)|<>|\[\])\s*T[jJ]")  # an empty field as some programs draw it
LETTERS = re.compile(rb"(?:T[jJ]|'|\"|\bBI|\bsh)\s")  # and pictures written into a drawing
DEEPEST = 4  # drawings within drawings
DEEPEST_FIELD = 40  # fields within fields
EMPTY = frozenset({"", "/Off"})
PRINTS, APART = 4, 8 | 16  # flags: printers show it; it does not zoom, or turn, with its page


class Promised(SuspiciousModification):
    """Something was made later that the signed part already pointed at."""


@dataclass
class Later:
    """What came after one signature: how far it goes, which fields, and the reason when that is too far."""

    change: Change
    fault: Reason | None = None
    detail: str = ""
    revision: int = 0  # the one at fault
    fields: frozenset[str] = frozenset()


@dataclass
class History:
    """The revisions of one file, compared step by step."""

    reader: PdfFileReader
    steps: dict[tuple[int, str, str], DiffResult | SuspiciousModification] = field(
        default_factory=dict
    )
    policy: StandardDiffPolicy = POLICY

    def since(self, base: int, permission: MDPPerm | None, lock: FieldMDPSpec | None) -> Later:
        """Say what the revisions after ``base`` changed, under the permissions that the signature grants."""
        last = self.reader.xrefs.total_revisions - 1
        allowed = LEVELS.get(permission, ModificationLevel.FORM_FILLING)  # type: ignore[arg-type]
        highest, names = ModificationLevel.NONE, set()
        for number in range(base + 1, last + 1):
            result = self.step(number, permission, lock)
            if isinstance(result, SuspiciousModification):
                reason = Reason.PROMISED if isinstance(result, Promised) else Reason.CHANGED_LATER
                return Later(Change.OTHER, reason, str(result), number)
            highest = max(highest, result.modification_level)
            names |= result.changed_form_fields
            if highest > allowed:
                reason = Reason.CHANGED_LATER if permission is None else Reason.LOCKED
                return Later(CHANGES[highest], reason, "", number)
        ends = (self.reader.get_historical_resolver(one) for one in (base, last))
        if name := redrawn(*ends):
            return Later(Change.OTHER, Reason.FIELD_OVERWRITTEN, name, last)
        for name in sorted(names):
            if self._overwritten(name, base, last):
                return Later(Change.OTHER, Reason.FIELD_OVERWRITTEN, name, last)
        return Later(CHANGES[highest], fields=frozenset(names))

    def step(
        self, number: int, permission: MDPPerm | None = None, lock: FieldMDPSpec | None = None
    ) -> DiffResult | SuspiciousModification:
        """Compare revision ``number`` with the one before it."""
        mark = (number, repr(permission), repr(lock))
        if mark not in self.steps:
            old, new = (self.reader.get_historical_resolver(one) for one in (number - 1, number))
            try:
                self.steps[mark] = self.policy.apply(
                    old, new, field_mdp_spec=lock, doc_mdp=permission
                )
                _keep_promises(old, new)
            except SuspiciousModification as found:
                self.steps[mark] = found
        return self.steps[mark]

    def _overwritten(self, name: str, base: int, last: int) -> bool:
        before = form_field(self.reader.get_historical_resolver(base), name)
        if before is None or entry(before, "/FT") == "/Sig" or not says_something(before):
            return False
        after = form_field(self.reader.get_historical_resolver(last), name)
        return _says(before) != _says(after) or _is_shown_otherwise(before, after)


def _keep_promises(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """Refuse objects that are new in this revision although the earlier ones point at their numbers already.

    pyHanko takes a number beyond the earlier table for unused; a signed page may point there all the same.
    """
    xrefs, usages = new.reader.xrefs, getattr(new.reader, "usages", None)
    if _is_a_stream(new):
        raise Promised("the catalogue or a page is a stream")
    for reference in new.explicit_refs_in_revision() - set(new.refs_freed_in_revision()):
        if xrefs.get_introducing_revision(reference) == new.revision and old._get_usages_of_ref(  # noqa: SLF001
            reference
        ):
            raise Promised(f"object {reference.idnum}")
        if usages is not None and usages.lies_aside(reference, new.revision, old(reference)):
            raise Promised(f"object {reference.idnum}, called a parent")


def _is_a_stream(source: HistoricalResolver) -> bool:
    """Say whether the catalogue or a page is a stream: it could be drawn elsewhere, and only its keys are compared."""
    found = [source.root, *(page for _reference, page in pages(source))]
    return any(isinstance(one, generic.StreamObject) for one in found)


def form_field(source: HistoricalResolver, name: str) -> generic.DictionaryObject | None:
    """Find a form field by its full name; its kind and value may come from above it."""
    return _within(items(entry(entry(source.root, "/AcroForm"), "/Fields")), name, {}, 0)


def _within(
    level: list[Any], name: str, above: dict[str, Any], depth: int
) -> generic.DictionaryObject | None:
    """Look among the fields of one level and below; a partial name may hold a period itself."""
    for one in level if depth < DEEPEST_FIELD else ():
        part = str(entry(one, "/T", ""))
        if part != name and not (part and name.startswith(f"{part}.")):
            continue
        found = above | {key: one[key] for key in ("/FT", "/V") if part and key in one}
        if part == name:
            return generic.DictionaryObject({**found, **one})
        if part:
            kids = items(entry(one, "/Kids"))
            below = _within(kids, name.removeprefix(f"{part}."), found, depth + 1)
            if below is not None:
                return below
    return None


def says_something(one: generic.DictionaryObject) -> bool:
    """Say whether a field has a value or shows text."""
    return str(entry(one, "/V", "")) not in EMPTY or bool(
        SHOWS_TEXT.search(NOTHING.sub(b"", _appearance(one)) + b" ")
    )


def _says(one: generic.DictionaryObject | None) -> tuple[Any, ...]:
    if one is None:
        return ()
    said = [_text(entry(one, key, "")) for key in ("/V", "/RV")]
    drawings = [_appearance(one, key) for key in ("/N", "/R", "/D")]  # under the mouse, too
    return *said, _chosen(one), str(entry(one, "/AS", "")), *drawings


def _text(value: Any) -> str | bytes:
    """Return what a value says; a long one may be a stream (ISO 32000-1, 12.7.4.3)."""
    return _drawing(value) if isinstance(value, generic.StreamObject) else str(value)


def _chosen(one: generic.DictionaryObject) -> str:
    """Return which lines of a list are called chosen, where its value does not say the same: poppler goes by them."""
    options, value = items(entry(one, "/Opt")), entry(one, "/V")
    values = items(value) if isinstance(value, generic.ArrayObject) else [value]
    numbers = [number for number in items(entry(one, "/I")) if isinstance(number, int)]
    lines = [options[number] for number in numbers if 0 <= number < len(options)]
    said = [items(line)[0] if isinstance(line, generic.ArrayObject) else line for line in lines]
    return "" if sorted(map(str, said)) == sorted(map(str, values)) else str(numbers or "")


def _is_shown_otherwise(
    before: generic.DictionaryObject, after: generic.DictionaryObject | None
) -> bool:
    """Say whether a place is not printed any more, or no longer zooms and turns with its page (ISO 32000-1, table 165)."""
    earlier, later = ([one, *items(entry(one, "/Kids"))] for one in (before, after))
    flags = [[entry(one, "/F", 0) for one in some] for some in (earlier, later)]
    plain = [[one if isinstance(one, int) else 0 for one in some] for some in flags]
    pairs = list(zip(*plain, strict=False))
    return any((one & PRINTS and not two & PRINTS) or two & ~one & APART for one, two in pairs)


def _appearance(one: generic.DictionaryObject, key: str = "/N") -> bytes:
    """Return what a field shows: the drawing of a text field, of boxes that of their present state."""
    out = io.BytesIO()
    for widget in [one, *items(entry(one, "/Kids"))]:
        normal = _normal(widget, key)
        if normal is not None:
            out.write(_drawing(normal))
    return out.getvalue()


def _normal(widget: Any, key: str = "/N") -> generic.StreamObject | None:
    normal = entry(entry(widget, "/AP"), key)
    if not isinstance(normal, generic.StreamObject):
        normal = entry(normal, str(entry(widget, "/AS", "")))
    return normal if isinstance(normal, generic.StreamObject) else None


def prints(one: generic.DictionaryObject) -> bool:
    """Say whether the drawing of a comment shows text or a picture, itself or in a drawing within it."""
    normal = _normal(one)
    return normal is not None and _prints(normal, 0)


def _prints(stream: generic.StreamObject, depth: int) -> bool:
    if depth > DEEPEST or LETTERS.search(_drawing(stream) + b" "):
        return True
    within = entry(entry(stream, "/Resources"), "/XObject")
    for name in within if isinstance(within, generic.DictionaryObject) else ():
        part = entry(within, name)
        if entry(part, "/Subtype") != "/Form" or _prints(part, depth + 1):
            return True
    return False


def _drawing(stream: generic.StreamObject) -> bytes:
    try:
        return bytes(stream.data)
    except Exception:  # noqa: BLE001 (what cannot be unpacked is compared as it lies)
        return bytes(stream.encoded_data)
