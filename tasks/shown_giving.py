"""What the part of a read text is drawn from: the same for the first page and for the live one."""

from typing import Any

from tasks.models import Reading
from tasks.queries.proposals import passages, proposals_of
from tasks.states import ProposalState

PARTS = ("proposals",)


def part(reading: Reading, _word: str) -> dict[str, Any]:
    """The context of the part: the text in passages, how many wait, how many are beyond doubt."""
    found = proposals_of(reading)
    waiting = [one for one in found if one.state == ProposalState.WAITING]
    return {
        "reading": reading,
        "passages": passages(reading, found),
        "found": len(found),
        "waiting": len(waiting),
        "sure": sum(one.sure for one in waiting),
        "confirmed": sum(one.state == ProposalState.CONFIRMED for one in found),
        "dismissed": sum(one.state == ProposalState.DISMISSED for one in found),
    }
