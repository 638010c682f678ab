"""The stand has no tasks: nothing is given from its pages."""

from django import template

register = template.Library()


@register.simple_tag
def assign_here() -> str:
    """Draw nothing."""
    return ""
