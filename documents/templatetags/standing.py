"""A tag that says how an issued paper stands: recalled, replaced or corrected, and by which document."""

from typing import Any

from django import template

from documents.models import Paper
from documents.standing import IN_FORCE, standing

register = template.Library()


@register.inclusion_tag("documents/bits/standing.html")
def standing_of(paper: Paper) -> dict[str, Any]:
    """Draw the stamp of a paper that no longer stands as it was issued; nothing for one in force."""
    found = standing(paper)
    return {"standing": found if found.state != IN_FORCE else None}
