"""The words of a judgement: verdicts, reasons, and what is said of each signature."""

import dataclasses
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What a file, or one signature, is worth; the names are part of the command's contract."""

    VALID = "valid"
    UNTRUSTED = "untrusted"
    MODIFIED = "modified"
    INVALID = "invalid"
    UNSIGNED = "unsigned"
    MALFORMED = "malformed"


GRAVITY = (
    Verdict.VALID,
    Verdict.UNSIGNED,
    Verdict.UNTRUSTED,
    Verdict.INVALID,
    Verdict.MODIFIED,
    Verdict.MALFORMED,
)


class Change(StrEnum):
    """What happened to the file after a signature."""

    NONE = "none"
    TIMESTAMPS = "timestamps"
    FORM = "form_filling"
    ANNOTATIONS = "annotations"
    OTHER = "other"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why; each has a sentence in ``signing/reports/sentences.py``."""

    GOOD = "good"
    GOOD_THEN_FILLED = "good_then_filled"
    UNKNOWN_SIGNER = "unknown_signer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WEAK = "weak"
    WRONG_USAGE = "wrong_usage"
    REVOKED = "revoked"
    EXPIRED_WHEN_SIGNED = "expired_when_signed"
    CONTENT_CHANGED = "content_changed"
    PADDING_CHANGED = "padding_changed"
    TAIL = "tail"
    CHANGED_LATER = "changed_later"
    FIELD_OVERWRITTEN = "field_overwritten"
    LOCKED = "locked"
    LOOKS_DIFFERENT = "looks_different"
    REMOVED = "removed"
    BAD_SIGNATURE = "bad_signature"
    NO_CONTENTS = "no_contents"
    BAD_RANGE = "bad_range"
    NO_CERTIFICATE = "no_certificate"
    UNSUPPORTED = "unsupported"
    REPLACED = "replaced"
    NO_SIGNATURE = "no_signature"
    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    NOT_READABLE = "not_readable"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_A_PDF = "not_a_pdf"
    PASSWORD = "password"  # noqa: S105 (a reason, not a secret)
    DAMAGED = "damaged"
    TOO_COMPLEX = "too_complex"
    BAD_TRUST = "bad_trust"
    GOOD_THEN_COMMENTED = "good_then_commented"
    REVOKED_UNPROVED = "revoked_unproved"
    AUTHORITY_REVOKED = "authority_revoked"
    HIDDEN = "hidden"
    PROMISED = "promised"
    CERTIFIED_ANEW = "certified_anew"  # a certification that is not the file's first signature
    RETIRED = "retired"  # the authority was retired here before anything proves the signature (trust_rules)
    SAMPLE = "sample"  # a sample key, outside of a demonstration (trust_rules)
    NOT_PINNED = (
        "not_pinned"  # an agency's name on another certificate than its pinned seal (trust_rules)
    )


class Attack(StrEnum):
    """A known trick that was recognised (pdf-insecurity.org; Mainka and others 2019, 2021; Rohlmann and others 2021)."""

    INCREMENTAL = "incremental_saving"  # ISA: content appended behind the signed bytes
    WRAPPING = "signature_wrapping"  # SWA: the byte range or the value was moved
    FORGERY = "universal_forgery"  # USF: a signature in which there is nothing to check
    SHADOW_HIDE = "shadow_hide"  # what covered other content was taken away
    SHADOW_REPLACE = "shadow_replace"  # a filled field or a letter says something else
    SHADOW_HIDE_AND_REPLACE = "shadow_hide_and_replace"  # content signed unseen was put in place
    CERTIFICATION = "certification_abuse"  # EAA, SSA: what a certified file allows was abused
    ANNOTATION = "annotation_over_text"
    FORM = "form_changed"
    LAYER = "hidden_layer"
    FONT = "font_replaced"
    PAGES = "pages_changed"
    REMOVED = "signature_removed"
    STORE = "proofs_abused"  # the security store (DSS) carries something that is no proof


class Notice(StrEnum):
    """Something a careful reader should know about a signature that is not wrong for it."""

    LAYERS = "hidden_layers"  # the signed file has layers that are switched off
    SCRIPTS = "scripts"  # the signed file runs programs when it is opened
    AHEAD = "ahead"  # the time the signer claims lies ahead of the clock
    LOCAL_KEY = "self_signed"  # nobody but the signer vouches for the certificate
    NO_REVOCATION = "no_revocation"  # nothing says whether the certificate was revoked
    STALE = "stale_revocation"  # what says so had run out before the signature was made
    REVOKED_LATER = "revoked_later"  # revoked after the proved time of signing: harmless
    WEAK_STAMP = "weak_stamp"  # a timestamp over a hash that could be forged: it proves no time
    ENDED_CLOCK = "ended_clock"  # its authority was retired here: it proves no time
    LOOKALIKE = "lookalike"  # the signer's name mixes alphabets or holds signs that nobody sees
    NOT_ALL_SEEN = (
        "not_all_seen"  # pages touched after signing were too heavy to be compared by eye
    )
    HYBRID = "hybrid"  # two tables of contents (Word): strict readers may refuse the file


@dataclass
class Finding:
    """What is known of one signature."""

    field: str = ""
    kind: str = "signature"
    verdict: Verdict = Verdict.INVALID
    reason: Reason = Reason.NO_CONTENTS
    detail: str = ""
    signer: str = ""
    issuer: str = ""
    time: str | None = None
    time_proved: bool = False
    intact: bool = False
    trusted: bool = False
    covers_whole_file: bool = False
    modification: Change = Change.UNKNOWN
    level: str = ""  # the level reached: B-B, B-T, B-LT, B-LTA (ETSI EN 319 142-1); "" below B-B
    indication: str = ""  # TOTAL-PASSED, TOTAL-FAILED or INDETERMINATE (ETSI EN 319 102-1, 5.1.3)
    subindication: str = ""  # e.g. NO_CERTIFICATE_CHAIN_FOUND, "" when passed
    capacity: str = (
        ""  # what the signer signed as: the reason of the dictionary, the certificate's title
    )
    location: str = ""
    algorithm: str = ""  # e.g. "RSA-2048, SHA-256"
    covers: dict[str, Any] = dataclasses.field(
        default_factory=dict
    )  # revision, revisions, bytes, of
    chain: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    # each: subject, issuer, serial, not_before, not_after, sha256, role (signer, authority, root), trusted
    revocation: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    # each: subject, source (ocsp, crl), status (good, revoked, unknown), at, revoked_at, from (file, store)
    timestamps: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    # each: kind (signature, document), authority, time, trusted, until
    changes: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    # each later revision: revision, what (field, seal, comment, proofs, page), name, page, allowed, by
    relies_on: list[str] = dataclasses.field(
        default_factory=list
    )  # later visible signatures that a certified file may carry because their signers are trusted
    attack: str = (
        ""  # the name of a known attack that was recognised (a value of Attack), "" for none
    )
    notices: list[str] = dataclasses.field(default_factory=list)  # values of Notice

    def judge(self, verdict: Verdict, reason: Reason, detail: str = "") -> "Finding":
        """Set verdict, reason and detail; return the finding."""
        self.verdict, self.reason, self.detail = verdict, reason, detail[:300]
        return self


@dataclass
class Judgement:
    """What is known of one file."""

    verdict: Verdict
    reason: Reason
    detail: str = ""
    signatures: list[Finding] = dataclasses.field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return asdict(self)


def judgement_from(data: dict[str, Any]) -> Judgement:
    """Read a judgement back from its plain values."""
    findings = [
        Finding(
            **{
                **one,
                "verdict": Verdict(one["verdict"]),
                "reason": Reason(one["reason"]),
                "modification": Change(one["modification"]),
            }
        )
        for one in data["signatures"]
    ]
    return Judgement(Verdict(data["verdict"]), Reason(data["reason"]), data["detail"], findings)


def gravest(findings: list[Finding]) -> Judgement:
    """Sum up the findings of a file: the gravest signature decides; a timestamp alone never makes it untrusted."""
    signatures = [one for one in findings if one.kind == "signature"] or findings
    grave = {Verdict.INVALID, Verdict.MODIFIED}
    counted = signatures + [
        one for one in findings if one.kind != "signature" and one.verdict in grave
    ]
    worst = max(counted, key=lambda one: GRAVITY.index(one.verdict))
    return Judgement(worst.verdict, worst.reason, worst.detail, findings)
