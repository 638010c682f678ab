"""What is left of a batch: lines that the same person can still have signed, batches that nobody works on any more."""

from datetime import timedelta
from itertools import count

from django.db.models import Exists, F, OuterRef, Q

from core.clock import now
from documents.models import Version
from documents.registers import Coming
from people.models import User
from signing import strongbox
from signing.access import own_steps
from signing.actions.planning import coming_number
from signing.attempt_states import AttemptState
from signing.models import Batch, BatchLine, Step, StepRead
from signing.states import SIGNING, LineState, RouteState, StepState

KEPT = timedelta(days=7)  # who rested longer is not offered any more: its papers lie in the tray

ON_ITS_WAY = Q(attempt__state=AttemptState.SIGNED) | (
    Q(attempt__state=AttemptState.SENT) & Q(attempt__remote__contains="#")
)


def lock_of(batch: Batch) -> str:
    """Return the name of the lock that is held while the batch is worked on."""
    return f"batch-{batch.pk}"


def left(batch: Batch) -> list[BatchLine]:
    """Return the lines that can be gone on with: not done, the same version still to be signed, no signature on its way."""
    mine = Step.objects.filter(
        own_steps(batch.who), state=StepState.ASKED, route__state=RouteState.CIRCULATING
    )
    read = StepRead.objects.filter(step=OuterRef("step"), who=batch.who, sha256=OuterRef("seen"))
    newer = Version.objects.filter(
        paper=OuterRef("step__route__paper"), number__gt=OuterRef("step__route__current__number")
    )
    rows = batch.lines.exclude(state=LineState.DONE).exclude(ON_ITS_WAY)
    rows = rows.filter(step__in=mine, step__route__current__sha256=F("seen"))
    rows = rows.filter(~Exists(newer), Q(Exists(read)) | ~Q(step__kind__in=SIGNING))
    return list(rows.select_related("batch__who", "step__route__paper", "attempt", "step__unit"))


def on_their_way(batch: Batch, coming: Coming) -> int:
    """Return how many papers of the batch take the numbers from ``coming`` on, one after the other, once their signatures are completed."""
    if not coming.is_free:
        return 0
    rows = batch.lines.filter(ON_ITS_WAY, attempt__number__gte=coming.number)
    going = rows.select_related("attempt", "step__unit", "step__route__paper__folder__unit")
    numbers = {
        line.attempt.number
        for line in going
        if line.attempt and coming_number(line.step).register.pk == coming.register.pk
    }
    return next(n for n in count() if coming.number + n not in numbers)


def undone(rows: list[BatchLine]) -> list[BatchLine]:
    """Return those of the lines that are not done by now."""
    still = BatchLine.objects.filter(pk__in=[row.pk for row in rows]).exclude(state=LineState.DONE)
    open_ones = set(still.values_list("pk", flat=True))
    return [row for row in rows if row.pk in open_ones]


def resting(user: User) -> list[tuple[Batch, int]]:
    """Return the person's batches that stopped half-way (a server that died, a code that was used up), and what is left."""
    rows = Batch.objects.filter(who=user, ended_at=None, started_at__gt=now() - KEPT)
    counted = [
        (batch, sum(1 for line in left(batch) if line.state == LineState.WAITING))
        for batch in rows.select_related("who")[:5]
        if not strongbox.is_held(lock_of(batch))
    ]
    return [(batch, count) for batch, count in counted if count]
