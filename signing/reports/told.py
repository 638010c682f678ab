"""What is told a citizen of one signature: its level, cover, later changes, revocation, chain; tables of sentences.

Levels are those of ETSI EN 319 142-1 (PAdES); how long each can be checked follows from what it carries: nothing more than
the signature (B-B), a trusted time (B-T), the proofs about its certificates (B-LT), proofs that are renewed (B-LTA).
"""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signing.verify.verdicts import Change, Finding, Reason, Verdict

Sentence = str | Promise

LEVELS: dict[str, Sentence] = {
    "B-B": gettext_lazy("It can be checked as long as the signer's certificate is valid."),
    "B-T": gettext_lazy("A trusted timestamp proves when it was signed."),
    "B-LT": gettext_lazy(
        "It can still be checked after the certificate has ended: the proofs are in the file."
    ),
    "B-LTA": gettext_lazy(
        "It can still be checked after many years: the proofs are in the file, under a timestamp that is renewed."
    ),
}
LONG = frozenset({"B-LT", "B-LTA"})
MOST_LATER, MORE = 6, 2  # later changes told in full; fewer more than these are told too

LATER: dict[str, tuple[Sentence, Sentence]] = {  # what → allowed, not allowed
    "field": (
        gettext_lazy("A form field was filled in, as the signature allows"),
        gettext_lazy("A form field was changed, which the signature does not allow"),
    ),
    "seal": (
        gettext_lazy("A further signature or seal was added, as the signature allows"),
        gettext_lazy("A further signature was added, which the signature does not allow"),
    ),
    "comment": (
        gettext_lazy("A comment was added, as the signature allows"),
        gettext_lazy("A comment or drawing was laid over the page, which the signature does not allow"),
    ),
    "proofs": (
        gettext_lazy("Proofs for later checking were added"),
        gettext_lazy("Proofs were added in a way that the signature does not allow"),
    ),
    "page": (
        gettext_lazy("A page was touched without changing what it shows"),
        gettext_lazy("A page was changed, which the signature does not allow"),
    ),
    "layer": (
        gettext_lazy("Layers of the file were touched without changing what it shows"),
        gettext_lazy("Another layer of the file is shown, which the signature does not allow"),
    ),
    "font": (
        gettext_lazy("Typefaces were added for what was filled in"),
        gettext_lazy("A typeface was exchanged, which the signature does not allow"),
    ),
    "image": (
        gettext_lazy("A picture was added for a signature or seal"),
        gettext_lazy("A picture was exchanged, which the signature does not allow"),
    ),
    "freed": (
        gettext_lazy("Something no longer needed was freed"),
        gettext_lazy("Something was taken out of the file, which the signature does not allow"),
    ),
    "catalogue": (
        gettext_lazy("The file's table of contents was brought up to date"),
        gettext_lazy("The file's table of contents was changed in a way the signature does not allow"),
    ),
}  # fmt: skip
SOURCES: dict[str, Sentence] = {
    "ocsp": gettext_lazy("answer of the authority (OCSP)"),
    "crl": gettext_lazy("list of the authority (CRL)"),
}
STATUSES: dict[str, tuple[str, Sentence]] = {
    "good": ("good", gettext_lazy("not withdrawn")),
    "revoked": ("late", gettext_lazy("withdrawn")),
    "unknown": ("soon", gettext_lazy("not known")),
}
ROLES: dict[str, Sentence] = {
    "signer": gettext_lazy("signer"),
    "authority": gettext_lazy("issuing authority"),
    "root": gettext_lazy("root authority"),
}


def level(one: Finding) -> str:
    """Say how long the signature can be checked; "" for what is no standing signature."""
    said = LEVELS.get(one.level.replace("PKCS7-", "B-"), "")
    return str(said) if one.verdict == Verdict.VALID and one.kind == "signature" else ""


def when(one: Finding) -> str:
    """Say when it was signed and who says so."""
    at = moment(one.time)
    if at is None:
        return _("The signature does not say when it was made.")
    words = {"at": written(at)}
    if one.time_proved:
        return _("Signed at %(at)s: proved by a trusted timestamp.") % words
    return _("Signed at %(at)s: the time the signer's computer wrote down, not proved by a timestamp.") % words  # fmt: skip


