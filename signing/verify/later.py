"""What came after a signature: judged byte by byte, object by object and by looking at the pages; told revision by revision."""

import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from signing.pdf.reading import entry, items
from signing.verify import abuse, ranges, rows, seals, undrawn
from signing.verify.abuse import PRINTED
from signing.verify.changes import History, Later, form_field, prints, says_something
from signing.verify.naming import name_attack
from signing.verify.pages import Box, drawn_by_form, layout_of, pages, rect_of, weight
from signing.verify.sight import Sight
from signing.verify.story import Story
from signing.verify.verdicts import Change, Finding, Notice, Reason, Verdict

LAST_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\x00\t\n\x0c\r ]*\Z")
LOOKED_AT = 400  # marks of one file; what is not looked at is not proved harmless
KINDS = {"/Sig": "seal", "/Btn": "box"}  # of fields; others are “field”
UNSEEN = 32 | 256  # flags of marks that printers show and screens do not (ISO 32000-1, table 165)


@dataclass(frozen=True)
class Base:
    """A signature and the end of the bytes it covers."""

    one: seals.SignatureField
    end: int

    @property
    def permission(self) -> MDPPerm | None:
        """What a certification or a lock allows afterwards; ``None`` when nothing is said (form filling)."""
        params = self._transform("/DocMDP")
        if params is not None:
            return MDPPerm(int(entry(params, "/P", 2)))
        level = entry(entry(self.one.field, "/Lock"), "/P")
        return MDPPerm(int(level)) if level is not None else None

    @property
    def certifies(self) -> bool:
        """Say whether the signature itself says what may follow, as a certification does."""
        return self._transform("/DocMDP") is not None

    @property
    def lock(self) -> FieldMDPSpec | None:
        """Which fields the signature locks."""
        params = self._transform("/FieldMDP")
        return FieldMDPSpec.from_pdf_object(params) if params is not None else None

    def _transform(self, method: str) -> Any:
        for found in items(entry(self.one.value, "/Reference")):
            if entry(found, "/TransformMethod") == method:
                return entry(found, "/TransformParams", generic.DictionaryObject())
        return None


