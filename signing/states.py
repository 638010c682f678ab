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
    SKIPPED = "skipped", _("left out")


# A step goes back to waiting when the paper is returned to an earlier one: its signature is void then.
STEP_MOVES: dict[StepState, frozenset[StepState]] = {
    StepState.WAITING: frozenset({StepState.ASKED, StepState.SKIPPED}),
    StepState.ASKED: frozenset(
        {StepState.SIGNED, StepState.REFUSED, StepState.SKIPPED, StepState.WAITING}
    ),
    StepState.SIGNED: frozenset({StepState.WAITING}),
    StepState.REFUSED: frozenset(),
    StepState.SKIPPED: frozenset(),
}


class StepKind(TextChoices):
    """What is done in a step (Decree 30/2020 art. 14: sign, number and date, the agency's signature)."""

    REVIEW = "review", _("gives an opinion")
    INITIAL = "initial", _("initials")
    SIGN = "sign", _("signs")
    NUMBER = "number", _("numbers and dates")
    SEAL = "seal", _("applies the seal")


CLERKS_WORK = frozenset({StepKind.NUMBER, StepKind.SEAL})
SIGNING = frozenset({StepKind.INITIAL, StepKind.SIGN})  # with a person's own key


class Capacity(TextChoices):
    """In what right a person signs (Decree 30/2020, appendix I, part II, 7.a; table in ``signing/routes/capacities.py``)."""

    HEAD = "", _("as the head")
    TM = "TM", _("TM. on behalf of the collective")
    Q = "Q", _("Q. acting head")
    KT = "KT", _("KT. for the head")
    TL = "TL", _("TL. by order")
    TUQ = "TUQ", _("TUQ. by authorisation")


class LineState(TextChoices):
    """Where a line of a batch stands."""

    WAITING = "waiting", _("waits")
    DONE = "done", _("done")
    FAILED = "failed", _("not done")


class PostRule(TextChoices):
    """Whom a line of a template means, told from posts when the template is used."""

    PERSON = "person", _("this person")
    OWN_HEAD = "own_head", _("the head of the starter's unit")
    LEADER = "leader", _("the agency's leader")
    CLERK = "clerk", _("the clerk who numbers and seals")
    STARTER = "starter", _("who sends it")
