"""Judge one file: the ladder from “is it a PDF” to a verdict for each signature."""

import datetime as dt
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from signing.pdf.reading import entry, items
from signing.verify import container, old, ranges, seals, sight, trust
from signing.verify.changes import History
from signing.verify.verdicts import Change, Finding, Judgement, Reason, Verdict, gravest

LARGEST = 200 * 1024 * 1024  # bytes
HEADER_WITHIN = 1024
RAW_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")

LAST_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\x00\t\n\x0c\r ]*\Z")


def judge_path(path: Path, roots: list[x509.Certificate]) -> Judgement:
    """Judge the file at ``path``; whatever is wrong with it, the answer is a judgement."""
    try:
        if not path.exists():
            return Judgement(Verdict.MALFORMED, Reason.MISSING)
        if not path.is_file():
            return Judgement(Verdict.MALFORMED, Reason.NOT_A_FILE)
        if path.stat().st_size > LARGEST:
            return Judgement(Verdict.MALFORMED, Reason.TOO_BIG)
        data = path.read_bytes()
    except OSError as error:
        return Judgement(Verdict.MALFORMED, Reason.NOT_READABLE, error.strerror or "")
    return judge(data, roots)


def judge(data: bytes, roots: list[x509.Certificate]) -> Judgement:
    """Judge the bytes of a file."""
    if not data:
        return Judgement(Verdict.MALFORMED, Reason.EMPTY)
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        return Judgement(Verdict.MALFORMED, Reason.NOT_A_PDF)
    try:
        return _Case(data, _opened(data), roots).judgement()
    except _Locked:
        return Judgement(Verdict.MALFORMED, Reason.PASSWORD)
    except MemoryError:
        return Judgement(Verdict.MALFORMED, Reason.TOO_COMPLEX)
    except Exception as error:  # noqa: BLE001 (hostile files raise anything)
        return _damaged(data, roots, error)


class _Locked(Exception):
    """The file opens with a password only."""


def _opened(data: bytes) -> PdfFileReader:
    """Open the file, laxly: hybrid files (Word) and small slips are judged, not refused."""
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        try:
            status = reader.decrypt("").status
        except Exception as error:
            raise _Locked from error
        if status == AuthStatus.FAILED:
            raise _Locked
    return reader


@dataclass
class _Case:
    data: bytes
    reader: PdfFileReader
    roots: list[x509.Certificate]

    def judgement(self) -> Judgement:
        fields = list(seals.signature_fields(self.reader))
        lost = seals.earlier_names(self.reader) - {one.name for one in fields}
        if not fields and not lost:
            return _hidden(self.data) or Judgement(Verdict.UNSIGNED, Reason.NO_SIGNATURE)
        self.history, self.store = History(self.reader), trust.carried(self.reader)
        self.watch = ranges.Watch(self.reader, self.data)
        findings = [self._judge_field(one) for one in fields]
        findings += [_lost(name) for name in sorted(lost)]
        return gravest(findings)

    def _judge_field(self, one: seals.SignatureField) -> Finding:
        try:
            finding = self._judge_value(one)
        except ranges.BadRange:
            finding = Finding().judge(Verdict.INVALID, Reason.BAD_RANGE)
        except container.Spoilt:
            finding = Finding().judge(Verdict.INVALID, Reason.NO_CONTENTS)
        except Exception as error:  # noqa: BLE001 (hostile fields raise anything)
            finding = Finding().judge(Verdict.INVALID, Reason.NO_CONTENTS, type(error).__name__)
        finding.field = one.name
        return finding

    def _judge_value(self, one: seals.SignatureField) -> Finding:
        value = one.value
        if not isinstance(value, generic.DictionaryObject):
            raise container.Spoilt
        byte_range = [int(number) for number in items(value["/ByteRange"])]
        cover = ranges.coverage(self.data, byte_range)
        said = _contents(value)
        if said.rstrip(b"\x00") != cover.contents.rstrip(b"\x00"):
            raise ranges.BadRange
        digests = container.Digests(self.data, byte_range)
        known = container.Known(self.roots, self.store, _said_at(value))
        if entry(value, "/SubFilter") == "/adbe.x509.rsa_sha1":
            finding, clean = old.examine(value, cover.contents, digests), True
            finding.time = known.said_at.isoformat() if known.said_at else None
        else:
            box = container.read_container(cover.contents)
            finding, clean = container.examine(box, digests, known), box.clean_padding
        if not finding.intact:
            finding.modification = (
                Change.OTHER if finding.verdict == Verdict.MODIFIED else Change.UNKNOWN
            )
            return finding
        if not clean:
            return finding.judge(Verdict.MODIFIED, Reason.PADDING_CHANGED)
        return self._judge_later(finding, one, cover.end)

    def _judge_later(self, finding: Finding, one: seals.SignatureField, end: int) -> Finding:
        finding.covers_whole_file = ranges.covers_all(self.data, end)
        base = ranges.revision_at(self.reader, end)
        if base is None or not self._stands_alone(base, end):
            return _changed(finding, Reason.TAIL)
        changed = (
            self.reader.xrefs.get_last_change(one.field.raw_get("/V").reference)
            if _indirect(one.field)
            else base
        )
        if changed > base:
            return _changed(finding, Reason.REPLACED)
        if finding.covers_whole_file and base == self.reader.xrefs.total_revisions - 1:
            finding.modification = Change.NONE
            return finding
        return self._judge_tail(finding, one, end, base)

    def _judge_tail(
        self, finding: Finding, one: seals.SignatureField, end: int, base: int
    ) -> Finding:
        stranger = self.watch.first_after(end)
        if stranger is not None:
            return _changed(finding, Reason.TAIL, f"{stranger.offset}: {stranger.what}")
        later = self.history.since(base, _permission(one), _lock(one))
        if later.fault is not None:
            return _changed(finding, later.fault, later.detail)
        page = sight.looks_different(self.data[:end], self.data)
        if page is not None:
            reason = Reason.LOOKS_DIFFERENT if page else Reason.CHANGED_LATER
            return _changed(finding, reason, str(page))
        finding.modification = later.change
        if finding.verdict == Verdict.VALID and later.change != Change.NONE:
            finding.reason = Reason.GOOD_THEN_FILLED
        return finding

    def _stands_alone(self, base: int, end: int) -> bool:
        """Say whether the signed part is a file by itself whose last table is the one of its revision."""
        found = LAST_TABLE.search(self.data, max(0, end - 1200), end)
        if found is None:
            return False
        place = self.reader.xrefs.get_xref_container_info(base)
        return int(found[1]) in (place.declared_startxref, place.start_location)


