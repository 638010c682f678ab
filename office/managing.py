"""What administrators look after, and where."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """A page of administration: its address's name (with arguments), what it is called, what one does there, its icon."""

    url_name: str
    word: str | Promise
    text: str | Promise
    icon: str

    @property
    def url(self) -> str:
        """The address, "" when this installation has no such page."""
        try:
            name, *arguments = self.url_name.split()
            return reverse(name, args=arguments)
        except NoReverseMatch:
            return ""


PLACES = (
    Place("people:people", _("Persons"), _("Add people, give and end posts, links to set a password"), "people"),
    Place("people:units", _("Units"), _("The organisation: departments, offices, wards"), "diagram-3"),
    Place("people:positions", _("Titles"), _("The titles that are offered, in the order of protocol"), "person-badge"),
    Place("people:sign_ins", _("Sign-in log"), _("Who signed in, when and from where"), "door-open"),
    Place("meetings:catalogue kinds", _("Kinds of meetings"), _("Rules, lead times, usual length"), "tags"),
    Place("meetings:catalogue paper-types", _("Kinds of papers"), _("How papers of the agenda are called"), "file-earmark-text"),
    Place("documents:issuers", _("Issuing authorities"), _("Whose documents come to meetings"), "bank"),
    Place("meetings:templates", _("Templates of meetings"), _("Agendas and people that come again"), "copy"),
    Place("meetings:rooms", _("Rooms"), _("Rooms, seats, seat plans"), "building"),
    Place("notices:days", _("Days off"), _("Holidays and days worked instead"), "calendar-week"),
    Place("notices:gateways", _("Gateways for SMS and chat"), _("Where messages go, their secrets, a trial"), "chat-dots"),
    Place("signing:trust", _("Trust store"), _("Authorities trusted when signatures are checked; pinned seals"), "shield-check"),
    Place("signing:all_keys", _("Signing keys"), _("Keys of persons and seals that are kept here"), "key"),
    Place("signing:pictures", _("Signature and seal pictures"), _("What signatures show on paper; their history"), "vector-pen"),
    Place("signing:check_form", _("Check of the form"), _("Compare a PDF or Word file with Decree 30/2020"), "rulers"),
    Place("signing:certificates", _("Certificates in use"), _("Keys, seals, authorities: how long each lasts"), "calendar-x"),
    Place("registry:organs", _("Codes in the document exchange"), _("Which unit receives under which code"), "arrow-left-right"),
    Place("meetings:statistics", _("Statistics of meetings"), _("By person, kind and unit"), "bar-chart"),
)  # fmt: skip


def places() -> list[Place]:
    """Return the pages there are."""
    return [place for place in PLACES if place.url]
