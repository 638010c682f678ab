"""Words for the preparation: why an item is debated."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

AGAINST: dict[str, Any] = {
    "started": _("already taken up"),
    "moved_back": _("moved back to debate"),
    "out": _("kept for debate"),
    "unsuitable": _("nothing to decide"),
    "recused": _("a member is recused"),
    "objection": _("an objection"),
    "wish": _("somebody wishes to speak"),
    "changed": _("papers changed: asked again"),
    "missing": _("positions missing"),
}
CLOSED = _("not without debate")  # what those read who may not see the positions


@register.filter
def against(why: str, sees: object) -> Any:
    """Return why an item does not stand in the block; an objection is not told to who may not see positions."""
    if why in {"objection", "wish"} and not sees:
        return CLOSED
    return AGAINST.get(why, "")


@register.filter
def join_seats(stances: Any) -> str:
    """Return the names of those who hold the positions."""
    return ", ".join(str(stance.seat) for stance in stances)
