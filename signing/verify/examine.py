"""Judge one container: does it fit the bytes, who made it, when, is its maker known, was a certificate revoked.

The moment that counts is the earliest proved one: a trusted timestamp in the signature, or a document timestamp that
covers it (ETSI EN 319 102-1, 5.5 and 5.6: proofs of existence). What expires or is revoked after it does no harm.
"""

import asyncio
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import x509
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from signing.verify import chains, clocks, trust
from signing.verify.container import Container, Digests, Spoilt
from signing.verify.ended import Age, Ended, is_over
from signing.verify.names import algorithm, common_name, mixes_alphabets, title
from signing.verify.revocations import Evidence
from signing.verify.verdicts import Finding, Notice, Reason, Verdict

SIGNER_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
ANY_USAGE = KeyUsageConstraints(key_usage=set())
NO_SIGNERS = {  # what machines' certificates are for; those that sign programs may sign documents, as in Acrobat
    "server_auth",
    "time_stamping",
    "ocsp_signing",
    "ipsec_end_system",
    "ipsec_tunnel",
    "ipsec_user",
}
LEAST_CURVE = 224  # bits (NIST SP 800-57, table 2: 112 bits of strength)
AHEAD = dt.timedelta(hours=1)  # how far a claimed time may lie ahead of the clock


@dataclass
class Known:
    """What is known besides the container: who is trusted, what is at hand, what the clock says, what is proved."""

    pool: chains.Pool
    evidence: Evidence
    now: dt.datetime
    clocks: chains.Pool | None = None  # who is trusted to stamp times, when that is not the same
    proofs: list[tuple[int, dt.datetime]] = field(default_factory=list)
    ended: tuple[Ended, ...] = ()  # authorities in which belief ended
    kept: dt.datetime | None = None  # since when who asks has kept this very file
    _contexts: dict[tuple[dt.datetime, bool], ValidationContext] = field(default_factory=dict)

    def proved(self, end: int) -> dt.datetime | None:
        """Return the earliest time at which a trusted document timestamp saw all bytes up to ``end``."""
        return min((time for covered, time in self.proofs if covered >= end), default=None)

    def context(self, moment: dt.datetime | None, *, stamps: bool = False) -> ValidationContext:
        """Return what paths of signers, or of timestamps, are validated with at ``moment`` (``None``: now)."""
        mark = (moment or self.now, stamps)
        if mark not in self._contexts:
            pool = self.pool_of(stamps=stamps)
            self._contexts[mark] = trust.context(pool.roots, pool.vouched, mark[0])
        return self._contexts[mark]

    def pool_of(self, *, stamps: bool) -> chains.Pool:
        """Return the certificates at hand, as seen for signers or for timestamps."""
        return self.clocks if stamps and self.clocks is not None else self.pool


@dataclass(frozen=True)
class Subject:
    """What is examined: a container, the digests of its bytes, where they end, and what its dictionary says of time."""

    container: Container
    digests: Digests
    end: int
    said_at: dt.datetime | None = None


@dataclass
class Examined:
    """The finding so far, and the facts that the level needs."""

    finding: Finding
    complete: bool = False  # the file carries word on every link of every chain
    stamped: bool = False  # by a trusted signature timestamp


def examine(subject: Subject, known: Known) -> Examined:
    """Judge the container alone: integrity, signer, time, trust. Later changes of the file are not looked at here."""
    container = subject.container
    found = Examined(Finding(kind="timestamp" if container.is_timestamp else "signature"))
    finding = found.finding
    try:
        cert = generic_cms.extract_certs_for_validation(container.signed_data).signer_cert
    except Exception as error:  # noqa: BLE001 (whatever a hostile container does to its reader)
        finding.judge(Verdict.INVALID, Reason.NO_CERTIFICATE, str(error))
        return found
    finding.signer, finding.issuer = common_name(cert.subject), common_name(cert.issuer)
    finding.algorithm = algorithm(cert, container.signer_info)
    finding.capacity = title(cert.subject)
    look = _timestamp if container.is_timestamp else _signature
    try:
        asyncio.run(look(subject, known, found))
    except Spoilt as error:
        finding.judge(Verdict.INVALID, Reason.UNSUPPORTED, str(error))
    except Exception as error:  # noqa: BLE001
        finding.judge(Verdict.INVALID, Reason.BAD_SIGNATURE, f"{type(error).__name__}: {error}")
    return found


