"""When a signing route and its steps may change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RouteState(TextChoices):
    """Where a route stands."""

    DRAFT = "draft", _("being prepared")
    CIRCULATING = "circulating", _("being signed")
    COMPLETED = "completed", _("signed and issued")
    RETURNED = "returned", _("returned")
    RECALLED = "recalled", _("recalled")


ROUTE_MOVES: dict[RouteState, frozenset[RouteState]] = {
    RouteState.DRAFT: frozenset({RouteState.CIRCULATING}),
    RouteState.CIRCULATING: frozenset(
        {RouteState.COMPLETED, RouteState.RETURNED, RouteState.RECALLED}
    ),
    RouteState.COMPLETED: frozenset(),
    RouteState.RETURNED: frozenset(),
    RouteState.RECALLED: frozenset(),
}


class StepState(TextChoices):
    """Where a step stands."""

    WAITING = "waiting", _("not yet")
    ASKED = "asked", _("to do now")
    SIGNED = "signed", _("done")
    REFUSED = "refused", _("returned")


STEP_MOVES: dict[StepState, frozenset[StepState]] = {
    StepState.WAITING: frozenset({StepState.ASKED}),
    StepState.ASKED: frozenset({StepState.SIGNED, StepState.REFUSED}),
    StepState.SIGNED: frozenset(),
    StepState.REFUSED: frozenset(),
}


class StepKind(TextChoices):
    """What is done in a step (Decree 30/2020 art. 14: sign, number and date, the agency's signature)."""

    SIGN = "sign", _("signs")
    NUMBER = "number", _("numbers and dates")
    SEAL = "seal", _("applies the seal")


CLERKS_WORK = frozenset({StepKind.NUMBER, StepKind.SEAL})
