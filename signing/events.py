"""What is told of signing routes. The names never change."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

PARTS = ("steps", "document")

ROUTE_STARTED = Event("signing.route_started", _("%(who)s sent “%(what)s” to be signed"), PARTS)
STEP_SIGNED = Event("signing.step_signed", _("%(who)s signed “%(what)s”"), PARTS)
NUMBERED_AND_SEALED = Event(
    "signing.numbered_and_sealed",
    _("%(who)s gave “%(what)s” the number %(notation)s and applied the seal"),
    PARTS,
)
ROUTE_RETURNED = Event(
    "signing.route_returned", _("%(who)s returned “%(what)s”: %(reason)s"), PARTS
)
ROUTE_RECALLED = Event(
    "signing.route_recalled", _("%(who)s recalled “%(what)s”: %(reason)s"), PARTS
)
ROUTE_COMPLETED = Event("signing.route_completed", _("“%(what)s” is signed and issued"), PARTS)
KEY_ISSUED = Event("signing.key_issued", _("The demonstration authority issued a key to %(what)s"))
KEY_LOCKED = Event("signing.key_locked", _("The key of %(what)s is locked: wrong PIN too often"))

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