async def _signature(subject: Subject, known: Known, found: Examined) -> None:
    finding, container = found.finding, subject.container
    digest, within = _digest(subject)
    claimed = generic_cms.extract_self_reported_ts(container.signer_info) or subject.said_at
    proved, stamps_complete = await _proved_time(subject, known, found)
    finding.time_proved = proved is not None
    moment = proved or claimed
    finding.time = moment.isoformat() if moment else None
    status = await generic_cms.cms_basic_validation(
        container.signed_data,
        raw_digest=digest,
        validation_context=known.context(proved),
        key_usage_settings=_usage(container),
    )
    status["intact"] = status["intact"] and within
    _weigh(finding, container, status)
    if finding.reason == Reason.EXPIRED and _out_of_bounds(status, proved or claimed):
        finding.judge(Verdict.UNTRUSTED, Reason.EXPIRED_WHEN_SIGNED)
    if finding.trusted and (fault := _unfit(status["signing_cert"], known)):
        finding.judge(Verdict.UNTRUSTED, fault).trusted = False
    if digest is None and finding.verdict == Verdict.VALID:  # the link to the file is SHA-1
        finding.judge(Verdict.UNTRUSTED, Reason.WEAK).trusted = False
    if moment and moment > known.now + AHEAD:
        finding.notices.append(Notice.AHEAD)
    if mixes_alphabets(finding.signer):
        finding.notices.append(Notice.LOOKALIKE)
    state = _chain(finding, status, known, proved)
    found.complete = state.complete("file") and stamps_complete


def _usage(container: Container) -> KeyUsageConstraints:
    """A certificate that names no key usage may be used for all (RFC 5280, 4.2.1.3): OpenSSL makes such by default."""
    cert = generic_cms.extract_certs_for_validation(container.signed_data).signer_cert
    return ANY_USAGE if cert.key_usage_value is None else SIGNER_USAGE


def _unfit(cert: x509.Certificate, known: Known) -> Reason | None:
    """Say why no person signs with this certificate: an authority's, a web server's or clock's, or too short a curve."""
    usage = cert.extended_key_usage_value
    uses = set(usage.native) if usage is not None else set()
    if "server_auth" in uses:
        uses.discard("client_auth")  # a server that asks others is still a server
    if uses and uses <= NO_SIGNERS:
        return Reason.WRONG_USAGE
    if cert.ca and not known.pool.is_root(cert):
        return Reason.WRONG_USAGE
    key = cert.public_key
    return Reason.WEAK if key.algorithm == "ec" and key.bit_size < LEAST_CURVE else None


def _out_of_bounds(status: dict[str, Any], moment: dt.datetime | None) -> bool:
    validity = status["signing_cert"]["tbs_certificate"]["validity"]
    return moment is not None and not (
        validity["not_before"].native <= moment <= validity["not_after"].native
    )


def _chain(
    finding: Finding, status: dict[str, Any], known: Known, proved: dt.datetime | None
) -> chains.Standing:
    """Tell the chain, and let a revocation before the moment that counts decide."""
    pool = known.pool_of(stamps=finding.kind == "timestamp")
    chain = pool.chain(status["signing_cert"], status.get("validation_path"))
    state = chains.standing(chain, pool, known.evidence)
    finding.chain = chains.told(chain, pool)
    finding.revocation = list(state.told())
    until = proved or known.now
    if finding.intact and state.signer_since and state.signer_since <= until:
        reason = Reason.REVOKED if proved else Reason.REVOKED_UNPROVED
        finding.judge(Verdict.INVALID, reason, state.signer_since.isoformat()).trusted = False
    elif finding.intact and state.authority_since and state.authority_since <= until:
        at = state.authority_since.isoformat()
        finding.judge(Verdict.INVALID, Reason.AUTHORITY_REVOKED, at).trusted = False
    elif finding.trusted and _is_over(finding, chain, known, proved):
        finding.judge(Verdict.UNTRUSTED, Reason.RETIRED).trusted = False
    elif finding.trusted:
        finding.notices += _notices(chain, state, finding.time)
    return state


