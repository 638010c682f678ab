"""The lines of a batch: what became of each paper is written at once; when none waits any more, the batch is over."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import User
from signing import events
from signing.attempt_states import GOING
from signing.models import Attempt, Batch, BatchLine, Step, StepRead
from signing.states import CLERKS_WORK, SIGNING, LineState


def check_read(step: Step, seen: str, by: User) -> None:
    """Refuse to sign together what is neither signing nor sealing, and to sign what the person has not opened."""
    if step.kind in CLERKS_WORK:
        return
    if step.kind not in SIGNING:
        raise Refused(_("This step is done in another way."))
    if not StepRead.objects.filter(step=step, who=by, sha256=seen).exists():
        raise Refused(_("You have not opened this version. Read it, then tick it again."))


@transaction.atomic
def write(line: BatchLine, said: str, by: User) -> None:
    """Write what became of a line: "" when it is signed, else why not."""
    locked(line.batch)  # before its book, as ``rest`` does
    line.state = LineState.FAILED if said else LineState.DONE
    line.said, line.done_at = said[:600], now()
    line.save(update_fields=["state", "said", "done_at"])
    told = line.said or str(LineState.DONE.label)
    tell(events.LINE_DONE, who=by, what=line.batch, paper=str(line.step), said=told)


def bound(line: BatchLine, attempt: Attempt) -> None:
    """Let the line wait for an attempt: it ends as the attempt ends."""
    line.attempt, line.state, line.said, line.done_at = attempt, LineState.WAITING, "", None
    line.save(update_fields=["attempt", "state", "said", "done_at"])


def before_it(attempt: Attempt, coming: int | None) -> bool:
    """Say whether papers of the same press are still to take the numbers from ``coming`` up to the attempt's own."""
    if coming is None or attempt.number is None or attempt.number <= coming:
        return False
    batches = Batch.objects.filter(lines__attempt=attempt)
    rows = Attempt.objects.filter(lines__batch__in=batches, state__in=GOING, pk__lt=attempt.pk)
    return rows.filter(number=attempt.number - 1).exists()


def attempt_ended(attempt: Attempt, said: str = "") -> None:
    """Write what became of the lines that waited for this attempt. Inside the transaction that ends it."""
    rows = BatchLine.objects.filter(attempt=attempt, state=LineState.WAITING)
    for line in rows.select_related("batch", "step__route__paper"):
        write(line, said, attempt.by)
        rest(line.batch, attempt.by, only_the_end=True)


@transaction.atomic
def wait(batch: Batch, lines: list[BatchLine], why: str) -> None:
    """Let lines wait for the next press, and say why."""
    for line in lines:
        line.attempt, line.state, line.said, line.done_at = None, LineState.WAITING, why[:600], None
        line.save(update_fields=["attempt", "state", "said", "done_at"])
    rest(batch, batch.who)


@transaction.atomic
def rest(batch: Batch, by: User, *, only_the_end: bool = False) -> None:
    """Say that nothing is being done with the batch any more; without a line that waits it has ended."""
    batch = locked(batch)
    over = not batch.lines.filter(state=LineState.WAITING).exists()
    if (only_the_end and not over) or (over and batch.ended_at):
        return
    batch.ended_at = now() if over else None
    batch.save(update_fields=["ended_at"])
    left = batch.lines.exclude(state=LineState.DONE).count()
    tell(events.BATCH_RESTS, who=by, what=batch, left=left)
