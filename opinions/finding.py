"""What the search finds of rounds: what was asked, never what somebody answered."""

from typing import Any

from core.finding import Line
from opinions.access import visible
from opinions.models import Round
from people.models import User


def line_of(_word: str, pk: int) -> Line | None:
    """Return the line of a round."""
    round_ = Round.objects.select_related("unit", "drafting_unit").filter(pk=pk).first()
    if round_ is None:
        return None
    asked = [str(matter) for matter in round_.matters.all()]
    said = (*asked, round_.explanation, round_.unit, round_.drafting_unit)
    return Line(
        key=f"round.{pk}", kind="round", gate="round", gate_id=pk, title=round_.title,
        url=round_.get_absolute_url(), at=round_.sent_at or round_.created_at,
        body=" · ".join(str(x) for x in said if x),
    )  # fmt: skip


def findable(user: User) -> Any:
    """Return the keys of the rounds the person may see."""
    return visible(user).values("pk")
