"""Judge one file: the ladder from “is it a PDF” to a verdict for each signature."""

import datetime as dt
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.reading import entry, items
from signing.verify import chains, container, ranges
from signing.verify.case import Case, Setting
from signing.verify.ended import Said
from signing.verify.ended import read as read_ended
from signing.verify.examine import Known, Subject, examine
from signing.verify.indications import indicate
from signing.verify.locked import opens
from signing.verify.naming import name_attack
from signing.verify.opening import Reader
from signing.verify.revocations import Evidence, read_files
from signing.verify.verdicts import Change, Finding, Judgement, Reason, Verdict, gravest

LARGEST = 200 * 1024 * 1024  # bytes
HEADER_WITHIN = 1024
RAW_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def judge_path(
    path: Path,
    roots: list[x509.Certificate],
    now: dt.datetime | None = None,
    revocation: Iterable[str] = (),
    times: list[x509.Certificate] | None = None,
    **more: Any,
) -> Judgement:
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
    return judge(data, roots, now, revocation, times, **more)


def judge(
    data: bytes,
    roots: list[x509.Certificate],
    now: dt.datetime | None = None,
    revocation: Iterable[str] = (),
    times: list[x509.Certificate] | None = None,
    *,
    ended: Iterable[Said] = (),
    kept: dt.datetime | None = None,
) -> Judgement:
    """Judge the bytes of a file at the moment ``now``.

    ``revocation``: paths of lists and answers of the trust store; ``times``: roots of timestamps, when they are others;
    ``ended``: roots in which belief ended; ``kept``: since when who asks has kept this very file, which proves its age.
    """
    if not data:
        return Judgement(Verdict.MALFORMED, Reason.EMPTY)
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        return Judgement(Verdict.MALFORMED, Reason.NOT_A_PDF)
    evidence = Evidence()
    read_files(evidence, revocation)
    over = read_ended(ended, [*roots, *(times or ())])
    setting = Setting(roots, now or dt.datetime.now(dt.UTC), evidence, times, over, kept)
    judgement = _judged(data, setting)
    for finding in judgement.signatures:
        indicate(finding)
        if not finding.attack and finding.verdict in {Verdict.INVALID, Verdict.MODIFIED}:
            name_attack(finding, None, 0, certified=False)
    return judgement


def _judged(data: bytes, setting: Setting) -> Judgement:
    try:
        reader = opened(data)
        found = Case(data, reader, setting).judgement()
    except _Locked:
        return Judgement(Verdict.MALFORMED, Reason.PASSWORD)
    except MemoryError:
        return Judgement(Verdict.MALFORMED, Reason.TOO_COMPLEX)
    except Exception as error:  # noqa: BLE001 (hostile files raise anything)
        return _damaged(data, setting, error)
    if found is not None:
        return found
    return _hidden(data, reader, setting) or Judgement(Verdict.UNSIGNED, Reason.NO_SIGNATURE)


class _Locked(Exception):
    """The file opens with a password only."""


def opened(data: bytes) -> PdfFileReader:
    """Open the file, laxly: hybrid files (Word) and small slips are judged, not refused."""
    reader = Reader(io.BytesIO(data))
    if reader.encrypted and not opens(reader):
        raise _Locked
    return reader


def _hidden(data: bytes, reader: PdfFileReader, setting: Setting) -> Judgement | None:
    """A file whose form knows no signature, but whose bytes carry one that fits: it was taken out of sight.

    Adobe's own signature, by which Acrobat enables a form for its reader, is nobody's (ISO 32000-1, 12.8.2.3).
    """
    rights = entry(reader.root, "/Perms")
    enabled = [items(entry(entry(rights, key), "/ByteRange")) for key in ("/UR3", "/UR")]
    for found in RAW_RANGE.finditer(data):
        numbers = [int(number) for number in found.groups()]
        finding = None if numbers in enabled else _raw(data, numbers, setting)
        if finding is not None and finding.intact:
            return gravest([_changed(finding, Reason.REMOVED)])
    return None


def _damaged(data: bytes, setting: Setting, error: Exception) -> Judgement:
    """A file that cannot be parsed: where a signature is found in its bytes, say that they were changed."""
    findings = []
    for found in RAW_RANGE.finditer(data):
        numbers = [int(number) for number in found.groups()]
        finding = _raw(data, numbers, setting)
        if finding is None or (finding.intact and ranges.covers_all(data, sum(numbers[2:]))):
            continue
        findings.append(
            _changed(finding, Reason.TAIL if finding.intact else Reason.CONTENT_CHANGED)
        )
    if findings:
        return gravest(findings)
    return Judgement(Verdict.MALFORMED, Reason.DAMAGED, f"{type(error).__name__}: {error}"[:300])


def _raw(data: bytes, byte_range: list[int], setting: Setting) -> Finding | None:
    known = Known(chains.Pool(setting.roots), setting.evidence, setting.now)
    try:
        cover = ranges.coverage(data, byte_range)
        box = container.read_container(cover.contents)
        digests = container.Digests(data, byte_range)
        return examine(Subject(box, digests, cover.end), known).finding
    except (ranges.BadRange, container.Spoilt, ValueError):
        return None


def _changed(finding: Finding, reason: Reason) -> Finding:
    finding.modification = Change.OTHER
    return finding.judge(Verdict.MODIFIED, reason)
