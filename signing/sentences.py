"""Verdicts and reasons in plain sentences, for a citizen and for the command."""

from django.utils.functional import Promise
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
    Reason.BAD_TRUST: _("A certificate of the trust store cannot be read: %(detail)s"),
    Reason.RETIRED: _(
        "The content is unchanged, but the authority that vouches for the signer was retired here, and nothing proves that the signature is older."
    ),
    Reason.NOT_PINNED: _(
        "The name is that of an agency known here, but the certificate is not the one pinned as its seal: somebody else may be using the name."
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


def because(one: Finding | Judgement) -> str:
    """Return the reason as a sentence."""
    said = str(REASONS[one.reason])
    return said % {"detail": one.detail} if "%(detail)s" in said else said
