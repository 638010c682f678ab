"""When a draft, an entry of the outgoing register, a sending or a copy may change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DraftState(TextChoices):
    """Where a draft stands."""

    WRITING = "writing", _("being written")
    REVIEW = "review", _("out for opinions")
    SIGNING = "signing", _("being signed")
    SIGNED = "signed", _("signed")
    DROPPED = "dropped", _("dropped")


DRAFT_MOVES: dict[DraftState, frozenset[DraftState]] = {
    DraftState.WRITING: frozenset({DraftState.REVIEW, DraftState.SIGNING, DraftState.SIGNED, DraftState.DROPPED}),
    DraftState.REVIEW: frozenset({DraftState.WRITING, DraftState.SIGNING, DraftState.SIGNED, DraftState.DROPPED}),
    DraftState.SIGNING: frozenset({DraftState.WRITING, DraftState.SIGNED}),
    DraftState.SIGNED: frozenset(),
    DraftState.DROPPED: frozenset({DraftState.WRITING}),
}  # fmt: skip


class IssueState(TextChoices):
    """Where an entry of the outgoing register stands; “corrected” is said by a later document beside it."""

    REGISTERED = "registered", _("registered, not sent yet")
    ISSUED = "issued", _("issued")
    RECALLED = "recalled", _("recalled")
    REPLACED = "replaced", _("replaced")
    CANCELLED = "cancelled", _("number cancelled")


ISSUE_MOVES: dict[IssueState, frozenset[IssueState]] = {
    IssueState.REGISTERED: frozenset({IssueState.ISSUED, IssueState.CANCELLED, IssueState.RECALLED, IssueState.REPLACED}),
    IssueState.ISSUED: frozenset({IssueState.RECALLED, IssueState.REPLACED}),
    IssueState.RECALLED: frozenset(),
    IssueState.REPLACED: frozenset(),
    IssueState.CANCELLED: frozenset(),
}  # fmt: skip


class SendingState(TextChoices):
    """Where a sending stands."""

    WAITING = "waiting", _("not sent yet")
    SENT = "sent", _("sent")
    ACKNOWLEDGED = "received", _("received")
    FAILED = "failed", _("not delivered")
    REFUSED = "refused", _("sent back")


SENDING_MOVES: dict[SendingState, frozenset[SendingState]] = {
    SendingState.WAITING: frozenset({SendingState.SENT, SendingState.FAILED}),
    SendingState.SENT: frozenset({SendingState.ACKNOWLEDGED, SendingState.FAILED, SendingState.REFUSED}),
    SendingState.FAILED: frozenset({SendingState.SENT, SendingState.FAILED, SendingState.WAITING}),  # goes again
    SendingState.ACKNOWLEDGED: frozenset({SendingState.REFUSED}),  # arrived, then sent back by the clerk
    SendingState.REFUSED: frozenset({SendingState.SENT, SendingState.WAITING}),
}  # fmt: skip


class CopyState(TextChoices):
    """Where a copy stands."""

    SIGNING = "signing", _("being signed")
    SIGNED = "signed", _("signed and sealed")
    RETURNED = "returned", _("returned")


COPY_MOVES: dict[CopyState, frozenset[CopyState]] = {
    CopyState.SIGNING: frozenset({CopyState.SIGNED, CopyState.RETURNED}),
    CopyState.SIGNED: frozenset(),
    CopyState.RETURNED: frozenset(),
}


class Urgency(TextChoices):
    """How urgent (Decree 30/2020, Appendix I, II.10.b)."""

    NONE = "none", _("not urgent")
    URGENT = "khan", _("KHẨN (urgent)")
    VERY = "thuong", _("THƯỢNG KHẨN (very urgent)")
    FLASH = "hoa_toc", _("HỎA TỐC (flash)")


class Secrecy(TextChoices):
    """How secret (Law 117/2025/QH15); above “none” only on an independent network."""

    NONE = "none", _("not secret")
    SECRET = "mat", _("MẬT (secret)")
    TOP = "toi_mat", _("TỐI MẬT (top secret)")
    UTMOST = "tuyet_mat", _("TUYỆT MẬT (utmost secret)")


class Effect(TextChoices):
    """What a document does to an earlier one (Decree 30/2020 art. 18)."""

    REPLACES = "replaces", _("replaces")
    CORRECTS = "corrects", _("corrects")
    RECALLS = "recalls", _("recalls")


class Way(TextChoices):
    """How a document reaches a recipient."""

    INSIDE = "inside", _("in this system")
    EMAIL = "email", _("by e-mail")
    EXCHANGE = "edxml", _("by the document exchange")
    PAPER = "paper", _("on paper")


class Verdict(TextChoices):
    """What somebody who was asked says of a draft."""

    ASKED = "asked", _("asked")
    AGREED = "agreed", _("agrees")
    CHANGES = "changes", _("wants changes")
    WRITER = "writer", _("writes too")


class CopyForm(TextChoices):
    """Forms of copies (Decree 30/2020 art. 25, Appendix III table of abbreviations)."""

    TRUE = "SY", _("true copy (sao y)")
    EXTRACT = "TrS", _("extract (trích sao)")
    TRANSCRIPT = "SL", _("copy of a copy (sao lục)")
