"""What is told of people, units and posts; all are written in the book of the people."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

UNIT_ADDED = Event("people.unit_added", _("%(who)s added the unit %(what)s"))
PERSON_ADDED = Event("people.person_added", _("%(who)s added the person %(what)s"))
POST_GIVEN = Event("people.post_given", _("%(who)s gave the post %(what)s"))
