"""What can be found, room by room: each room's door makes its lines and says which of them a person may see."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from core.finding import Line
from documents import finding as documents
from meetings import door as meetings
from opinions import door as opinions
from people.models import User
from registry import door as registry
from tasks import door as tasks

# the word before the dot in an entry's “what” → who makes its line
MAKERS: dict[str, Callable[[str, int], Line | None]] = {
    **dict.fromkeys(meetings.FINDABLE, meetings.line_of),
    "paper": documents.line_of,
    "round": opinions.line_of,
    "issue": registry.line_of_issue,
    "draft": registry.line_of_draft,
    "incoming": registry.line_of_incoming,
    "task": tasks.line_of,
}
# the gate of a line → the keys a person may pass
GATES: dict[str, Callable[[User], Any]] = {
    "meeting": meetings.findable,
    "paper": documents.findable,
    "round": opinions.findable,
    registry.ISSUE: registry.findable_issues,
    registry.DRAFT: registry.findable_drafts,
    registry.INCOMING: registry.findable_incoming,
    "task": tasks.findable,
}


def line_of(what: str) -> Line | None:
    """Return the line of what an entry of the journal tells of (“item.12”); None when there is nothing to find."""
    word, _dot, pk = what.partition(".")
    return MAKERS[word](word, int(pk)) if word in MAKERS and pk.isdigit() else None


def passing(user: User) -> Q:
    """Return the condition on the lines that the person may see."""
    allowed = Q(pk__in=[])
    for gate, keys in GATES.items():
        allowed |= Q(gate=gate, gate_id__in=keys(user))
    return allowed
