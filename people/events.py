"""What is told of people and units; the book is “people”."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

UNIT_ADDED = Event("people.unit_added", _("The unit “%(what)s” was added"))
PERSON_ADDED = Event("people.person_added", _("%(what)s was added"))
POST_GIVEN = Event("people.post_given", _("%(what)s was given: %(role)s"))
