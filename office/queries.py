"""What the desk shows: gathered from the rooms through their doors."""

from typing import Any

from meetings import door as meetings
from opinions import door as opinions
from people.models import User
from registry import door as registry
from signing import door as signing
from tasks import door as tasks


def desk(user: User) -> dict[str, Any]:
    """Return the person's day: meetings, work, and what waits for a signature."""
    return {
        "found": meetings.my_meetings(user, past_limit=3),
        "work": tasks.due_work(user),
        "counts": tasks.counts(user),
        "to_sign": signing.waiting_for(user),
        "notices": meetings.notices_due(user),
        "to_give": opinions.waiting_for(user),
        "to_register": registry.waiting_for(user)[:8],
    }
