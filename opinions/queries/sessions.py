"""Which announced results a session still has to hear of."""

from opinions.models import Round
from opinions.states import RoundState
from people.models import Unit


def to_report(unit: Unit | None = None, *, key: str = "") -> list[Round]:
    """Return announced rounds: those of the unit on no agenda yet, or those whose agenda key begins with ``key``."""
    rows = Round.objects.filter(state=RoundState.ANNOUNCED).select_related("result_paper", "leader")
    rows = rows.filter(agenda_key__startswith=key) if key else rows.filter(unit=unit, agenda_key="")
    return list(rows.order_by("announced_at", "pk"))