def cover(one: Finding) -> str:
    """Say what part of the file the signature covers: the whole, or version i of n."""
    number, of = one.covers.get("revision"), one.covers.get("revisions")
    words = {"number": number, "of": of}
    if not one.intact:
        return _("The signature does not fit this file.")
    if one.covers_whole_file:
        return _("The signature covers the whole file.")
    if number and of:
        return _("The signature covers version %(number)s of %(of)s of this file; later versions were added behind it.") % words  # fmt: skip
    return _("The signature covers an earlier version of this file; something was added behind it.")


def later(one: Finding) -> list[dict[str, Any]]:
    """Return what was changed after the signature, each once, as a sentence with ``allowed`` and who did it."""
    found = {row["sentence"]: row for row in map(_change, one.changes)}
    return list(found.values())


def in_short(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the later changes that are told and those that are only counted: twenty signatures would tell nineteen each.

    What was not allowed is always told, and first.
    """
    rows = sorted(rows, key=lambda row: bool(row["allowed"]))
    told = max(MOST_LATER, sum(not row["allowed"] for row in rows))
    return (rows, []) if len(rows) < told + MORE else (rows[:told], rows[told:])


def _change(change: dict[str, Any]) -> dict[str, Any]:
    allowed = bool(change.get("allowed"))
    good, bad = LATER.get(str(change.get("what", "")), (_("Something was added"), _("Something was changed that the signature does not allow")))  # fmt: skip
    said = str(good if allowed else bad)
    if change.get("by"):
        said += _(", by %(who)s") % {"who": change["by"]}
    if change.get("page"):
        said += _(", on page %(page)s") % {"page": change["page"]}
    return {**change, "allowed": allowed, "sentence": f"{said}."}


def after(one: Finding) -> str:
    """Say in one sentence what happened after the signature, and whether that is allowed."""
    return str(AFTER[one.modification]) if one.intact else str(AFTER[Change.UNKNOWN])


AFTER: dict[Change, Sentence] = {
    Change.NONE: gettext_lazy("Nothing was changed or added after this signature."),
    Change.TIMESTAMPS: gettext_lazy(
        "After this signature only proofs for later checking were added. That is allowed."
    ),
    Change.FORM: gettext_lazy(
        "After this signature only number, date, form fields or further signatures were added. That is allowed."
    ),
    Change.ANNOTATIONS: gettext_lazy("After this signature comments were added. That is allowed."),
    Change.OTHER: gettext_lazy(
        "After this signature something was changed that is not allowed. Do not rely on what the file shows now."
    ),
    Change.UNKNOWN: gettext_lazy("What was changed afterwards cannot be said."),
}


def revocation(one: Finding) -> str:
    """Say whether the signer's certificate was withdrawn when it was used, and how that is known."""
    if one.reason == Reason.REVOKED:
        return _("The signer's certificate had been withdrawn by its authority.")
    signer = one.chain[0].get("subject") if one.chain else one.signer
    known = [row for row in one.revocation if row.get("status") in STATUSES]
    found = next((row for row in known if row.get("subject") in {signer, one.signer}), None)
    if found is None:
        return _("Neither the file nor this installation holds a proof that the certificate was not withdrawn; the network is not asked.")  # fmt: skip
    words = {
        "source": SOURCES.get(str(found.get("source")), ""), "at": written(moment(found.get("at"))),
        "revoked": written(moment(found.get("revoked_at"))),
    }  # fmt: skip
    if found["status"] == "revoked":
        return _("The certificate was withdrawn on %(revoked)s (%(source)s).") % words
    if found["status"] == "unknown":
        return _("The authority does not know this certificate (%(source)s).") % words
    return _("The certificate was not withdrawn (%(source)s of %(at)s).") % words


def chain(one: Finding) -> str:
    """Name the authorities from the signer's to the root, “A → B”, and say when none of them is trusted here."""
    names = [str(row.get("subject", "")) for row in one.chain[1:]]
    said = " → ".join(name for name in names if name) or one.issuer
    if not said or not one.chain or any(row.get("trusted") for row in one.chain):
        return said
    return _("%(chain)s (not among the authorities trusted here)") % {"chain": said}


def moment(text: Any) -> dt.datetime | None:
    """Read a time (ISO 8601) into city time; ``None`` for anything else."""
    try:
        read = dt.datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
    return timezone.localtime(read) if read and read.tzinfo else read


def written(at: dt.datetime | None) -> str:
    """Write a time as it is read here: 14:05:09 22/11/2026."""
    return date_format(at, "H:i:s d/m/Y") if at else "–"
