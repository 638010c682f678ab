"""The form between two revisions, for pyHanko's difference analysis: as pyHanko does it, for forms as programs write them.

pyHanko gives up on a form in which one partial name holds a period (iText, LibreOffice write such), and on one to which a
second program adds ``/SigFlags``.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis import (
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.commons import (
    compare_dicts,
    compare_key_refs,
    qualify_transforming,
)
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    VALUE_UPDATE_KEYS,
)
from pyhanko.sign.diff_analysis.rules_api import Context

from signing.pdf.reading import entry, items
from signing.verify.pages import rect_of

TIMESTAMPS, FILLING = ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING
FREE = ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"}
SAYS = VALUE_UPDATE_KEYS | {"/I", "/TI", "/RV", "/P", "/M"}  # chosen lines, rich text, page, day
SIGNED = SAYS | {"/Lock", "/MK", "/DR", "/NM"}  # what a program adds to the field it signs
DEEPEST = 40  # fields within fields
WIDGET, DOES = "/Widget", {"/A", "/AA"}  # actions
Update = tuple[ModificationLevel, FormUpdate]
Found = dict[str, tuple[generic.Reference, Any, int]]


class CreationRule(SigFieldCreationRule):
    """A signature field made; one for a document timestamp is no form filling, whatever empty drawing it has (PDFBox)."""

    def apply(self, context: FieldComparisonContext) -> Iterable[Update]:
        """Yield what new signature fields bring with them."""
        fresh = {
            name: one for name, one in context.field_specs.items() if one.old_field_ref is None
        }
        for new in fresh.values():
            _must_be_a_place(new.new_field_ref, new.new_field)
        for level, update in super().apply(context):
            one = fresh.get(update.field_name or "")
            if one is not None and is_stamp(one.new_field):
                yield TIMESTAMPS, replace(update, valid_when_locked=True)
            elif one is not None and is_seen(one.new_field):
                yield FILLING, replace(update, valid_when_locked=False)
            else:
                yield level, update


def _must_be_a_place(ref: Any, field: Any) -> None:
    """Refuse a new field that does more than to be signed: it runs something, or hangs up a mark of another kind."""
    raws = entry(field, "/Kids")
    kids = [one for one in items(raws) if entry(one, "/T") is None]
    if any(entry(one, "/Subtype", WIDGET) != WIDGET or DOES & one.keys() for one in [field, *kids]):
        raise SuspiciousModification("a new signature field that is more than a place")
    for one in kids:
        above = dict.get(one, "/Parent")
        own = above is None or getattr(above, "reference", None) == ref
        if not own or entry(one, "/FT", "/Sig") != "/Sig" or "/V" in one:
            raise SuspiciousModification("a new signature field with a place of another field")


def is_stamp(field: Any) -> bool:
    """Say whether a field holds a document timestamp and is seen nowhere."""
    return entry(entry(field, "/V"), "/Type") == "/DocTimeStamp" and not is_seen(field)


def is_seen(field: Any) -> bool:
    """Say whether a field has a place on a page, however its numbers are written (pyHanko reads plain ones only)."""
    return any(map(rect_of, [field, *items(entry(field, "/Kids"))]))


class SignedRule(SigFieldModificationRule):
    """A field signed; its signer may say what the signature locks (Acrobat, iText write ``/Lock`` as they sign)."""

    def check_form_field(
        self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext
    ) -> Iterable[Update]:
        """Yield what may change of one field."""
        yield from super().check_form_field(fq_name, spec, context)
        before, after = spec.old_field, spec.new_field
        if before is None or after is None or "/V" in before or "/Lock" not in after:
            return
        found = after.raw_get("/Lock")
        for one in context.new.collect_dependencies(found, since_revision=context.old.revision + 1):
            if context.old.is_ref_unassignable(one):
                yield FILLING, FormUpdate(one, field_name=fq_name)


class FieldRule(GenericFieldModificationRule):
    """A field filled in; one that was empty may lose its drawing for the reader's program to make (iText does so)."""

    def check_form_field(
        self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext
    ) -> Iterable[Update]:
        """Yield what may change of one field."""
        before, after = spec.old_field, spec.new_field
        undrawn = (
            before is not None and after is not None and "/AP" in before and "/AP" not in after
        )
        if not undrawn or spec.field_type == "/Sig" or spec.new_field_ref is None:
            found = super().check_form_field(fq_name, spec, context)
            yield from (one for one in found if _written_since(context.old, one[1].updated_ref))
            return
        self.compare_fields(spec)
        for place in spec.expected_contexts():
            yield FILLING, FormUpdate(spec.new_field_ref, place, field_name=fq_name)