@dataclass
class Aftermath:
    """The later part of one file; what was looked at for one signature is not looked at again for the next."""

    data: bytes
    reader: PdfFileReader
    trusted: dict[str, str] = dataclasses.field(
        default_factory=dict
    )  # key → name of fields whose signatures are whole and by somebody known
    stamps: set[str] = dataclasses.field(default_factory=set)  # keys of fields that clocks signed

    def __post_init__(self) -> None:
        self.last = self.reader.xrefs.total_revisions - 1
        self.history = History(self.reader)
        self.watch = ranges.Watch(self.reader, self.data)
        self.sight = Sight(self.data)
        self.story = Story(self.reader, self.history)

    def judge(self, finding: Finding, base: Base) -> None:
        """Weigh what lies behind the signed bytes: verdict, kind of change, the story and the name of an attack."""
        finding.covers_whole_file = ranges.covers_all(self.data, base.end)
        number = ranges.revision_at(self.reader, base.end)
        finding.covers = {
            "revision": None if number is None else number + 1,
            "revisions": self.last + 1,
            "bytes": base.end,
            "of": len(self.data),
        }
        fault = self._weigh(finding, base, number)
        finding.changes = self.story.since(number, fault) if number is not None else []
        if finding.verdict == Verdict.MODIFIED:
            certified = base.permission is not None
            name_attack(finding, self.reader, fault, certified=certified)

    def _weigh(self, finding: Finding, base: Base, number: int | None) -> int:
        """Judge; return the number of the revision at fault, 0 for none or unknown."""
        longer = base.end < len(self.data) and rows.lies_too_far(self.data)
        if number is None or longer or not self._stands_alone(number, base.end):
            return _changed(finding, Reason.TAIL)
        if self._last_change(base.one) > number:
            return _changed(finding, Reason.REPLACED, "", self._last_change(base.one))
        if finding.covers_whole_file and number == self.last:
            finding.modification = Change.NONE
            return 0
        stranger = self.watch.first_after(base.end)
        if stranger is not None:
            return _changed(finding, Reason.TAIL, f"{stranger.offset}: {stranger.what}")
        later = self.history.since(number, base.permission, base.lock)
        if later.fault is not None:
            return _changed(finding, later.fault, later.detail, later.revision)
        return self._look(finding, base, number, later)

    def _seen(self, number: int, later: Later) -> list[str]:
        """Return the keys of visible signature fields that were made after revision ``number``."""
        before, after = (self.reader.get_historical_resolver(one) for one in (number, self.last))
        found = []
        for key in sorted(later.fields):
            one = form_field(after, key)
            made = entry(one, "/FT") == "/Sig" and form_field(before, key) is None
            if made and any(map(rect_of, [one, *items(entry(one, "/Kids"))])):
                found.append(key)
        return found

    def _look(self, finding: Finding, base: Base, number: int, later: Later) -> int:
        """Look at the pages, and at whose marks were added.

        Acrobat lets anybody add a visible signature to a certified file (SSA: Rohlmann and others 2021); here only those
        may whom the reader trusts, as in iText's manual: on whom the finding relies is told, for the store may know more.
        """
        seen = self._seen(number, later) if base.permission is not None else []
        if strange := [key for key in seen if key not in self.trusted]:
            return _changed(finding, Reason.LOCKED, strange[0], self.last)
        finding.relies_on = [self.trusted[key] for key in seen]
        boxes = self._marks(number)
        page = self.sight.looks_different(base.end, boxes, self._touched(number, boxes))
        if page is not None:
            reason = Reason.LOOKS_DIFFERENT if page else Reason.CHANGED_LATER
            return _changed(finding, reason, str(page), self.last)
        if len(boxes) > LOOKED_AT:
            return _changed(finding, Reason.CHANGED_LATER, f"{len(boxes)} marks", self.last)
        abused = abuse.first(self.sight, base.end, boxes)
        if abused is not None:
            return _changed(finding, Reason.HIDDEN, str(abused.page + 1), self.last)
        finding.modification = later.change
        if self.sight.missed:
            finding.notices.append(Notice.NOT_ALL_SEEN)
        if finding.verdict == Verdict.VALID and later.change != Change.NONE:
            commented = later.change == Change.ANNOTATIONS
            finding.reason = Reason.GOOD_THEN_COMMENTED if commented else Reason.GOOD_THEN_FILLED
        return 0

    def _touched(self, number: int, boxes: list[Box]) -> list[int]:
        """Return the pages on which something written after revision ``number`` is used or stands, lightest first."""
        found = pages(self.reader.get_historical_resolver(self.last))
        places = {(one.idnum, one.generation): at for at, (one, _page) in enumerate(found) if one}
        usages = getattr(self.reader, "usages", None)
        if usages is None:
            touched = set(range(len(found)))
        else:
            later = range(number + 1, self.last + 1)
            refs = (self.reader.xrefs.explicit_refs_in_revision(one) for one in later)
            changed = {(ref.idnum, ref.generation) for some in refs for ref in some}
            touched = usages.above(changed, places) | {one.page for one in boxes}
            touched |= drawn_by_form(self.reader.get_historical_resolver(number), found)
        return sorted(touched, key=lambda at: weight(found[at][1]) if at < len(found) else 0)

    def _marks(self, number: int) -> list[Box]:
        """Return the places of everything that was added or filled in as allowed since revision ``number``."""
        views = (self.reader.get_historical_resolver(one) for one in (number, self.last))
        before, after = (layout_of(one) for one in views)
        found, signed = [], self._signed()
        for mark, (_page, one) in after.placed.items():
            reference = generic.Reference(mark[0], mark[1], self.reader)
            subtype = str(entry(one, "/Subtype", ""))
            if mark not in before.placed:
                found.append(after.box(reference, *_new_mark(one, subtype, signed=mark in signed)))
            elif subtype == "/Widget" and self._changed_since(reference, number):
                kind = KINDS.get(_type(one), "field")  # an own place is no better than a new one
                kind = "said" if says_something(before.placed[mark][1]) else kind
                kind = "unseen" if kind == "seal" and mark not in signed and prints(one) else kind
                found.append(after.box(reference, _unseen(one) or kind, subtype))
        return [one for one in found if one is not None]

    def _signed(self) -> set[tuple[int, int]]:
        """Return the places in which people signed: a clock stamps for anybody, and a value alone is no signature."""
        fields = (one for one in seals.signature_fields(self.reader) if one.key not in self.stamps)
        return {mark for one in fields for mark in seals.places(one)}

    def _changed_since(self, reference: generic.Reference, number: int) -> bool:
        """Say whether a widget, or what it shows, was changed after revision ``number``."""
        if self.reader.xrefs.get_last_change(reference) > number:
            return True
        one = self.reader.get_object(reference)
        parts = self.reader.get_historical_resolver(self.last).collect_dependencies(
            entry(one, "/AP"), since_revision=None
        )
        return any(self.reader.xrefs.get_last_change(part) > number for part in parts)

    def _last_change(self, one: seals.SignatureField) -> int:
        raw = one.field.raw_get("/V")
        if not isinstance(raw, generic.IndirectObject):
            return 0
        return int(self.reader.xrefs.get_last_change(raw.reference))

    def _stands_alone(self, number: int, end: int) -> bool:
        """Say whether the signed part is a file by itself whose last table is the one of its revision."""
        found = LAST_TABLE.search(self.data, max(0, end - 1200), end)
        if found is None:
            return False
        place = self.reader.xrefs.get_xref_container_info(number)
        return int(found[1]) in (place.declared_startxref, place.start_location)

    def tell_who(self, findings: list[Finding]) -> None:
        """Write into the stories who made each later signature; close the eyes."""
        who = {one.field: one.signer for one in findings}
        for one in findings:
            for change in one.changes:
                change["by"] = who.get(change["name"], "")
        self.sight.close()


def _unseen(one: Any) -> str:
    flags = entry(one, "/F", 0)
    return "unseen" if isinstance(flags, int) and flags & UNSEEN else ""


def _new_mark(one: generic.DictionaryObject, subtype: str, *, signed: bool) -> tuple[str, str]:
    """Return the kind of a mark that was added, and what it is looked at as."""
    if subtype != "/Widget":
        shown = PRINTED[0] if prints(one) else subtype
        return _unseen(one) or undrawn.doubt(one) or "comment", shown
    if not signed:  # nobody signed: an empty place has no ink, and says nothing
        return _unseen(one) or ("unseen" if prints(one) else "comment"), PRINTED[0]
    return _unseen(one) or "seal", subtype


def _type(widget: generic.DictionaryObject) -> str:
    return str(entry(widget, "/FT", entry(entry(widget, "/Parent"), "/FT")))


def _changed(finding: Finding, reason: Reason, detail: str = "", revision: int = 0) -> int:
    finding.modification = Change.OTHER
    finding.judge(Verdict.MODIFIED, reason, detail)
    return revision
