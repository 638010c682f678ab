"""Tags for the meetings' templates: one-press acts, and the kinds of chips."""

import json as codec
from datetime import timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.conclusions import WRITABLE
from meetings.models import Item, Meeting, Seat, Vote
from meetings.queries import results
from meetings.tabs import tabs_for

register = template.Library()

CHIPS = {
    "meeting": {"open": "live", "paused": "soon", "convened": "action", "concluded": "good"},
    "item": {"done": "good", "deferred": "soon", "current": "live"},
    "paper": {"in_review": "action", "signed": "good", "issued": "good"},
    "vote": {"open": "live", "announced": "good", "closed": "action"},
    "choice": {"agree": "good", "disagree": "late"},
    "conclusion": {"agreed": "good", "fulfilled": "good", "draft": "soon"},
}
STEPS = {
    "open": (gettext_lazy("Open the session"), "primary"),
    "pause": (gettext_lazy("Pause"), "outline-primary"),
    "resume": (gettext_lazy("Resume the session"), "primary"),
    "close": (gettext_lazy("Close the session"), "outline-danger"),
    "conclude": (gettext_lazy("The record is complete"), "primary"),
}


def _kind(table: str) -> Any:
    def kind(state: str) -> str:
        return CHIPS[table].get(state, "quiet")

    return kind


for _table in CHIPS:
    register.filter(f"{_table}_kind", _kind(_table))


@register.filter
def json(value: object) -> str:
    """Return the value as JSON, for an attribute."""
    return codec.dumps(value)


@register.filter
def writable(meeting: Meeting) -> bool:
    """Say whether conclusions may be written now."""
    return meeting.state in WRITABLE


@register.simple_tag(takes_context=True)
def press(  # noqa: PLR0917  a template tag is called by position
    context: template.Context, name: str, pk: int, word: str, kind: str = "primary", size: str = ""
) -> str:
    """Draw a one-press act: a form with one button."""
    return draw_button(context, reverse(name, args=[pk]), word, kind, size=size)


@register.simple_tag(takes_context=True)
def press_step(  # noqa: PLR0917  a template tag is called by position
    context: template.Context, name: str, pk: int, step: str, word: str, kind: str = "primary"
) -> str:
    """Draw a one-press step of a thing."""
    return draw_button(context, reverse(name, args=[pk, step]), word, kind)


@register.simple_tag(takes_context=True)
def step(context: template.Context, meeting: Meeting, name: str) -> str:
    """Draw a step of the meeting: open, pause, resume, close, conclude."""
    word, kind = STEPS[name]
    url = reverse("meetings:step", args=[meeting.pk, name])
    return draw_button(context, url, str(word), kind)


@register.simple_tag(takes_context=True)
def show_button(context: template.Context, meeting: Meeting, version: Any) -> str:
    """Draw the button that puts a paper on everybody's screen."""
    url = reverse("meetings:show", args=[meeting.pk])
    fields = {"version": version.pk, "page": 1}
    return draw_button(context, url, _("Show to all"), "outline-primary", size="sm", fields=fields)


@register.simple_tag(takes_context=True)
def send_button(context: template.Context, meeting: Meeting, paper: Any) -> str:
    """Draw the button that sends a decision to be signed."""
    url = reverse("meetings:send_to_be_signed", args=[meeting.pk, paper.pk])
    return draw_button(context, url, _("Send to be signed"), "primary", size="sm")


@register.simple_tag(takes_context=True)
def presence_button(context: template.Context, meeting: Meeting, seat: Seat) -> str:
    """Draw the clerk's button that checks somebody in or out."""
    url = reverse("meetings:mark_present", args=[meeting.pk, seat.pk])
    here = seat.present
    word = _("Left") if here else _("Is here")
    return draw_button(
        context, url, word, "outline-primary", size="sm", fields={"here": 0 if here else 1}
    )


def draw_button(
    context: template.Context, url: str, word: str, kind: str, *, size: str = "",
    fields: dict[str, object] | None = None,
) -> str:  # fmt: skip
    """Draw a form with one button."""
    inside = {
        "url": url, "word": word, "kind": kind, "size": size, "fields": fields or {},
        "csrf_token": context.get("csrf_token", ""),
    }  # fmt: skip
    drawn = context.template.engine.get_template("meetings/bits/press.html")  # type: ignore[union-attr]
    return drawn.render(context.new(inside))


@register.inclusion_tag("meetings/bits/remaining.html")
def remaining(item: Item) -> dict[str, Any]:
    """Draw what is left of the item's time."""
    until = None
    if item.started_at:
        until = item.started_at + timedelta(seconds=item.minutes * 60 - item.spent)
    left = max(0, item.minutes * 60 - item.spent)
    return {"until": until, "left_minutes": left // 60, "paused": item.started_at is None}


@register.inclusion_tag("meetings/bits/result.html")
def result(vote: Vote) -> dict[str, Any]:
    """Draw the result with the sentence that explains it by the rule."""
    words, advises = results.explanation(vote), results.advisory(vote)
    return {
        "vote": vote,
        "words": words,
        "advisory": advises,
        "review": results.rule_of(vote).review,
    }


@register.inclusion_tag("meetings/bits/tabs.html")
def tabs(meeting: Meeting, here: str) -> dict[str, Any]:
    """Draw the bar of the meeting's pages; ``here`` is the word of this one."""
    return {"meeting": meeting, "here": here, "tabs": tabs_for(meeting.held)}  # type: ignore[attr-defined]
