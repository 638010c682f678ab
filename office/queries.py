"""What the desk shows: gathered from the rooms through their doors."""

from typing import Any

from meetings import door as meetings
from opinions import door as opinions
from people.models import User
from registry import door as registry
from signing import door as signing
from tasks import door as tasks


def desk(user: User) -> dict[str, Any]:
    """Return the person's day: figures of what waits, meetings, work, papers to be signed."""
    to_sign = signing.waiting(user)
    elsewhere = signing.returned_to(user).filter(
        paper__registry_draft=None
    )  # drafts tell it themselves
    return {
        "figures": [
            *signing.day_work(to_sign),
            *registry.day_work(user),
            *signing.returned_work(elsewhere),
        ],
        "found": meetings.my_meetings(user, past_limit=3),
        "work": tasks.due_work(user),
        "counts": tasks.counts(user),
        "to_sign": to_sign,
        "notices": meetings.notices_due(user),
        "to_give": opinions.waiting_for(user),
        "to_register": registry.waiting_for(user)[:8],
    }