def _is_over(
    finding: Finding, chain: list[x509.Certificate], known: Known, proved: dt.datetime | None
) -> bool:
    """Say whether nothing shows that a signature is older than its authority's end; timestamps tell it themselves."""
    said = dt.datetime.fromisoformat(finding.time) if finding.time else None
    return finding.kind == "signature" and is_over(
        chain, known.ended, Age(said, (proved, known.kept))
    )


def _notices(chain: list[x509.Certificate], state: chains.Standing, time: str | None) -> list[str]:
    if len(chain) == 1:
        return [Notice.LOCAL_KEY] if chain[0].self_issued else []
    if state.signer_since or state.authority_since:
        return [Notice.REVOKED_LATER]
    words = state.words[0][1]
    if not words:
        return [Notice.NO_REVOCATION]
    moment = dt.datetime.fromisoformat(time) if time else None
    ran_out = all(one.until is not None and moment and one.until < moment for one in words)
    return [Notice.STALE] if ran_out else []


def _digest(subject: Subject) -> tuple[bytes | None, bool]:
    """Return the digest the container must hold, and whether a digest it carries itself fits.

    ``adbe.pkcs7.sha1`` puts the file's SHA-1 inside the container and signs that (ISO 32000-1 12.8.3.3.1).
    """
    container = subject.container
    carried = container.signed_data["encap_content_info"]["content"]
    if carried.native is None:
        name = container.signer_info["digest_algorithm"]["algorithm"].native
        return subject.digests(name), True
    return None, bytes(carried) == subject.digests("sha1")


async def _proved_time(
    subject: Subject, known: Known, found: Examined
) -> tuple[dt.datetime | None, bool]:
    """Return the earliest proved time of a signature, and whether the file carries word on its timestamp's chain."""
    later = known.proved(subject.end)
    try:
        timing = await generic_cms.collect_timing_info(
            subject.container.signer_info, known.context(later, stamps=True), subject.digests
        )
    except Exception:  # noqa: BLE001 (a spoilt timestamp proves nothing)
        return later, True
    complete = True
    times = [later] if later else []
    for key, kind in (
        ("content_timestamp_validity", "content"),
        ("timestamp_validity", "signature"),
    ):
        token = timing.get(key)
        if token is None:
            continue
        status = {**vars(token), "imprint": subject.container.imprint(kind, token.timestamp)}
        state = clocks.tell(found.finding, kind, status, known, later)
        if kind == "signature" and found.finding.timestamps[-1]["trusted"]:
            times.append(token.timestamp)
            found.stamped, complete = True, state.complete("file")
    return min(times, default=None), complete


async def _timestamp(subject: Subject, known: Known, found: Examined) -> None:
    finding, later = found.finding, known.proved(subject.end)
    status = await generic_cms.validate_tst_signed_data(
        subject.container.signed_data, known.context(later, stamps=True), subject.digests
    )
    _weigh(finding, subject.container, status)
    state = _chain(finding, status, known, later)
    status["imprint"] = subject.container.imprint("document", status["timestamp"])
    clocks.tell(finding, "document", status, known, later)
    finding.time = status["timestamp"].isoformat()
    finding.time_proved = finding.trusted = finding.timestamps[-1]["trusted"]
    if finding.verdict == Verdict.VALID and Notice.WEAK_STAMP in finding.notices:
        finding.judge(Verdict.UNTRUSTED, Reason.WEAK)
    if finding.verdict == Verdict.VALID and Notice.ENDED_CLOCK in finding.notices:
        finding.judge(Verdict.UNTRUSTED, Reason.RETIRED)
    found.complete = state.complete("file")


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
