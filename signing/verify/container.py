"""The signature container (CMS, RFC 5652): does it fit the bytes, who made it, when, known or not."""

import asyncio
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms, parser, x509
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints

from signing.verify import trust
from signing.verify.verdicts import Finding, Reason, Verdict

SIGNER_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
EXTENDABLE = {"shake128": (32,), "shake256": (64,)}  # RFC 8419, RFC 8702: their length in bytes
NAMES = {"shake128": "shake_128", "shake256": "shake_256"}
HASHES = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"}


class Spoilt(Exception):
    """The container cannot be read."""


@dataclass(frozen=True)
class Container:
    """A parsed container."""

    signed_data: cms.SignedData
    signer_info: cms.SignerInfo
    clean_padding: bool

    @property
    def is_timestamp(self) -> bool:
        """Say whether it is a document timestamp (RFC 3161) and not somebody's signature."""
        return bool(self.signed_data["encap_content_info"]["content_type"].native == "tst_info")


def read_container(contents: bytes) -> Container:
    """Parse ``/Contents``; ``Spoilt`` when it holds no signature."""
    try:
        length = parser.peek(contents)
        info = cms.ContentInfo.load(contents[:length])
        signed_data = info["content"]
        signers = signed_data["signer_infos"]
        _ = signers.native  # asn1crypto parses lazily: spoilt parts show here
    except Exception as error:
        raise Spoilt(type(error).__name__) from error
    if info["content_type"].native != "signed_data" or len(signers) != 1:
        raise Spoilt("not one signature")
    return Container(signed_data, signers[0], not contents[length:].strip(b"\x00"))


@dataclass(frozen=True)
class Known:
    """What is known besides the container: trusted roots, what the file carries, the time its dictionary says."""

    roots: list[x509.Certificate]
    store: dict[str, Any]
    said_at: dt.datetime | None = None


class Digests:
    """The digest of one byte range, by hash name, worked out once each."""

    def __init__(self, data: bytes, byte_range: list[int]) -> None:
        self._data, (_, self._first, self._second, self._length) = memoryview(data), byte_range
        self._known: dict[str, bytes] = {}

    def __call__(self, name: str) -> bytes:
        """Return the digest under the hash ``name``; ``Spoilt`` for an unknown one."""
        if name not in HASHES and name not in NAMES:
            raise Spoilt(name)
        if name not in self._known:
            work = hashlib.new(NAMES.get(name, name), usedforsecurity=False)
            work.update(self._data[: self._first])
            work.update(self._data[self._second : self._second + self._length])
            self._known[name] = work.digest(*EXTENDABLE.get(name, ()))
        return self._known[name]


def examine(container: Container, digests: Digests, known: Known) -> Finding:
    """Judge the container alone: integrity, signer, time, trust. Later changes of the file are not looked at here."""
    return asyncio.run(_examine(container, digests, known))


async def _examine(container: Container, digests: Digests, known: Known) -> Finding:
    finding = Finding(kind="timestamp" if container.is_timestamp else "signature")
    try:
        cert = generic_cms.extract_certs_for_validation(container.signed_data).signer_cert
    except Exception as error:  # noqa: BLE001 (whatever a hostile container does to its reader)
        return finding.judge(Verdict.INVALID, Reason.NO_CERTIFICATE, str(error))
    finding.signer, finding.issuer = common_name(cert.subject), common_name(cert.issuer)
    look = _examine_timestamp if container.is_timestamp else _examine_signature
    try:
        return await look(container, digests, known, finding)
    except Spoilt as error:
        return finding.judge(Verdict.INVALID, Reason.UNSUPPORTED, str(error))
    except Exception as error:  # noqa: BLE001
        return finding.judge(
            Verdict.INVALID, Reason.BAD_SIGNATURE, f"{type(error).__name__}: {error}"
        )


