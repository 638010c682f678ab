"""When a round of written opinions and its answers may change. Overdue is a fact about time, not a state."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundState(TextChoices):
    """A round's life, from its draft to the session that hears of its result."""

    DRAFT = "draft", pgettext_lazy("round", "being prepared")
    SUBMITTED = "submitted", pgettext_lazy("round", "waiting for approval")
    RETURNED = "returned", pgettext_lazy("round", "returned to be changed")
    APPROVED = "approved", pgettext_lazy("round", "approved, not sent yet")
    COLLECTING = "collecting", pgettext_lazy("round", "collecting opinions")
    CLOSED = "closed", pgettext_lazy("round", "closed, to be counted")
    COUNTED = "counted", pgettext_lazy("round", "counted, to be announced")
    ANNOUNCED = "announced", pgettext_lazy("round", "announced")
    REPORTED = "reported", pgettext_lazy("round", "reported to the session")
    CANCELLED = "cancelled", pgettext_lazy("round", "cancelled")


S = RoundState
ROUND_MOVES: dict[RoundState, frozenset[RoundState]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.CANCELLED}),
    S.SUBMITTED: frozenset({S.RETURNED, S.APPROVED, S.DRAFT, S.CANCELLED}),
    S.RETURNED: frozenset({S.SUBMITTED, S.CANCELLED}),
    S.APPROVED: frozenset({S.COLLECTING, S.DRAFT, S.CANCELLED}),
    S.COLLECTING: frozenset({S.CLOSED, S.CANCELLED}),
    S.CLOSED: frozenset({S.COLLECTING, S.COUNTED, S.CANCELLED}),  # collecting again: a longer deadline
    S.COUNTED: frozenset({S.ANNOUNCED}),
    S.ANNOUNCED: frozenset({S.REPORTED}),
    S.REPORTED: frozenset(),
    S.CANCELLED: frozenset(),
}  # fmt: skip
CHANGEABLE = (S.DRAFT, S.RETURNED)  # its words, papers and list may still be changed
BEFORE_SENT = (S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED)  # those who are asked know nothing yet
GOING = (S.SUBMITTED, S.APPROVED, S.COLLECTING, S.CLOSED, S.COUNTED)
AFTER_CLOSE = (S.CLOSED, S.COUNTED, S.ANNOUNCED, S.REPORTED)
TOLD = (S.ANNOUNCED, S.REPORTED)  # those who were asked see the result


class SheetState(TextChoices):
    """One sheet of answers: kept for later, sent, or replaced by a later one."""

    DRAFT = "draft", pgettext_lazy("sheet", "draft")
    SENT = "sent", pgettext_lazy("sheet", "sent")
    REPLACED = "replaced", pgettext_lazy("sheet", "replaced")


SHEET_MOVES: dict[SheetState, frozenset[SheetState]] = {
    SheetState.DRAFT: frozenset({SheetState.SENT}),
    SheetState.SENT: frozenset({SheetState.REPLACED}),
    SheetState.REPLACED: frozenset(),
}


class Choice(TextChoices):
    """What a sheet may say to a matter; the values are those of ``core.deciding``."""

    AGREE = "agree", _("Agree")
    DISAGREE = "disagree", _("Disagree")
    OTHER = "other", _("Other opinion")
    NO_OPINION = "no_opinion", _("No opinion")


class AskedKind(TextChoices):
    """Who is asked: a member, whose answer is counted, or a unit, which comments."""

    MEMBER = "member", pgettext_lazy("asked", "member")
    UNIT = "unit", pgettext_lazy("asked", "unit that comments")


class Shown(TextChoices):
    """What everybody who was asked sees once the result is announced; the office and the leader see all."""

    TOTALS = "totals", _("The totals only")
    NAMES = "names", _("Who answered what")


class Verdict(TextChoices):
    """What became of an opinion in the draft (tiếp thu, giải trình)."""

    OPEN = "open", pgettext_lazy("opinion", "not dealt with yet")
    ACCEPTED = "accepted", pgettext_lazy("opinion", "accepted")
    PARTLY = "partly", pgettext_lazy("opinion", "accepted in part")
    EXPLAINED = "explained", pgettext_lazy("opinion", "kept as it is, explained")
    NOTED = "noted", pgettext_lazy("opinion", "noted")
