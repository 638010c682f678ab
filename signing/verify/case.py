"""One file as a case: its signatures parsed, their bytes hashed in one pass, each examined and then what came after it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.reading import entry, items, words
from signing.verify import ambiguous, chains, container, levels, old, ranges, seals, trust
from signing.verify.ended import Ended
from signing.verify.examine import Known, Subject, examine
from signing.verify.later import Aftermath, Base
from signing.verify.names import cleaned
from signing.verify.notices import of_file
from signing.verify.revocations import Evidence
from signing.verify.verdicts import Attack, Change, Finding, Judgement, Reason, Verdict, gravest

OLDEST = "/adbe.x509.rsa_sha1"


@dataclass
class Setting:
    """In whose eyes and when a file is judged: trusted roots, the clock, lists and answers from outside the file."""

    roots: list[x509.Certificate]
    now: dt.datetime
    evidence: Evidence = field(default_factory=Evidence)
    times: list[x509.Certificate] | None = None  # roots of timestamps, when they are others
    ended: tuple[Ended, ...] = ()  # those of them in which belief ended
    kept: dt.datetime | None = None  # since when who asks has kept this very file


@dataclass
class _Signed:
    """One signature as far as it could be parsed; ``finding`` is set when that was not far enough."""

    one: seals.SignatureField
    finding: Finding | None = None
    cover: ranges.Coverage | None = None
    digests: container.Digests | None = None
    box: container.Container | None = None
    complete: bool = False

    @property
    def is_timestamp(self) -> bool:
        return self.box is not None and self.box.is_timestamp


@dataclass
class Case:
    """One file that could be opened."""

    data: bytes
    reader: PdfFileReader
    setting: Setting

    def judgement(self) -> Judgement | None:
        """Judge every signature; ``None`` when the form knows none."""
        fields = list(seals.signature_fields(self.reader))
        gone = seals.earlier(self.reader) - {seals.marked(one) for one in fields}
        lost = {key.strip() for key, _covered in gone}
        if not fields and not lost:
            return None
        signed = [self._parsed(one) for one in fields]
        ends = (one.cover.end for one in signed if one.cover and not one.is_timestamp)
        self.first_end = min(ends, default=0)
        self.known, self.stamps = self._known(signed), list[_Signed]()
        container.digest_together(self.data, _hashes(signed))
        self.aftermath = Aftermath(self.data, self.reader)
        last_first = sorted(signed, key=lambda one: -one.cover.end if one.cover else 0)
        for one in sorted(last_first, key=lambda one: not one.is_timestamp):
            one.finding = one.finding or self._examined(one)
            if one.is_timestamp:
                self.stamps.append(one)
        self.aftermath.stamps = {one.one.key for one in self.stamps}
        self.aftermath.trusted = {one.one.key: one.one.name for one in signed if _is_trusted(one)}
        oldest_first = sorted(signed, key=lambda one: one.cover.end if one.cover else 0)
        done = {id(one): self._finished(one) for one in oldest_first}  # the first is looked at most
        findings = [done[id(one)] for one in signed]
        findings += [_lost(name) for name in sorted(lost)]
        self.aftermath.tell_who(findings)
        return gravest(findings)

    def _known(self, signed: list[_Signed]) -> Known:
        certificates, proofs = trust.carried(self.reader)
        pool, evidence = chains.Pool(self.setting.roots), self.setting.evidence
        pool.add(certificates)
        for one in signed:
            if one.box is not None:
                pool.add(one.box.certificates())
                proofs += one.box.revocations()
        for content in proofs:
            evidence.add(content, "file")
        times = self.setting.times
        clocks = None if times is None else chains.Pool(times, pool.others)
        known = Known(pool, evidence, self.setting.now, clocks)
        known.ended, known.kept = self.setting.ended, self.setting.kept
        return known

    def _parsed(self, one: seals.SignatureField) -> _Signed:
        try:
            return self._parts(one)
        except ranges.BadRange as error:
            finding = Finding().judge(Verdict.INVALID, Reason.BAD_RANGE, str(error))
        except container.Several as error:
            finding = Finding().judge(Verdict.INVALID, Reason.UNSUPPORTED, str(error))
        except container.Spoilt:
            finding = Finding().judge(Verdict.INVALID, Reason.NO_CONTENTS)
        except Exception as error:  # noqa: BLE001 (hostile fields raise anything)
            finding = Finding().judge(Verdict.INVALID, Reason.NO_CONTENTS, type(error).__name__)
        return _Signed(one, finding)

    def _parts(self, one: seals.SignatureField) -> _Signed:
        value = one.value
        if not isinstance(value, generic.DictionaryObject):
            raise container.Spoilt
        if not _contents(value).strip(b"\x00"):
            raise container.Spoilt
        byte_range = [int(number) for number in items(value["/ByteRange"])]
        cover = ranges.coverage(self.data, byte_range)
        if _contents(value).rstrip(b"\x00") != cover.contents.rstrip(b"\x00"):
            raise ranges.BadRange
        if ambiguous.signature_says_twice(self.reader, self.data, (byte_range[1], byte_range[2])):
            raise ranges.BadRange
        digests = container.Digests(self.data, byte_range)
        old_kind = entry(value, "/SubFilter") == OLDEST
        box = None if old_kind else container.read_container(cover.contents)
        return _Signed(one, None, cover, digests, box)

    def _examined(self, signed: _Signed) -> Finding:
        said_at = _said_at(signed.one.value)
        cover, digests = signed.cover, signed.digests
        if cover is None or digests is None:
            raise container.Spoilt
        if signed.box is None:
            return self._examined_old(signed, said_at)
        found = examine(Subject(signed.box, digests, cover.end, said_at), self.known)
        signed.complete = found.complete
        if signed.is_timestamp and found.finding.trusted and found.finding.time:
            when = dt.datetime.fromisoformat(found.finding.time)
            self.known.proofs.append((digests.first, when))
        return found.finding

    def _examined_old(self, signed: _Signed, said_at: dt.datetime | None) -> Finding:
        try:
            finding = old.examine(signed.one.value, signed.cover.contents, signed.digests)  # type: ignore[union-attr,arg-type]
        except container.Spoilt:
            return Finding().judge(Verdict.INVALID, Reason.NO_CONTENTS)
        finding.time = said_at.isoformat() if said_at else None
        return finding

    def _finished(self, signed: _Signed) -> Finding:
        finding, one = signed.finding or Finding(), signed.one
        finding.field = one.name
        self._tell_dictionary(finding, one.value)
        if signed.cover is None:
            return finding
        if not finding.intact:
            changed = finding.verdict == Verdict.MODIFIED
            finding.modification = Change.OTHER if changed else Change.UNKNOWN
            return finding
        if signed.box is not None and not signed.box.clean_padding:
            return _changed(finding, Reason.PADDING_CHANGED)
        if self._certifies_anew(signed):
            finding.attack = Attack.CERTIFICATION
            return finding.judge(Verdict.INVALID, Reason.CERTIFIED_ANEW)
        try:
            self.aftermath.judge(finding, Base(one, signed.cover.end))
        except Exception as error:  # noqa: BLE001 (what cannot be compared is not proved unchanged)
            _changed(finding, Reason.CHANGED_LATER, type(error).__name__)
        if finding.intact and finding.verdict in (Verdict.VALID, Verdict.UNTRUSTED):
            self._tell_level(finding, signed)
            finding.notices += of_file(self.reader)
        return finding

    def _certifies_anew(self, signed: _Signed) -> bool:
        """Say whether a signature certifies a file that was signed before: only the first may (ISO 32000-1, 12.8.2.2.1).

        Where the field's lock asks for it, an approval signature says so, too (ISO 32000-2, table 236): that is none.
        """
        asked = entry(entry(signed.one.field, "/Lock"), "/P") is not None
        if signed.is_timestamp or asked or not Base(signed.one, 0).certifies:
            return False
        return signed.cover is not None and signed.cover.end > self.first_end

    def _tell_dictionary(self, finding: Finding, value: Any) -> None:
        said = [cleaned(words(entry(value, "/Reason")))[:200], finding.capacity]
        finding.capacity = "; ".join(dict.fromkeys(one for one in said if one))
        finding.location = cleaned(words(entry(value, "/Location")))[:200]

    def _tell_level(self, finding: Finding, signed: _Signed) -> None:
        if finding.kind != "signature" or signed.cover is None or signed.box is None:
            return
        end = signed.cover.end
        for one in self.stamps:
            if one.finding and one.digests and one.digests.first >= end:
                finding.timestamps += one.finding.timestamps
        archived = any(
            one.finding and one.finding.trusted and one.cover and one.digests
            and one.digests.first >= end and self._has_store(one.cover.end)
            for one in self.stamps
        )  # fmt: skip
        finding.level = levels.level(
            levels.Facts(
                subfilter=str(entry(signed.one.value, "/SubFilter", "")),
                names_its_certificate=signed.box.names_its_certificate,
                proved=finding.time_proved,
                complete=signed.complete,
                archived=archived,
            )
        )

    def _has_store(self, covered: int) -> bool:
        """Say whether the bytes up to ``covered`` hold a security store: only then were the proofs archived."""
        number = ranges.revision_before(self.reader, covered)
        if number is None:
            return False
        return entry(self.reader.get_historical_resolver(number).root, "/DSS") is not None


def _is_trusted(signed: _Signed) -> bool:
    """Say whether a person the reader trusts signed; a timestamp is made for anybody who asks."""
    found = signed.finding
    return found is not None and found.intact and found.trusted and not signed.is_timestamp


def _hashes(signed: list[_Signed]) -> list[tuple[str, container.Digests]]:
    """Return which digest each signature surely needs."""
    wanted = []
    for one in signed:
        if one.box is None or one.digests is None:
            continue
        info = one.box.signer_info["digest_algorithm"]["algorithm"].native
        if one.is_timestamp:
            content = one.box.signed_data["encap_content_info"]["content"].parsed
            info = content["message_imprint"]["hash_algorithm"]["algorithm"].native
        wanted.append((info, one.digests))
    return wanted


def _contents(value: generic.DictionaryObject) -> bytes:
    raw = value.raw_get("/Contents", decrypt=generic.EncryptedObjAccess.RAW)
    if isinstance(raw, generic.IndirectObject):
        raise container.Spoilt
    return bytes(raw.original_bytes)


def _changed(finding: Finding, reason: Reason, detail: str = "") -> Finding:
    finding.modification = Change.OTHER
    return finding.judge(Verdict.MODIFIED, reason, detail)


def _lost(name: str) -> Finding:
    return _changed(Finding(field=name), Reason.REMOVED)


def _said_at(value: Any) -> dt.datetime | None:
    """Return the time in ``/M``: what the signer says, where the container says nothing (PAdES)."""
    try:
        found = generic.parse_pdf_date(str(entry(value, "/M", "")), strict=False)
    except Exception:  # noqa: BLE001 (whatever a hostile file writes there)
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
