"""What a page shows to press: with which key, which fields, what is said to the program at this machine."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from core.clock import now
from people.models import User
from signing import strongbox
from signing.attempt_states import AttemptState, Way
from signing.forms.keys import PressForm
from signing.models import Attempt, Batch, Step
from signing.queries import ways
from signing.queries.batches import left, lock_of
from signing.queries.ways import Talk
from signing.routes.showing import demo_pin
from signing.states import LineState


def press_of(steps: Sequence[Step], user: User) -> dict[str, Any]:
    """Return the keys with which these steps can be done together, and the fields of the chosen one."""
    keys = ways.keys_for(steps[0], user) if steps else []
    key = keys[0] if keys else None
    return {
        "keys": keys,
        "key": key,
        "form": PressForm(remote=bool(key and key.way == Way.REMOTE)),
        "demo_pin": demo_pin(),
    }


def press(batch: Batch) -> dict[str, Any]:
    """Return what can be pressed on the page of a batch: the program is called, what is left is gone on with, or nothing."""
    rows = left(batch)
    waiting = _fresh(batch)
    return {
        "batch": batch,
        "to_go": rows,
        "busy": strongbox.is_held(lock_of(batch)),
        "talk": _talk(waiting),
        "at_it": batch.lines.filter(attempt__state=AttemptState.SENT).exists(),
        "talk_name": f"attempt-{waiting[0].pk}" if waiting else "",
        **press_of([row.step for row in rows], batch.who),
    }


def _fresh(batch: Batch) -> list[Attempt]:
    """Return the attempts of the batch that no agent has fetched yet."""
    rows = Attempt.objects.filter(
        lines__batch=batch, lines__state=LineState.WAITING, state=AttemptState.PREPARED,
        way__in=(Way.AGENT, Way.VGCA), expires_at__gt=now(),
    )  # fmt: skip
    return list(
        rows.select_related("step__route__paper", "key", "before").order_by("lines__position")
    )


def _talk(waiting: list[Attempt]) -> Talk | None:
    """Return what the page says to the agent: ours gets all at once and asks for one PIN, VGCA's one after the other."""
    if not waiting:
        return None
    if waiting[0].way == Way.VGCA:
        return ways.talk(waiting[0])
    offers = [ways.address(one, "offer") for one in waiting]
    return Talk(settings.AGENT_URL, "NghiSu", json.dumps({"offers": offers}))
