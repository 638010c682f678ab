"""What is told of papers; a folder's events are written in the book of its matter."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

PAPER_ADDED = Event(
    "documents.paper_added", _("%(who)s added the paper “%(what)s”"), parts=("papers",)
)
VERSION_ADDED = Event(
    "documents.version_added",
    _("%(who)s put version %(number)s of “%(what)s” in place"),
    parts=("papers",),
)
PAPER_MOVED = Event(
    "documents.paper_moved", _("%(who)s: “%(what)s” is now “%(state)s”"), parts=("papers",)
)
NUMBER_TAKEN = Event("documents.number_taken", _("%(who)s took the number %(what)s"))
NUMBER_RESERVED = Event(
    "documents.number_reserved", _("%(who)s set the number %(what)s aside: %(reason)s")
)
NUMBER_CANCELLED = Event(
    "documents.number_cancelled", _("%(who)s cancelled the number %(what)s: %(reason)s")
)
PAPER_PUBLISHED = Event(
    "documents.paper_published", _("%(who)s made “%(what)s” public"), parts=("papers",)
)
PAPER_UNPUBLISHED = Event(
    "documents.paper_unpublished",
    _("%(who)s took “%(what)s” back from the public: %(reason)s"),
    parts=("papers",),
)
PUBLISHING_PLANNED = Event(
    "documents.publishing_planned",
    _("%(who)s chose whether “%(what)s” becomes public when it is issued"),
    parts=("papers",),
)
ISSUER_ADDED = Event("documents.issuer_added", _("%(who)s added the authority %(what)s"))
ISSUER_CLOSED = Event(
    "documents.issuer_closed", _("%(who)s no longer offers the authority %(what)s")
)
ISSUER_REOPENED = Event(
    "documents.issuer_reopened", _("%(who)s offers the authority %(what)s again")
)
ISSUER_SET = Event(
    "documents.issuer_set", _("%(who)s wrote who issued “%(what)s”: %(issuer)s"), parts=("papers",)
)
