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
NUDGED = Event(
    "tasks.nudged", _("%(who)s urged %(names)s: %(words)s"), parts=("state", "history", "my_acts")
)
SNOOZED = Event(
    "tasks.snoozed",
    _("%(who)s put the own reminders off until %(until)s"),
    parts=("state", "history", "my_acts"),
)
SNOOZE_FORBIDDEN = Event(
    "tasks.snooze_forbidden",
    _("%(who)s no longer allows reminders to be put off"),
    parts=("state", "history", "my_acts"),
)
SNOOZE_ALLOWED = Event(
    "tasks.snooze_allowed",
    _("%(who)s allows reminders to be put off again"),
    parts=("state", "history", "my_acts"),
)
DAY_MOVED = Event(
    "tasks.day_moved",
    _(
        "The calendar of days off changed (%(reason)s): the deadline %(due)s now ends on %(day)s instead of %(old)s"
    ),
    parts=("state", "history"),
)
DAYS_MOVED = Event("tasks.days_moved", _("%(what)s moved the end of %(number)s open deadlines"))
