"""How an issued document stands now: in force, corrected, replaced, recalled, and through which later one."""

from django.utils import timezone

from documents.models import Paper
from documents.standing import CORRECTED, RECALLED, REPLACED, Standing
from registry.models import Bond
from registry.states import Effect

SAID = {Effect.RECALLS: RECALLED, Effect.REPLACES: REPLACED, Effect.CORRECTS: CORRECTED}


def standing(paper: Paper) -> Standing | None:
    """Return how the paper stands; None when no later document acts upon it. What ended it counts before what corrected it."""
    bonds = Bond.objects.filter(earlier__paper=paper).select_related("later__number", "later__paper")  # fmt: skip
    rows = sorted(bonds, key=lambda bond: (bond.effect == Effect.CORRECTS, -bond.pk))
    if not rows:
        return None
    bond = rows[0]
    return Standing(
        state=SAID[Effect(bond.effect)], on=timezone.localdate(bond.at), by_paper=bond.later.paper,
        by_notation=bond.later.number.notation,
    )  # fmt: skip