def _indirect(one: generic.DictionaryObject) -> bool:
    return isinstance(one.raw_get("/V"), generic.IndirectObject)


def _contents(value: generic.DictionaryObject) -> bytes:
    raw = value.raw_get("/Contents", decrypt=generic.EncryptedObjAccess.RAW)
    if isinstance(raw, generic.IndirectObject):
        raise container.Spoilt
    return bytes(raw.original_bytes)


def _changed(finding: Finding, reason: Reason, detail: str = "") -> Finding:
    finding.modification = Change.OTHER
    return finding.judge(Verdict.MODIFIED, reason, detail)


def _lost(name: str) -> Finding:
    return Finding(field=name, modification=Change.OTHER).judge(Verdict.MODIFIED, Reason.REMOVED)


def _said_at(value: generic.DictionaryObject) -> dt.datetime | None:
    """Return the time in ``/M``: what the signer says, where the container says nothing (PAdES)."""
    try:
        found = generic.parse_pdf_date(str(entry(value, "/M", "")), strict=False)
    except Exception:  # noqa: BLE001 (whatever a hostile file writes there)
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _transform(one: seals.SignatureField, method: str) -> Any:
    for found in items(entry(one.value, "/Reference")):
        if entry(found, "/TransformMethod") == method:
            return entry(found, "/TransformParams", generic.DictionaryObject())
    return None


def _permission(one: seals.SignatureField) -> MDPPerm | None:
    """Return what a certification or a lock allows afterwards; ``None`` when nothing is said (form filling)."""
    params = _transform(one, "/DocMDP")
    if params is not None:
        return MDPPerm(int(entry(params, "/P", 2)))
    level = entry(entry(one.field, "/Lock"), "/P")
    return MDPPerm(int(level)) if level is not None else None


def _lock(one: seals.SignatureField) -> FieldMDPSpec | None:
    params = _transform(one, "/FieldMDP")
    return FieldMDPSpec.from_pdf_object(params) if params is not None else None


def _hidden(data: bytes) -> Judgement | None:
    """A file whose form knows no signature, but whose bytes carry one that fits: it was taken out of sight."""
    for found in RAW_RANGE.finditer(data):
        finding = _raw(data, [int(number) for number in found.groups()], [])
        if finding is not None and finding.intact:
            return gravest([_changed(finding, Reason.REMOVED)])
    return None


def _damaged(data: bytes, roots: list[x509.Certificate], error: Exception) -> Judgement:
    """A file that cannot be parsed: where a signature is found in its bytes, say that they were changed."""
    findings = []
    for found in RAW_RANGE.finditer(data):
        numbers = [int(number) for number in found.groups()]
        finding = _raw(data, numbers, roots)
        if finding is None or (finding.intact and ranges.covers_all(data, sum(numbers[2:]))):
            continue
        findings.append(
            _changed(finding, Reason.TAIL if finding.intact else Reason.CONTENT_CHANGED)
        )
    if findings:
        return gravest(findings)
    return Judgement(Verdict.MALFORMED, Reason.DAMAGED, f"{type(error).__name__}: {error}"[:300])


def _raw(data: bytes, byte_range: list[int], roots: list[x509.Certificate]) -> Finding | None:
    try:
        cover = ranges.coverage(data, byte_range)
        box = container.read_container(cover.contents)
        return container.examine(
            box, container.Digests(data, byte_range), container.Known(roots, {})
        )
    except (ranges.BadRange, container.Spoilt, ValueError):
        return None
