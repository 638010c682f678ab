"""What is told of the floor: attendance, turns to speak, announcements, who runs the session."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event as E  # noqa: N817  as in events.py
from meetings.events import EVERYTHING

ARRIVED_REMOTELY = E(
    "meetings.arrived_remotely", _("%(what)s takes part from elsewhere"), ("attendance", "status")
)
MANY_ARRIVED = E(
    "meetings.many_arrived",
    _("%(who)s checked in %(number)s people: %(names)s"),
    ("attendance", "status", "mine"),
)
PASSAGE_CORRECTED = E(
    "meetings.passage_corrected",
    _("%(who)s corrected the attendance of %(what)s: %(reason)s"),
    ("attendance", "status", "mine"),
)
QUORUM_LOST = E(
    "meetings.quorum_lost",
    _("The quorum is lost: %(present)s of %(total)s members with a vote are here"),
    ("status",),
)
QUORUM_REACHED = E(
    "meetings.quorum_reached",
    _("The quorum is reached: %(present)s of %(total)s members with a vote are here"),
    ("status",),
)
OPENED_SHORT = E(
    "meetings.opened_short",
    _("%(who)s opened without a quorum. Reason: %(reason)s"),
    ("status",),
)
SHEET_PRINTED = E(
    "meetings.sheet_printed", _("%(who)s made the door sheet number %(number)s valid"), ()
)
SPEAKER_HELD = E("meetings.speaker_held", _("%(who)s stopped the clock of %(what)s"), ("speakers",))
SPEAKER_CONTINUED = E("meetings.speaker_continued", _("%(who)s let %(what)s go on"), ("speakers",))
TIME_ADDED = E(
    "meetings.time_added",
    _("%(who)s gave %(what)s one more minute: %(minutes)s in all"),
    ("speakers",),
)
QUEUE_MOVED = E(
    "meetings.queue_moved", _("%(who)s changed the place of %(what)s in the queue"), ("speakers",)
)
ORDER_RAISED = E("meetings.order_raised", _("%(what)s raised a point of order"), ("speakers",))
QUESTION_ASKED = E("meetings.question_asked", _("%(what)s put in a question"), ("speakers",))
QUESTION_WRITTEN = E(
    "meetings.question_written",
    _("The question of %(what)s will be answered in writing"),
    ("speakers",),
)
ANNOUNCED = E("meetings.announced", _("%(who)s announced: %(what)s"), ("announcements",))
ANNOUNCEMENT_ENDED = E(
    "meetings.announcement_ended",
    _("%(who)s took down the announcement: %(what)s"),
    ("announcements",),
)
ANNOUNCEMENT_SEEN = E(
    "meetings.announcement_seen",
    _("%(who)s has seen the announcement: %(what)s"),
    ("announcements",),
)
CHAIR_HANDED_OVER = E(
    "meetings.handed_over",
    _("%(who)s handed the running of the session from %(before)s to %(to)s. Reason: %(reason)s"),
    EVERYTHING,
)
CHAIR_TAKEN_BACK = E(
    "meetings.taken_back", _("%(to)s runs the session again, after %(before)s"), EVERYTHING
)
FLOOR_ARRANGED = E(
    "meetings.floor_arranged",
    _("%(who)s set the times of speech and the video room"),
    ("status", "speakers", "mine"),
)
