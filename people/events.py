"""What is told of people, units and posts; all are written in the book of the people."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

UNIT_ADDED = Event("people.unit_added", _("%(who)s added the unit %(what)s"))
PERSON_ADDED = Event("people.person_added", _("%(who)s added the person %(what)s"))
POST_GIVEN = Event("people.post_given", _("%(who)s gave the post %(what)s"))
UNIT_CHANGED = Event("people.unit_changed", _("%(who)s changed the unit %(what)s"))
UNIT_CLOSED = Event("people.unit_closed", _("%(who)s closed the unit %(what)s"))
UNIT_REOPENED = Event("people.unit_reopened", _("%(who)s opened the unit %(what)s again"))
PERSON_CHANGED = Event("people.person_changed", _("%(who)s changed the details of %(what)s"))
PERSON_STOPPED = Event(
    "people.person_stopped", _("%(who)s took the right to sign in from %(what)s")
)
PERSON_LET_IN = Event("people.person_let_in", _("%(who)s lets %(what)s sign in again"))
PASSWORD_LINK_MADE = Event(
    "people.password_link_made", _("%(who)s made a link to set the password of %(what)s")
)
PASSWORD_SET = Event("people.password_set", _("%(who)s set a new password"))
SESSIONS_ENDED = Event("people.sessions_ended", _("%(who)s signed out everywhere else"))
POST_ENDED = Event("people.post_ended", _("%(who)s ended the post %(what)s"))
POSITION_ADDED = Event("people.position_added", _("%(who)s added the title %(what)s"))
POSITION_REMOVED = Event("people.position_removed", _("%(who)s removed the title %(what)s"))
SIGN_INS_FORGOTTEN = Event(
    "people.sign_ins_forgotten",
    _(
        "%(number)s lines of the sign-in log older than %(days)s days ended, as the rule of keeping says"
    ),
)
ABSENCE_ANNOUNCED = Event(
    "people.absence_announced",
    _("%(who)s announced: %(person)s is away from %(since)s to %(until)s, %(stand_in)s stands in"),
)
ABSENCE_ENDED = Event(
    "people.absence_ended",
    _("%(who)s ended the absence of %(person)s; %(stand_in)s no longer stands in"),
)
UNIT_DAY_SET = Event(
    "people.unit_day_set", _("%(who)s set %(what)s in the unit's calendar: %(kind)s, %(reason)s")
)
UNIT_DAY_REMOVED = Event(
    "people.unit_day_removed", _("%(who)s removed %(what)s from the unit's calendar")
)
