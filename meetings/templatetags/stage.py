"""Filters of the screen, the chair's panel and the seats."""

from django import template

from meetings.models import Meeting

register = template.Library()


@register.filter
def page_turns(meeting: Meeting) -> list[tuple[int, str]]:
    """Return the page before and the page after the one on show, 0 where there is none."""
    version, page = meeting.show_version, meeting.show_page
    last = version.pages if version else 0
    return [(page - 1 if page > 1 else 0, "prev"), (page + 1 if page < last else 0, "next")]