async def _examine_signature(
    container: Container, digests: Digests, known: Known, finding: Finding
) -> Finding:
    digest, within = _digest(container, digests)
    claimed = generic_cms.extract_self_reported_ts(container.signer_info) or known.said_at
    proved = await _proved_time(container, digests, known)
    finding.time_proved = proved is not None
    moment = proved or claimed
    finding.time = moment.isoformat() if moment else None
    status = await generic_cms.cms_basic_validation(
        container.signed_data,
        raw_digest=digest,
        validation_context=trust.context(known.roots, known.store, proved),
        key_usage_settings=SIGNER_USAGE,
    )
    status["intact"] = status["intact"] and within
    _weigh(finding, container, status)
    if (
        finding.reason == Reason.EXPIRED
        and not proved
        and claimed
        and not _valid_at(status["signing_cert"], claimed)
    ):
        finding.judge(Verdict.UNTRUSTED, Reason.EXPIRED_WHEN_SIGNED)
    if digest is None and finding.verdict == Verdict.VALID:  # the link to the file is SHA-1
        finding.judge(Verdict.UNTRUSTED, Reason.WEAK).trusted = False
    return finding


def _digest(container: Container, digests: Digests) -> tuple[bytes | None, bool]:
    """Return the digest the container must hold, and whether a digest it carries itself fits.

    ``adbe.pkcs7.sha1`` puts the file's SHA-1 inside the container and signs that (ISO 32000-1 12.8.3.3.1).
    """
    carried = container.signed_data["encap_content_info"]["content"]
    if carried.native is None:
        name = container.signer_info["digest_algorithm"]["algorithm"].native
        return digests(name), True
    return None, bytes(carried) == digests("sha1")


async def _proved_time(container: Container, digests: Digests, known: Known) -> dt.datetime | None:
    """Return the time of a signature timestamp that is intact and known here."""
    try:
        timing = await generic_cms.collect_timing_info(
            container.signer_info, trust.context(known.roots, known.store), digests
        )
    except Exception:  # noqa: BLE001 (a spoilt timestamp proves nothing)
        return None
    token = timing.get("timestamp_validity")
    return (
        token.timestamp
        if token is not None and token.valid and token.intact and token.trusted
        else None
    )


async def _examine_timestamp(
    container: Container, digests: Digests, known: Known, finding: Finding
) -> Finding:
    status = await generic_cms.validate_tst_signed_data(
        container.signed_data, trust.context(known.roots, known.store), digests
    )
    _weigh(finding, container, status)
    finding.time, finding.time_proved = status["timestamp"].isoformat(), finding.trusted
    return finding


def _weigh(finding: Finding, container: Container, status: dict[str, Any]) -> None:
    """Set integrity, trust and the verdict they give together."""
    finding.intact = bool(status["intact"] and status["valid"])
    if not status["valid"] and status["intact"]:
        finding.judge(Verdict.INVALID, Reason.BAD_SIGNATURE)
    elif not finding.intact:
        finding.judge(*_broken(container, status))
    else:
        finding.judge(*trust.worth(status["trust_problem_indic"]))
        if finding.reason == Reason.WRONG_USAGE and status["signing_cert"].self_signed != "no":
            finding.reason = Reason.UNKNOWN_SIGNER
        finding.trusted = finding.verdict == Verdict.VALID


def _broken(container: Container, status: dict[str, Any]) -> tuple[Verdict, Reason]:
    """A true signature over another content means the content was changed; anything else is no signature at all."""
    if status["valid"] or container.signer_info["signed_attrs"].native is None:
        return Verdict.MODIFIED, Reason.CONTENT_CHANGED
    return Verdict.INVALID, Reason.BAD_SIGNATURE


def _valid_at(cert: x509.Certificate, moment: dt.datetime) -> bool:
    validity = cert["tbs_certificate"]["validity"]
    return bool(validity["not_before"].native <= moment <= validity["not_after"].native)


def common_name(name: x509.Name) -> str:
    """Return the common name, or the organisation, of a subject or issuer; "" when it is spoilt."""
    try:
        native = name.native
        found = native.get("common_name") or native.get("organization_name") or name.human_friendly
        return str(found if isinstance(found, str) else found[-1])
    except Exception:  # noqa: BLE001
        return ""
