"""Tags of the office's pages."""

from typing import Any

from django import template

from core.templatetags.look import icon

register = template.Library()


@register.simple_tag
def found_icon(kind: str, kinds: dict[str, tuple[Any, str]]) -> str:
    """Draw the icon of a kind of found thing."""
    return icon(kinds[kind][1]) if kind in kinds else ""
