"""What is told of signing routes. The names never change."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

PARTS = ("steps", "document", "remarks")
PAPER = ("steps", "document", "my_step")  # the file is another one
WAY = ("steps", "my_step")  # the way is another one, the file the same
LINES = ("lines",)

ROUTE_STARTED = Event("signing.route_started", _("%(who)s sent “%(what)s” to be signed"), PAPER)
STEP_SIGNED = Event("signing.step_signed", _("%(who)s signed “%(what)s”"), PAPER)
NUMBERED_AND_SEALED = Event(
    "signing.numbered_and_sealed",
    _("%(who)s gave “%(what)s” the number %(notation)s and applied the seal"),
    PAPER,
)
ROUTE_RETURNED = Event(
    "signing.route_returned", _("%(who)s returned “%(what)s”: %(reason)s"), PARTS
)
ROUTE_RECALLED = Event(
    "signing.route_recalled", _("%(who)s recalled “%(what)s”: %(reason)s"), PARTS
)
ROUTE_COMPLETED = Event("signing.route_completed", _("“%(what)s” is signed and issued"), PAPER)
OPINION_GIVEN = Event(
    "signing.opinion_given", _("%(who)s gave an opinion on “%(what)s”: %(opinion)s"), WAY
)
SENT_BACK = Event(
    "signing.sent_back", _("%(who)s sent “%(what)s” back to %(whom)s: %(reason)s"), PAPER
)
STEP_SKIPPED = Event(
    "signing.step_skipped", _("%(who)s left out the step of %(whom)s: %(reason)s"), WAY
)
STEP_ADDED = Event("signing.step_added", _("%(who)s added a step of %(whom)s: %(reason)s"), PAPER)
STEP_HANDED_ON = Event(
    "signing.step_handed_on", _("%(who)s handed the step on to %(whom)s: %(reason)s"), WAY
)
DUE_CHANGED = Event(
    "signing.due_changed", _("%(who)s changed the deadline of %(whom)s to %(due)s"), WAY
)
REMARK_MADE = Event(
    "signing.remark_made", _("%(who)s commented on “%(what)s”: %(text)s"), ("remarks",)
)
REMARK_SETTLED = Event(
    "signing.remark_settled", _("%(who)s settled a comment: %(text)s"), ("remarks",)
)
LINE_DONE = Event("signing.line_done", _("%(who)s: %(paper)s, %(said)s"), LINES)
BATCH_RESTS = Event(
    "signing.batch_rests",
    _("A batch of %(who)s rests: %(left)s papers are left"),
    (*LINES, "press"),
)
TEMPLATE_KEPT = Event("signing.template_kept", _("%(who)s kept the usual way “%(what)s”"))
TEMPLATE_REMOVED = Event("signing.template_removed", _("%(who)s removed the usual way “%(what)s”"))
KEY_ISSUED = Event("signing.key_issued", _("The demonstration authority issued a key to %(what)s"))
KEY_LOCKED = Event("signing.key_locked", _("The key of %(what)s is locked: wrong PIN too often"))

KEY_REGISTERED = Event("signing.key_registered", _("%(who)s registered a signing key of %(what)s"))
KEY_CHOSEN = Event("signing.key_chosen", _("%(who)s chose a key of %(what)s to sign with"))
KEY_RETIRED = Event("signing.key_retired", _("%(who)s took a key of %(what)s out of use"))
KEY_PIN_CHANGED = Event("signing.key_pin_changed", _("%(who)s changed the PIN of a key"))
SIGNING_BEGUN = Event(
    "signing.signing_begun", _("%(who)s began to sign “%(what)s” (%(way)s)"), ("my_step",)
)
SIGNING_MOVED = Event("signing.signing_moved", _("The signing of “%(what)s” goes on"), ("my_step",))
SIGNING_ENDED = Event(
    "signing.signing_ended", _("“%(what)s” was not signed: %(reason)s"), ("my_step",)
)

# The trust store: one book of its own, whose number is the store's version.
AUTHORITY_BELIEVED = Event(
    "signing.authority_believed", _("%(who)s took “%(what)s” into the trust store")
)
AUTHORITY_NARROWED = Event(
    "signing.authority_narrowed", _("%(who)s changed what “%(what)s” is believed for")
)
AUTHORITY_RETIRED = Event("signing.authority_retired", _("%(who)s retired “%(what)s”: %(reason)s"))
SEAL_PINNED = Event(
    "signing.seal_pinned", _("%(who)s pinned the seal of %(what)s to its certificate")
)
SEAL_UNPINNED = Event("signing.seal_unpinned", _("%(who)s ended the pinned seal of %(what)s"))
WITHDRAWALS_IMPORTED = Event("signing.withdrawals_imported", _("%(who)s imported “%(what)s”"))

# What signatures show and where they stand.
PICTURE_KEPT = Event("signing.picture_kept", _("%(who)s changed the picture of %(what)s"))
PICTURE_RETIRED = Event(
    "signing.picture_retired", _("%(who)s took the picture of %(what)s out of use")
)
PLACES_MOVED = Event(
    "signing.places_moved",
    _("%(who)s moved the places of signatures and seal on “%(what)s”"),
    PARTS,
)
ATTACHMENT_ADDED = Event(
    "signing.attachment_added", _("%(who)s attached a file to “%(what)s”"), PARTS
)
ATTACHMENT_REMOVED = Event(
    "signing.attachment_removed", _("%(who)s took an attached file off “%(what)s”"), PARTS
)

# What is kept up.
PROOFS_RENEWED = Event(
    "signing.proofs_renewed", _("The proofs of “%(what)s” were renewed (%(level)s)")
)
CERTIFICATE_ENDS = Event(
    "signing.certificate_ends", _("The certificate of %(what)s ends in %(days)s days")
)
CERTIFICATE_REVOKED = Event(
    "signing.certificate_revoked", _("The certificate of %(what)s was revoked")
)
JOURNAL_SEALED = Event(
    "signing.journal_sealed", _("The journal was sealed: %(entries)s entries in %(books)s books")
)
