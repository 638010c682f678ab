"""Tags for votes: what a choice is called, results in a sentence, the chair's side."""

from django import template
from django.urls import reverse

from meetings.models import Vote
from meetings.models.votes import Choice
from meetings.queries import results
from meetings.templatetags.meetings import draw_button

register = template.Library()

register.filter("not_voted", results.not_voted)
register.filter("frozen", results.frozen)


@register.filter
def choice_word(value: str) -> str:
    """Return what a choice is called."""
    return str(Choice(value).label) if value in Choice.values else ""


@register.simple_tag(takes_context=True)
def press_side(context: template.Context, vote: Vote, side: str, word: str) -> str:
    """Draw the button by which the chair of an even secret vote says the side that decides."""
    url = reverse("meetings:say_side", args=[vote.pk])
    return draw_button(context, url, word, "outline-primary", fields={"side": side})
