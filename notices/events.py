"""What is told by this floor."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

DAY_SET = Event("notices.day_set", _("%(who)s set %(what)s in the calendar: %(kind)s, %(reason)s"))
DAY_REMOVED = Event("notices.day_removed", _("%(who)s removed %(what)s from the calendar"))
GATEWAY_ADDED = Event("notices.gateway_added", _("%(who)s set up the gateway %(what)s"))
GATEWAY_CHANGED = Event("notices.gateway_changed", _("%(who)s changed the gateway %(what)s"))
GATEWAY_SECRET = Event(
    "notices.gateway_secret", _("%(who)s made a new secret for the gateway %(what)s")
)
