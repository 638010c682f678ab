"""Tags about reminders: why somebody is reminded, in the reader's language."""

from django import template

from tasks.models import Reminder
from tasks.whys import why_words

register = template.Library()


@register.simple_tag
def why(row: Reminder) -> str:
    """Say why the reminder was told."""
    return why_words(row.why)
