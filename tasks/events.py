"""What is told of a task. The names never change."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

ASSIGNED = Event(
    "tasks.assigned",
    _("%(who)s assigned “%(what)s” to %(lead)s, deadline %(due)s"),
    parts=("state", "reports", "history", "my_acts", "outlook", "my_reminder"),
)
ACCEPTED = Event(
    "tasks.accepted",
    _("%(who)s accepted the task"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
DECLINED = Event(
    "tasks.declined",
    _("%(who)s declined the task: %(reason)s"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
HANDED_ON = Event(
    "tasks.handed_on",
    _("%(who)s handed the task on to %(lead)s"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
PROGRESS = Event(
    "tasks.progress",
    _("%(who)s reported progress: %(percent)s%%"),
    parts=("state", "reports", "history", "outlook", "my_reminder"),
)
REPORTED = Event(
    "tasks.reported",
    _("%(who)s reported the task done"),
    parts=("state", "reports", "history", "my_acts", "outlook", "my_reminder"),
)
RETURNED = Event(
    "tasks.returned",
    _("%(who)s returned the result: %(reason)s"),
    parts=("state", "reports", "history", "my_acts", "outlook", "my_reminder"),
)
DONE = Event(
    "tasks.done",
    _("%(who)s accepted the result"),
    parts=("state", "reports", "history", "my_acts", "outlook", "my_reminder"),
)
CANCELLED = Event(
    "tasks.cancelled",
    _("%(who)s cancelled the task: %(reason)s"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
DUE_CHANGED = Event(
    "tasks.due_changed",
    _("%(who)s moved the deadline from %(old)s to %(due)s: %(reason)s"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
COMMENTED = Event("tasks.commented", _("%(who)s wrote: %(text)s"), parts=("reports", "history"))
REMINDED = Event("tasks.reminded", _("Reminded by the clock: %(names)s"), parts=("history",))
VIEW_SAVED = Event("tasks.view_saved", _("%(who)s kept the view “%(what)s” of the tasks"))
VIEW_REMOVED = Event("tasks.view_removed", _("%(who)s removed the view “%(what)s” of the tasks"))
RATE_OPENED = Event("tasks.rate_opened", _("%(who)s made the on-time rate of %(what)s public"))
RATE_CLOSED = Event(
    "tasks.rate_closed", _("%(who)s took the on-time rate of %(what)s from the public")
)
URGED = Event(
    "tasks.urged",
    _("%(who)s urged %(names)s: %(words)s"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
SNOOZED = Event(
    "tasks.snoozed",
    _("%(who)s put the own reminders off until %(until)s"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
SNOOZE_FORBIDDEN = Event(
    "tasks.snooze_forbidden",
    _("%(who)s no longer allows reminders to be put off"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
SNOOZE_ALLOWED = Event(
    "tasks.snooze_allowed",
    _("%(who)s allows reminders to be put off again"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
DAY_MOVED = Event(
    "tasks.day_moved",
    _(
        "The calendar of days off changed (%(reason)s): the deadline %(due)s now ends on %(day)s instead of %(old)s"
    ),
    parts=("state", "history", "my_reminder"),
)
DAYS_MOVED = Event("tasks.days_moved", _("%(what)s moved the end of %(number)s open deadlines"))

_DECIDED = ("state", "requests", "reports", "history", "my_acts", "outlook", "my_reminder")
_ASKED = ("requests", "reports", "history", "my_acts", "outlook", "my_reminder")

EXTENSION_ASKED = Event(
    "tasks.extension_asked",
    _("%(who)s asks to move the deadline from %(old)s to %(due)s: %(reason)s"),
    parts=_ASKED,
)
EXTENSION_GRANTED = Event(
    "tasks.extension_granted",
    _("%(who)s granted the extension: the deadline moves from %(old)s to %(due)s"),
    parts=_DECIDED,
)
EXTENSION_REFUSED = Event(
    "tasks.extension_refused",
    _("%(who)s refused the extension, the deadline stays %(old)s: %(reason)s"),
    parts=_ASKED,
)
EXTENSION_WITHDRAWN = Event(
    "tasks.extension_withdrawn", _("%(who)s withdrew the request for an extension"), parts=_ASKED
)
TRANSFER_ASKED = Event(
    "tasks.transfer_asked",
    _("%(who)s proposes to transfer the task to %(lead)s: %(reason)s"),
    parts=_ASKED,
)
TRANSFERRED = Event(
    "tasks.transferred",
    _("%(who)s transferred the task from %(old)s to %(lead)s: %(reason)s"),
    parts=_DECIDED,
)
TRANSFER_REFUSED = Event(
    "tasks.transfer_refused",
    _("%(who)s refused to transfer the task to %(lead)s: %(reason)s"),
    parts=_ASKED,
)
TRANSFER_WITHDRAWN = Event(
    "tasks.transfer_withdrawn",
    _("%(who)s withdrew the proposal to transfer the task"),
    parts=_ASKED,
)
REQUEST_LAPSED = Event(
    "tasks.request_lapsed", _("A waiting request ended by itself: %(request)s"), parts=_ASKED
)
QUESTION_ASKED = Event("tasks.question_asked", _("%(who)s asks: %(text)s"), parts=_ASKED)
QUESTION_ANSWERED = Event("tasks.question_answered", _("%(who)s answers: %(text)s"), parts=_ASKED)
QUESTION_WITHDRAWN = Event(
    "tasks.question_withdrawn", _("%(who)s withdrew the question: %(text)s"), parts=_ASKED
)
EXPLANATION_DEMANDED = Event(
    "tasks.explanation_demanded",
    _("%(who)s demands an explanation by %(due)s: %(text)s"),
    parts=_ASKED,
)
EXPLANATION_GIVEN = Event(
    "tasks.explanation_given",
    _("%(who)s explains: %(text)s"),
    parts=("requests", "reports", "papers", "history", "my_acts", "outlook", "my_reminder"),
)
EXPLANATION_ACCEPTED = Event(
    "tasks.explanation_accepted", _("%(who)s accepted the explanation"), parts=_DECIDED
)
EXPLANATION_REJECTED = Event(
    "tasks.explanation_rejected",
    _("%(who)s did not accept the explanation: %(reason)s"),
    parts=_ASKED,
)
EXPLANATION_WITHDRAWN = Event(
    "tasks.explanation_withdrawn",
    _("%(who)s withdrew the demand for an explanation"),
    parts=_ASKED,
)
CAUSE_CONFIRMED = Event(
    "tasks.cause_confirmed",
    _("%(who)s confirmed an objective cause of the delay: %(reason)s"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
CONTRIBUTION_ASKED = Event(
    "tasks.contribution_asked",
    _("%(who)s asked for contributions by %(due)s from %(names)s: %(text)s"),
    parts=("contributions", "history", "my_acts", "outlook", "my_reminder"),
)
CONTRIBUTED = Event(
    "tasks.contributed",
    _("%(who)s contributed for %(names)s"),
    parts=("contributions", "reports", "papers", "history", "my_acts", "outlook", "my_reminder"),
)
NUDGED = Event(
    "tasks.nudged",
    _("%(who)s asked again for the contribution of %(names)s"),
    parts=("contributions", "history", "my_acts", "outlook", "my_reminder"),
)
MENTIONED = Event(
    "tasks.mentioned", _("%(who)s named %(names)s: %(text)s"), parts=("reports", "history")
)
WATCHED = Event("tasks.watched", _("%(who)s lets %(names)s follow the task"), parts=("history",))
COMMENT_EDITED = Event(
    "tasks.comment_edited", _("%(who)s corrected a comment: %(text)s"), parts=("reports", "history")
)
COMMENT_WITHDRAWN = Event(
    "tasks.comment_withdrawn", _("%(who)s withdrew a comment"), parts=("reports", "history")
)
EVALUATED = Event(
    "tasks.evaluated",
    _("%(who)s evaluated the result: %(grade)s, %(quantity)s points"),
    parts=("state", "history", "my_acts", "outlook", "my_reminder"),
)
REOPENED = Event("tasks.reopened", _("%(who)s reopened the task: %(reason)s"), parts=_DECIDED)
HANDED_DOWN = Event(
    "tasks.handed_down",
    _("%(who)s gave a part of the task, “%(part)s”, to %(lead)s"),
    parts=("subtasks", "history", "my_acts", "outlook", "my_reminder"),
)
PART_MOVED = Event(
    "tasks.part_moved",
    _("The part “%(part)s” is now “%(now)s”"),
    parts=("subtasks", "history", "my_acts", "outlook", "my_reminder"),
)
PARTS_LATER = Event(
    "tasks.parts_later",
    _("These parts are now due after the task itself: %(names)s"),
    parts=("subtasks", "history"),
)
CIRCLE_CHANGED = Event(
    "tasks.circle_changed",
    _("%(who)s changed who is around the task: %(names)s"),
    parts=("state", "contributions", "history", "my_acts", "outlook", "my_reminder"),
)
