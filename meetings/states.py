"""When a meeting and the things in it may change: tables of moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(TextChoices):
    """A meeting's life."""

    DRAFT = "draft", _("being prepared")
    CONVENED = "convened", _("convened")
    OPEN = "open", _("in session")
    PAUSED = "paused", _("paused")
    CLOSED = "closed", _("closed")
    CONCLUDED = "concluded", _("concluded")
    CANCELLED = "cancelled", _("cancelled")


MEETING_MOVES = {
    MeetingState.DRAFT: frozenset({MeetingState.CONVENED, MeetingState.CANCELLED}),
    MeetingState.CONVENED: frozenset({MeetingState.OPEN, MeetingState.CANCELLED}),
    MeetingState.OPEN: frozenset({MeetingState.PAUSED, MeetingState.CLOSED}),
    MeetingState.PAUSED: frozenset({MeetingState.OPEN}),
    MeetingState.CLOSED: frozenset({MeetingState.CONCLUDED}),
    MeetingState.CONCLUDED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
IN_SESSION = (MeetingState.OPEN, MeetingState.PAUSED)
ENDED = (MeetingState.CLOSED, MeetingState.CONCLUDED, MeetingState.CANCELLED)


class ItemState(TextChoices):
    """An agenda item's life."""

    WAITING = "waiting", pgettext_lazy("item", "waiting")
    CURRENT = "current", _("being discussed")
    DONE = "done", pgettext_lazy("item", "done")
    DEFERRED = "deferred", _("deferred")


ITEM_MOVES = {
    ItemState.WAITING: frozenset({ItemState.CURRENT, ItemState.DEFERRED, ItemState.DONE}),
    # back to what it was: a wrong press is taken back (actions.agenda.back_to)
    ItemState.CURRENT: frozenset({ItemState.DONE, ItemState.DEFERRED, ItemState.WAITING}),
    ItemState.DONE: frozenset({ItemState.CURRENT, ItemState.WAITING}),
    ItemState.DEFERRED: frozenset({ItemState.CURRENT, ItemState.WAITING}),
}


class ProposalState(TextChoices):
    """The life of an item a unit proposes."""

    SUBMITTED = "submitted", pgettext_lazy("proposal", "waits for the office")
    RETURNED = "returned", pgettext_lazy("proposal", "returned")
    APPROVED = "approved", pgettext_lazy("proposal", "approved")
    PLACED = "placed", _("on the agenda")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")


PROPOSAL_MOVES = {
    ProposalState.SUBMITTED: frozenset(
        {
            ProposalState.RETURNED,
            ProposalState.APPROVED,
            ProposalState.PLACED,
            ProposalState.WITHDRAWN,
        }
    ),
    ProposalState.RETURNED: frozenset({ProposalState.SUBMITTED, ProposalState.WITHDRAWN}),
    ProposalState.APPROVED: frozenset({ProposalState.PLACED, ProposalState.RETURNED}),
    ProposalState.PLACED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}


class HandedInState(TextChoices):
    """The life of a paper a unit hands in; an approved one may be handed in again in a newer version."""

    SUBMITTED = "submitted", pgettext_lazy("paper", "waits for approval")
    RETURNED = "returned", pgettext_lazy("paper", "returned")
    APPROVED = "approved", pgettext_lazy("paper", "approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("paper", "withdrawn")


HANDED_IN_MOVES = {
    HandedInState.SUBMITTED: frozenset(
        {HandedInState.RETURNED, HandedInState.APPROVED, HandedInState.WITHDRAWN}
    ),
    HandedInState.RETURNED: frozenset({HandedInState.SUBMITTED, HandedInState.WITHDRAWN}),
    HandedInState.APPROVED: frozenset({HandedInState.SUBMITTED}),
    HandedInState.WITHDRAWN: frozenset(),
}


class Answer(TextChoices):
    """An invited person's answer."""

    WAITING = "waiting", _("no answer yet")
    ACCEPTED = "accepted", _("will attend")
    DECLINED = "declined", _("cannot attend")
    REPLACED = "replaced", _("sends a substitute")


class AbsenceState(TextChoices):
    """The life of a request to be absent, alone or with a substitute."""

    ASKED = "asked", pgettext_lazy("absence", "waits for consent")
    AGREED = "agreed", pgettext_lazy("absence", "agreed to")
    REFUSED = "refused", pgettext_lazy("absence", "not agreed to")
    WITHDRAWN = "withdrawn", pgettext_lazy("absence", "taken back")


ABSENCE_MOVES = {
    AbsenceState.ASKED: frozenset(
        {AbsenceState.AGREED, AbsenceState.REFUSED, AbsenceState.WITHDRAWN}
    ),
    AbsenceState.AGREED: frozenset({AbsenceState.WITHDRAWN}),
    AbsenceState.REFUSED: frozenset(),
    AbsenceState.WITHDRAWN: frozenset(),
}


class SpeakingState(TextChoices):
    """A speaking request's life."""

    ASKED = "asked", _("wishes to speak")
    SPEAKING = "speaking", _("speaking")
    HELD = "held", _("interrupted")
    SPOKE = "spoke", _("has spoken")
    WITHDRAWN = "withdrawn", pgettext_lazy("speaking", "withdrawn")
    NOT_CALLED = "not_called", _("not called")


SPEAKING_MOVES = {
    SpeakingState.ASKED: frozenset(
        {SpeakingState.SPEAKING, SpeakingState.WITHDRAWN, SpeakingState.NOT_CALLED}
    ),
    SpeakingState.SPEAKING: frozenset({SpeakingState.HELD, SpeakingState.SPOKE}),
    SpeakingState.HELD: frozenset({SpeakingState.SPEAKING, SpeakingState.SPOKE}),
    SpeakingState.SPOKE: frozenset(),
    SpeakingState.WITHDRAWN: frozenset(),
    SpeakingState.NOT_CALLED: frozenset(),
}


class VoteState(TextChoices):
    """A vote's life."""

    PREPARED = "prepared", _("prepared")
    OPEN = "open", pgettext_lazy("vote", "open")
    CLOSED = "closed", pgettext_lazy("vote", "closed")
    ANNOUNCED = "announced", _("announced")
    VOID = "void", _("void")


VOTE_MOVES = {
    VoteState.PREPARED: frozenset({VoteState.OPEN, VoteState.VOID}),
    VoteState.OPEN: frozenset({VoteState.CLOSED, VoteState.VOID}),
    VoteState.CLOSED: frozenset({VoteState.ANNOUNCED, VoteState.VOID}),
    VoteState.ANNOUNCED: frozenset({VoteState.VOID}),
    VoteState.VOID: frozenset(),
}


class ConclusionState(TextChoices):
    """A conclusion's life."""

    DRAFT = "draft", _("draft")
    AGREED = "agreed", _("agreed")
    FULFILLED = "fulfilled", _("fulfilled")
    STRUCK = "struck", _("struck out")
    CORRECTED = "corrected", _("replaced by a correction")


CONCLUSION_MOVES = {
    ConclusionState.DRAFT: frozenset({ConclusionState.AGREED, ConclusionState.STRUCK}),
    ConclusionState.AGREED: frozenset({ConclusionState.FULFILLED, ConclusionState.CORRECTED}),
    ConclusionState.FULFILLED: frozenset({ConclusionState.CORRECTED}),
    ConclusionState.STRUCK: frozenset(),
    ConclusionState.CORRECTED: frozenset(),
}


class DraftState(TextChoices):
    """The life of a document drafted from the record."""

    WRITING = "writing", _("being written")
    COMMENT = "comment", _("sent for comment")
    APPROVED = "approved", pgettext_lazy("draft", "approved")
    SIGNING = "signing", pgettext_lazy("draft", "being signed")
    SIGNED = "signed", pgettext_lazy("draft", "signed")


DRAFT_MOVES = {
    DraftState.WRITING: frozenset({DraftState.COMMENT, DraftState.APPROVED}),
    DraftState.COMMENT: frozenset({DraftState.WRITING, DraftState.APPROVED}),
    DraftState.APPROVED: frozenset({DraftState.WRITING, DraftState.SIGNING, DraftState.SIGNED}),
    DraftState.SIGNING: frozenset({DraftState.APPROVED, DraftState.SIGNED}),
    DraftState.SIGNED: frozenset(),
}


class BlockState(TextChoices):
    """A consent block's life: put to its vote, then decided by it."""

    OPEN = "open", pgettext_lazy("block", "being voted on")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("not adopted")
    VOID = "void", _("void")


BLOCK_MOVES = {
    BlockState.OPEN: frozenset({BlockState.ADOPTED, BlockState.REJECTED, BlockState.VOID}),
    BlockState.ADOPTED: frozenset({BlockState.VOID}),
    BlockState.REJECTED: frozenset({BlockState.VOID}),
    BlockState.VOID: frozenset(),
}
