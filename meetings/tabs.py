"""The pages of one meeting, in the order a day has: what each is called, and what one must hold to open it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Tab:
    """A page of the meeting: its word (also its place in the bar), its address's name, its label and icon."""

    word: str
    url_name: str
    label: str | Promise
    icon: str
    to: str = "see_meeting"


TABS = (
    Tab("meeting", "meetings:meeting", _("The session"), "broadcast"),
    Tab("read", "meetings:read", _("Read beforehand"), "book", to="sit"),
    Tab("plan", "meetings:plan", _("Preparation"), "list-check", to="prepare_meeting"),
    Tab("chair", "meetings:chair", _("Chair's panel"), "hand-index-thumb", to="run_meeting"),
    Tab("seats", "meetings:seats", _("Seats"), "grid-3x3-gap"),
    Tab("screens", "meetings:screens", _("Screen"), "display", to="prepare_meeting"),
    Tab("people", "meetings:people", pgettext_lazy("meeting", "People"), "people"),
    Tab(
        "attendance",
        "meetings:attendance",
        pgettext_lazy("meeting", "Attendance"),
        "person-check",
        to="prepare_meeting",
    ),
    Tab("speaking", "meetings:speaking", _("Speaking"), "mic", to="prepare_meeting"),
    Tab("votes", "meetings:votes", _("Votes"), "check2-square"),
    Tab("after", "meetings:after", _("After the session"), "clipboard-check", to="prepare_meeting"),
    Tab("record", "meetings:record", _("Journal"), "journal-text"),
)


def tabs_for(held: set[Any]) -> list[Tab]:
    """Return the tabs that somebody who holds these permissions on the meeting may open."""
    return [tab for tab in TABS if tab.to in held]
