"""Verdicts and reasons in plain sentences, for a citizen and for the command."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from signing.verify.verdicts import Change, Finding, Judgement, Reason, Verdict

Sentence = str | Promise

VERDICTS: dict[Verdict, Sentence] = {
    Verdict.VALID: _("The signatures are valid"),
    Verdict.UNTRUSTED: _("Unchanged, but the signer is not known here"),
    Verdict.MODIFIED: _("Changed after it was signed"),
    Verdict.INVALID: _("The signature is not valid"),
    Verdict.UNSIGNED: _("Not signed"),
    Verdict.MALFORMED: _("This file cannot be checked"),
}

CHIPS: dict[Verdict, tuple[str, Sentence]] = {
    Verdict.VALID: ("good", _("valid")),
    Verdict.UNTRUSTED: ("soon", _("signer unknown")),
    Verdict.MODIFIED: ("late", _("changed afterwards")),
    Verdict.INVALID: ("late", _("not valid")),
    Verdict.UNSIGNED: ("quiet", _("not signed")),
    Verdict.MALFORMED: ("late", _("not readable")),
}

# Unchanged, but not relied on for another reason than an unknown signer: headline, chip.
NOT_IN_FORCE = (_("Unchanged, but the certificate was not in force"), _("certificate not in force"))
NOT_RELIED_ON = (_("Unchanged, but this signature cannot be relied on"), _("not to be relied on"))
NOT_TRUSTED: dict[Reason, tuple[Sentence, Sentence]] = {
    Reason.EXPIRED: NOT_IN_FORCE,
    Reason.EXPIRED_WHEN_SIGNED: NOT_IN_FORCE,
    Reason.NOT_YET_VALID: NOT_IN_FORCE,
    Reason.WEAK: NOT_RELIED_ON,
    Reason.WRONG_USAGE: NOT_RELIED_ON,
    Reason.RETIRED: NOT_RELIED_ON,
    Reason.SAMPLE: NOT_RELIED_ON,
    Reason.NOT_PINNED: NOT_RELIED_ON,
}

REASONS: dict[Reason, Sentence] = {
    Reason.GOOD: _("The signature is valid and nothing was changed afterwards."),
    Reason.GOOD_THEN_FILLED: _(
        "The signature is valid; afterwards only what it allows was added: number, date, further signatures or proofs."
    ),
    Reason.UNKNOWN_SIGNER: _(
        "The content is unchanged, but no authority known here vouches for the signer."
    ),
    Reason.EXPIRED: _(
        "The content is unchanged, but the certificate has expired and no trusted timestamp proves that it was valid when signing."
    ),
    Reason.NOT_YET_VALID: _("The content is unchanged, but the certificate is not valid yet."),
    Reason.WEAK: _(
        "The content is unchanged, but the signature uses an algorithm that is too weak today."
    ),
    Reason.WRONG_USAGE: _(
        "The content is unchanged, but the certificate was not issued for signing documents."
    ),
    Reason.REVOKED: _("The signer's certificate was revoked."),
    Reason.EXPIRED_WHEN_SIGNED: _("The certificate was not valid at the time of signing."),
    Reason.CONTENT_CHANGED: _(
        "The content was changed after signing: the bytes of the file are no longer those that were signed."
    ),
    Reason.PADDING_CHANGED: _("The bytes behind the signature were changed after signing."),
    Reason.TAIL: _("Something was appended after signing that is no regular addition."),
    Reason.CHANGED_LATER: _(
        "After signing, something was changed that the signature does not allow."
    ),
    Reason.FIELD_OVERWRITTEN: _(
        "A form field that was filled in when signing says something else now: %(detail)s."
    ),
    Reason.LOCKED: _("Something was added although the signature forbids any further change."),
    Reason.LOOKS_DIFFERENT: _(
        "A page looks different from the one that was signed: page %(detail)s."
    ),
    Reason.REMOVED: _("A signature that was in this file has been taken out."),
    Reason.BAD_SIGNATURE: _("The signature itself is wrong: it does not fit its certificate."),
    Reason.NO_CONTENTS: _("The signature field holds no readable signature."),
    Reason.BAD_RANGE: _("The signature does not cover the whole document it stands in."),
    Reason.NO_CERTIFICATE: _("The signature does not say with which certificate it was made."),
    Reason.UNSUPPORTED: _("This kind of signature is not understood here."),
    Reason.REPLACED: _("The signature was replaced after signing."),
    Reason.NO_SIGNATURE: _("There is no digital signature in this file."),
    Reason.MISSING: _("There is no such file."),
    Reason.NOT_A_FILE: _("This is a folder or device, not a file."),
    Reason.NOT_READABLE: _("The file cannot be opened."),
    Reason.EMPTY: _("The file is empty."),
    Reason.TOO_BIG: _("The file is too big."),
    Reason.NOT_A_PDF: _("This is not a PDF."),
    Reason.PASSWORD: _("The file opens with a password only."),
    Reason.DAMAGED: _("The file is damaged."),
    Reason.TOO_COMPLEX: _("The file is too complicated to be checked within ten seconds."),
    Reason.GOOD_THEN_COMMENTED: _(
        "The signature is valid; afterwards comments were added that it allows and that cover nothing."
    ),
    Reason.REVOKED_UNPROVED: _(
        "The signer's certificate was revoked, and no trusted timestamp proves that the signature is older."
    ),
    Reason.AUTHORITY_REVOKED: _(
        "The certificate of the authority that vouches for the signer was revoked."
    ),
    Reason.HIDDEN: _(
        "A mark that was added after signing covers or imitates the signed text: page %(detail)s."
    ),
    Reason.PROMISED: _("The signed part points at content that was put in only after signing."),
    Reason.CERTIFIED_ANEW: _(
        "This signature certifies a document that was signed before: only the first signature of a document may do so."
    ),
    Reason.BAD_TRUST: _("A certificate of the trust store cannot be read: %(detail)s"),
    Reason.RETIRED: _(
        "The content is unchanged, but the authority that vouches for the signer was retired here, and nothing proves that the signature is older."
    ),
    Reason.SAMPLE: _(
        "The content is unchanged, but it was signed with a sample key of a demonstration: here that is worth nothing."
    ),
    Reason.NOT_PINNED: _(
        "The name is that of an agency known here, but the certificate is not the one pinned as its seal: somebody else may be using the name."
    ),
}

ATTACKS: dict[str, Sentence] = {  # pdf-insecurity.org; one clear sentence each
    "incremental_saving": _(
        "Somebody appended other content behind the signed part, to show something that was never signed."
    ),
    "signature_wrapping": _(
        "Somebody moved the signed part elsewhere in the file and put other content in its place."
    ),
    "universal_forgery": _(
        "This only looks like a signature: what would have to be checked was left out."
    ),
    "shadow_hide": _(
        "Something lay over the page when it was signed, and was taken away afterwards to show what was hidden."
    ),
    "shadow_replace": _(
        "Words that stood there when the document was signed were exchanged for others afterwards."
    ),
    "shadow_hide_and_replace": _(
        "A second content, hidden when the document was signed, was put in place of the first."
    ),
    "certification_abuse": _(
        "Somebody abused what a certified document allows, to lay other content over it."
    ),
    "annotation_over_text": _(
        "Somebody laid a comment or drawing over the text after it was signed."
    ),
    "form_changed": _(
        "Somebody changed form fields after signing in a way the signature does not allow."
    ),
    "hidden_layer": _("The file has layers, and another one is shown now than when it was signed."),
    "font_replaced": _(
        "Somebody exchanged the letters' shapes, so that the same signs read differently."
    ),
    "pages_changed": _("Somebody added, removed or exchanged pages after signing."),
    "signature_removed": _("Somebody took a signature out of the file."),
    "proofs_abused": _("Somebody put something into the place for proofs that is no proof."),
}
NOTICES: dict[str, Sentence] = {
    "hidden_layers": _(
        "The signed file has layers that are switched off: it holds more than it shows."
    ),
    "scripts": _("The signed file runs programs when it is opened."),
    "ahead": _("The time the signer wrote down lies in the future."),
    "self_signed": _("Nobody but the signer vouches for this certificate."),
    "no_revocation": _("Nothing says whether the certificate was withdrawn."),
    "stale_revocation": _(
        "What says that the certificate was not withdrawn is older than the signature."
    ),
    "revoked_later": _(
        "The certificate was withdrawn after the proved time of signing; that does not harm this signature."
    ),
    "weak_stamp": _(
        "A timestamp names the document by a hash that could already be forged then (SHA-1 or older): it does not prove the time."
    ),
    "ended_clock": _(
        "The authority of a timestamp was retired here, and nothing shows that the timestamp is older: it does not prove the time."
    ),
    "lookalike": _(
        "The signer's name mixes letters of different alphabets or holds invisible signs: it may imitate another name."
    ),
    "not_all_seen": _(
        "Some pages to which something was added are so heavy that they could not all be compared by eye in time: look at the pages yourself."
    ),
    "hybrid": _(
        "The file has two tables of contents (as Word writes them); some programs refuse it."
    ),
}

CHANGES: dict[Change, Sentence] = {
    Change.NONE: _("nothing"),
    Change.TIMESTAMPS: _("proofs for later checking"),
    Change.FORM: _("form fields and further signatures, as allowed"),
    Change.ANNOTATIONS: _("comments, as allowed"),
    Change.OTHER: _("something that is not allowed"),
    Change.UNKNOWN: _("not known"),
}


def headline(one: Judgement) -> Sentence:
    """Return what is said first of a file."""
    said = NOT_TRUSTED.get(one.reason) if one.verdict == Verdict.UNTRUSTED else None
    return said[0] if said else VERDICTS[one.verdict]


def chip(one: Finding) -> tuple[str, Sentence]:
    """Return the kind and the words of a signature's chip."""
    kind, word = CHIPS[one.verdict]
    said = NOT_TRUSTED.get(one.reason) if one.verdict == Verdict.UNTRUSTED else None
    return kind, said[1] if said else word


def because(one: Finding | Judgement) -> str:
    """Return the reason as a sentence."""
    said = str(REASONS.get(one.reason) or VERDICTS[one.verdict])
    return said % {"detail": one.detail} if "%(detail)s" in said else said


def attack(one: Finding) -> str:
    """Name the known attack that was recognised, in one sentence; "" for none."""
    if not one.attack:
        return ""
    return str(ATTACKS.get(one.attack) or gettext("This file was prepared to deceive its reader."))


def notices(one: Finding) -> list[str]:
    """Return what a careful reader should know besides the verdict."""
    told_already = {"no_revocation"}  # it stands in the line about withdrawal
    known = (NOTICES.get(str(word)) for word in one.notices if str(word) not in told_already)
    return [str(said) for said in known if said]
