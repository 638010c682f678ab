"""Tags for drafts and what comes after a session: chips of states, the notice's clock."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import today
from meetings import queries
from meetings.deadlines import NoticeClock
from meetings.models import Conclusion, Meeting

register = template.Library()

DRAFT_KINDS = {"comment": "action", "approved": "good", "signing": "live", "signed": "good", "writing": "soon"}  # fmt: skip


@register.filter
def draft_kind(state: str) -> str:
    """Return the chip's kind for a draft's state."""
    return DRAFT_KINDS.get(state, "quiet")


@register.filter
def overdue(row: Conclusion) -> bool:
    """Say whether a task's deadline has passed."""
    return row.due_on is not None and row.due_on < today()


@register.inclusion_tag("meetings/bits/earlier_minutes.html", takes_context=True)
def earlier_minutes(context: template.Context, meeting: Meeting) -> dict[str, Any]:
    """Offer the approval of earlier minutes for the agenda of a meeting that is being prepared."""
    user = context["request"].user
    rows = [] if meeting.ended else list(queries.earlier_minutes(meeting, user)[:3])
    return {"meeting": meeting, "rows": rows, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("frame/chip.html")
def clock_chip(clock: NoticeClock | None) -> dict[str, Any]:
    """Draw how the notice's clock stands, in words and colour."""
    if clock is None:
        return {"kind": "quiet", "word": "–", "icon": ""}
    icons = {"good": "check-circle", "soon": "clock", "late": "exclamation-triangle"}
    return {"kind": clock.kind, "word": clock_words(clock), "icon": icons.get(clock.kind, "")}


def clock_words(clock: NoticeClock) -> str:
    """Say “2 working days left”, “due today”, “1 working day late”, “issued after 3 working days”."""
    if clock.took is not None:
        if clock.late:
            return ngettext("issued %(n)s working day late", "issued %(n)s working days late", clock.late) % {"n": clock.late}  # fmt: skip
        return ngettext("issued after %(n)s working day", "issued after %(n)s working days", clock.took) % {"n": clock.took}  # fmt: skip
    if clock.left < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", clock.late) % {
            "n": clock.late
        }
    if clock.left == 0:
        return _("due today")
    return ngettext("%(n)s working day left", "%(n)s working days left", clock.left) % {
        "n": clock.left
    }
