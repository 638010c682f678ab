"""The bell of the frame: the same part that is fetched live."""

from typing import Any

from django import template

from notices.queries import unread

register = template.Library()


@register.inclusion_tag("notices/parts/bell.html", takes_context=True)
def bell(context: template.Context) -> dict[str, Any]:
    """Draw the bell with the number of notices not read."""
    user = context.get("user")
    return {"unread": unread(user) if user and user.is_authenticated else 0}
