"""One round of the clock: what is due is found, what was put off comes back, digests are told."""

from tasks.actions.digests import send_digests
from tasks.actions.reminding import find_due
from tasks.actions.snoozing import wake_snoozed


def remind_due() -> int:
    """Remind of everything that is due now; repeating it is harmless. Returns the rungs found."""
    found = find_due()
    wake_snoozed()
    send_digests()
    return found