def _written_since(old: HistoricalResolver, ref: generic.Reference) -> bool:
    """Say whether an object was written after a revision: pyHanko calls a drawing updated that is older than that, too."""
    try:
        return old.reader.xrefs.get_last_change(ref) > old.revision
    except KeyError:  # points at nothing
        return True


class FormRule(FormUpdatingRule):
    """Accounts for signatures added and fields filled in."""

    def __init__(self) -> None:
        rules = [
            CreationRule(allow_new_visible_after_certify=True),  # by whom: Aftermath
            SignedRule(value_update_keys=SIGNED),
            FieldRule(value_update_keys=SAYS),
        ]
        super().__init__(rules, FREE)

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Update]:
        """Yield what may change in the form; ``SuspiciousModification`` for what may not."""
        path = RawPdfPath("/Root", "/AcroForm")
        before, after = yield from _key(old, (old.root, new.root), path, TIMESTAMPS)
        compare_dicts(before, after, self.ignored_acroform_keys)
        forms = (before, after)
        earlier, later = yield from _key(old, forms, path + "/Fields", TIMESTAMPS)
        yield from _fonts(old, new, forms)
        specs = list(_listed(earlier, later, path + "/Fields", "", None, 0))
        if len(specs) > len(dict(specs)):
            raise SuspiciousModification("two fields of one name")
        context = FieldComparisonContext(field_specs=dict(specs), old=old, new=new)
        for rule in self.field_rules:
            yield from rule.apply(context)


def _fonts(
    old: HistoricalResolver, new: HistoricalResolver, forms: tuple[Any, Any]
) -> Iterator[Update]:
    """Yield the resources of the form; that they grow is no form filling (PDFBox adds fonts whatever it does)."""
    before, after = (entry(one, "/DR") for one in forms)
    level = TIMESTAMPS if _only_more(before, after) else FILLING
    _before, found = yield from _key(old, forms, RawPdfPath("/Root", "/AcroForm", "/DR"), level)
    if found is not None:
        for one in new.collect_dependencies(found, since_revision=old.revision + 1):
            yield level, FormUpdate(one, field_name=None)


def _only_more(before: Any, after: Any) -> bool:
    if before is None or not all(
        isinstance(one, generic.DictionaryObject) for one in (before, after)
    ):
        return before is None
    for key in before:
        one, two = before[key], entry(after, key)
        if one != two and not (
            isinstance(one, generic.DictionaryObject)
            and all(name in two and one.raw_get(name) == two.raw_get(name) for name in one)
        ):
            return False
    return True


def _key(
    old: HistoricalResolver, holders: tuple[Any, Any], path: RawPdfPath, level: ModificationLevel
) -> Generator[Update, None, Any]:
    """Yield the object behind the last key of ``path``; return its value before and after."""
    make = FormUpdate.curry_ref(field_name=None, context_checked=Context.from_absolute(old, path))
    found = compare_key_refs(path.path[-1], old, *holders)
    return (yield from qualify_transforming(level, found, transform=make))


def _listed(  # noqa: PLR0917
    before: Any, after: Any, path: RawPdfPath | None, above: str, kind: Any, depth: int
) -> Iterator[tuple[str, FieldComparisonSpec]]:
    """Yield each field by its full name, as it was and as it is."""
    old, new = _named(before, PdfReadError), _named(after, SuspiciousModification)
    for name in old.keys() | new.keys():
        (one, was, index), (two, is_now, _) = old.get(name, NOTHING), new.get(name, NOTHING)
        kinds = [entry(value, "/FT", kind) for value in (was, is_now) if value is not None]
        if len(set(kinds)) > 1:
            raise SuspiciousModification(f"Update changed field type of {name}")
        place = path + index if path is not None and one is not None else None
        full = f"{above}.{name}" if above else name
        yield full, FieldComparisonSpec(kinds[0], one, two, place)
        kids, now = (entry(value, "/Kids", generic.ArrayObject()) for value in (was, is_now))
        if (kids or now) and depth < DEEPEST:
            below = place + "/Kids" if place is not None else None
            yield from _listed(kids, now, below, full, kinds[0], depth + 1)


NOTHING: tuple[None, None, int] = (None, None, 0)


def _named(fields: Any, fault: type[Exception]) -> Found:
    """Return the fields of one level by their partial names; nameless ones are mere widgets."""
    if not isinstance(fields, generic.ArrayObject):
        raise fault("Field list is not an array.")
    found: Found = {}
    for index in range(len(fields)):
        raw = fields.raw_get(index)
        one = raw.get_object()
        if not isinstance(raw, generic.IndirectObject) or not isinstance(
            one, generic.DictionaryObject
        ):
            raise fault("Fields must be dictionaries of their own")
        name = str(entry(one, "/T", ""))
        if name in found:
            raise fault("Duplicate field name")
        if "/T" in one:
            found[name] = raw.reference, one, index
    return found
