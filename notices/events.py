"""What is told by this floor."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

DAY_SET = Event("notices.day_set", _("%(who)s set %(what)s in the calendar: %(kind)s, %(reason)s"))
DAY_REMOVED = Event("notices.day_removed", _("%(who)s removed %(what)s from the calendar"))
