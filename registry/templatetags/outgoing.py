"""Tags for drafts and outgoing documents: chips of states, kinds in the reader's language."""

from typing import Any

from django import template
from django.utils.translation import get_language

from registry.access import kept_agencies
from registry.kinds import Kind, kind_of

register = template.Library()
CHIPS = {
    "writing": "soon", "review": "action", "signing": "live", "signed": "good", "dropped": "quiet",
    "registered": "action", "issued": "good", "recalled": "late", "replaced": "late", "cancelled": "quiet",
    "waiting": "quiet", "sent": "action", "received": "good", "failed": "late", "refused": "late", "returned": "late",
    "asked": "action", "agreed": "good", "changes": "soon", "writer": "quiet", "taken": "good", "reserved": "soon",
}  # fmt: skip


@register.filter
def keeps_registers(user: Any) -> bool:
    """Say whether the person keeps an agency's registers; remembered with the person, so tabs may ask on every page."""
    return bool(kept_agencies(user))


@register.filter
def chip_kind(state: str) -> str:
    """Return the chip's kind for a state."""
    return CHIPS.get(state, "quiet")


@register.filter
def kind_word(word: Kind | str) -> str:
    """Return the kind's name in the reader's language."""
    kind = word if isinstance(word, Kind) else kind_of(word)
    if kind is None:
        return ""
    return kind.english if get_language() == "en" else kind.name


@register.filter
def plus_one(number: Any) -> int:
    """Return the number after this one."""
    return int(number) + 1
