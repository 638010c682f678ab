"""The live topic of a read text: a second person sees at once what was decided."""

from typing import Any

from django.http import Http404
from django.template.loader import render_to_string

from realtime.topics import TopicKind, register
from tasks import shown_giving
from tasks.access_readings import reading_for
from tasks.models import Reading


def guard(user: Any, pk: int) -> str | None:
    """Everybody who may see the text hears the same."""
    if not user.is_authenticated or not user.is_active:
        return None
    try:
        reading_for(user, pk)
    except Http404:
        return None
    return "sit"


def render(pk: int, part: str, _audience: str, _language: str) -> str:
    """Draw the part; it holds nothing personal."""
    reading = Reading.objects.select_related("giver", "by").get(pk=pk)
    return render_to_string(f"tasks/parts/{part}.html", shown_giving.part(reading, part))


register(TopicKind("proposals", guard, shown_giving.PARTS, render=render))
