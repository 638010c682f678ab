"""Tags of the floor: moments that know midnight, who is here, the acts on a turn."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Meeting, Passage, Seat, Speaking
from meetings.queries import attendance as queries
from meetings.templatetags.meetings import draw_button

register = template.Library()


@register.filter
def clock_on(at: datetime | None, meeting: Meeting) -> str:
    """Write the time of day, with the day when it is not the day on which the meeting begins: “00:12 (23/11)”."""
    if at is None:
        return ""
    local, begin = timezone.localtime(at), timezone.localtime(meeting.starts_at)
    if local.date() == begin.date():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} ({local:%d/%m})"


@register.filter
def minutes_text(seconds: int | None) -> str:
    """Write a length of time: “4:05”, “1:02:07”."""
    hours, rest = divmod(int(seconds or 0), 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{rest // 60}:{rest % 60:02d}"


@register.inclusion_tag("frame/chip.html")
def presence_chip(seat: Seat) -> dict[str, Any]:
    """Draw where somebody stands: here, remote, left, or what they answered."""
    if seat.present:
        word = _("remote") if seat.remote else _("here")
        return {
            "kind": "good",
            "word": word,
            "icon": "camera-video" if seat.remote else "check-circle",
        }
    if seat.left_at:
        return {"kind": "quiet", "word": _("left"), "icon": ""}
    kind = {"accepted": "action", "declined": "soon"}.get(seat.answer, "quiet")
    return {"kind": kind, "word": seat.get_answer_display(), "icon": ""}


@register.simple_tag(takes_context=True)
def send(  # noqa: PLR0917  a template tag is called by position
    context: template.Context, name: str, pk: int, word: str, kind: str = "outline-primary",
    size: str = "sm", **fields: object,
) -> str:  # fmt: skip
    """Draw a one-press act that carries fields."""
    return draw_button(context, reverse(name, args=[pk]), word, kind, size=size, fields=fields)


@register.simple_tag(takes_context=True)
def turn(
    context: template.Context,
    speaking: Speaking,
    step: str,
    word: str,
    kind: str = "outline-primary",
) -> str:
    """Draw a step of a turn: hold, continue, minute, answer, writing."""
    url = reverse("meetings:speaking_step", args=[speaking.pk, step])
    return draw_button(context, url, word, kind, size="sm")


@register.simple_tag(takes_context=True)
def nudge_button(context: template.Context, speaking: Speaking, up: int) -> str:
    """Draw the arrow that moves a request one place up or down."""
    drawn = context.template.engine.get_template("meetings/bits/arrow.html")  # type: ignore[union-attr]
    inside = {
        "url": reverse("meetings:move_speaking", args=[speaking.pk]), "up": up,
        "who": speaking.seat.user, "csrf_token": context.get("csrf_token", ""),
    }  # fmt: skip
    return drawn.render(context.new(inside))


@register.inclusion_tag("meetings/bits/speech_clock.html")
def speech_clock(speaking: Speaking, warn_at: int = 60) -> dict[str, Any]:
    """Draw what is left of a speaker's time; while the clock stands still, what was left."""
    left = speaking.minutes * 60 - speaking.seconds
    return {"speaking": speaking, "warn_at": warn_at, "left": max(0, left), "over": max(0, -left)}


@register.simple_tag
def how_told(passage: Passage) -> str:
    """Say how a line of the timeline came about, and by whom when it was another person."""
    word = str(passage.get_how_display())
    if passage.by_id in {None, passage.seat.user_id}:
        return word
    return f"{word}: {passage.by}"


@register.filter
def why_absent(seat: Seat) -> str:
    """Say why somebody who is not here is absent."""
    return queries.why_absent(seat)
