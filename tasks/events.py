"""What is told of a task. The names never change."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

ASSIGNED = Event(
    "tasks.assigned",
    _("%(who)s assigned “%(what)s” to %(lead)s, deadline %(due)s"),
    parts=("state", "reports", "history", "my_acts"),
)
ACCEPTED = Event(
    "tasks.accepted", _("%(who)s accepted the task"), parts=("state", "history", "my_acts")
)
DECLINED = Event(
    "tasks.declined",
    _("%(who)s declined the task: %(reason)s"),
    parts=("state", "history", "my_acts"),
)
HANDED_ON = Event(
    "tasks.handed_on",
    _("%(who)s handed the task on to %(lead)s"),
    parts=("state", "history", "my_acts"),
)
PROGRESS = Event(
    "tasks.progress",
    _("%(who)s reported progress: %(percent)s%%"),
    parts=("state", "reports", "history"),
)
REPORTED = Event(
    "tasks.reported",
    _("%(who)s reported the task done"),
    parts=("state", "reports", "history", "my_acts"),
)
RETURNED = Event(
    "tasks.returned",
    _("%(who)s returned the result: %(reason)s"),
    parts=("state", "reports", "history", "my_acts"),
)
DONE = Event(
    "tasks.done", _("%(who)s accepted the result"), parts=("state", "reports", "history", "my_acts")
)
CANCELLED = Event(
    "tasks.cancelled",
    _("%(who)s cancelled the task: %(reason)s"),
    parts=("state", "history", "my_acts"),
)
DUE_CHANGED = Event(
    "tasks.due_changed",
    _("%(who)s moved the deadline from %(old)s to %(due)s: %(reason)s"),
    parts=("state", "history", "my_acts"),
)
COMMENTED = Event("tasks.commented", _("%(who)s wrote: %(text)s"), parts=("reports", "history"))
REMINDED = Event("tasks.reminded", _("Reminded by the clock: %(names)s"), parts=("history",))
VIEW_SAVED = Event("tasks.view_saved", _("%(who)s kept the view “%(what)s” of the tasks"))
VIEW_REMOVED = Event("tasks.view_removed", _("%(who)s removed the view “%(what)s” of the tasks"))
RATE_OPENED = Event("tasks.rate_opened", _("%(who)s made the on-time rate of %(what)s public"))
RATE_CLOSED = Event(
    "tasks.rate_closed", _("%(who)s took the on-time rate of %(what)s from the public")
)
