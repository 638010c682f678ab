"""Filters of the screen, the chair's panel and the seats."""

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.templatetags.look import icon
from meetings.models import Meeting
from meetings.queries import rooms
from meetings.queries.seatmap import Place

register = template.Library()


@register.filter
def page_turns(meeting: Meeting) -> list[tuple[int, str]]:
    """Return the page before and the page after the one on show, 0 where there is none."""
    version, page = meeting.show_version, meeting.show_page
    last = version.pages if version else 0
    return [(page - 1 if page > 1 else 0, "prev"), (page + 1 if page < last else 0, "next")]


WORDS = {
    "here": _("here"), "remote": _("takes part from elsewhere"), "left": pgettext_lazy("seat", "left"),
    "declined": _("cannot attend"), "coming": _("will attend"), "unknown": _("no answer yet"),
    "speaking": _("speaking"), "asked": _("wishes to speak"), "voted": _("has voted"),
}  # fmt: skip


@register.filter
def seat_word(word: str) -> str:
    """Return what a seat's state or mark is called."""
    return str(WORDS.get(word, word))


@register.filter
def seat_words(place: Place) -> str:
    """Return the state of a place and its marks in words."""
    return " · ".join(seat_word(word) for word in (place.state, *place.marks) if word)


@register.filter
def at(table: dict[str, int], word: str) -> int:
    """Return the row of a table."""
    return table[word]


@register.simple_tag
def drawn(name: str) -> SafeString:
    """Return what is inside an icon, for a symbol of a larger drawing."""
    inside = re.sub(r"^<svg[^>]*>|</svg>$", "", str(icon(name)))
    return mark_safe(inside)  # noqa: S308  our own icon sheet


@register.filter
def minutes(seconds: int) -> int:
    """Return seconds as whole minutes."""
    return round(seconds / 60)


@register.inclusion_tag("meetings/bits/people_clashes.html", takes_context=True)
def people_clashes(context: template.Context, meeting: Meeting) -> dict[str, Any]:
    """Name who of the meeting is wanted elsewhere at the same time."""
    request = context.get("request")
    if request is None or meeting.ended:
        return {"rows": []}
    return {"rows": rooms.people_clashes(meeting, request.user)}
