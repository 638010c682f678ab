"""Batches whose key lies elsewhere: prepared here one by one; a remote service is asked once for all, an agent too.

A remote service gets one permission (``credentials/authorize``) for exactly the digests of these papers. What it does not
sign under one permission waits for the next press with a new code. PIN and code live in the asking thread only.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from core.refused import Refused
from signing import strongbox
from signing.actions import attempts, lines, remote
from signing.actions.planning import coming_number
from signing.models import Attempt, Batch, BatchLine, SigningKey
from signing.queries import batches
from signing.states import LineState, StepKind
from signing.ways.csc import CscFailed

Queue = Counter[int]  # register (its key) → papers of this press that take a number there
A_PAPER = timedelta(seconds=20)  # how much longer each further paper may take at the agent
log = logging.getLogger(__name__)


def prepared(line: BatchLine, key: SigningKey, queue: Queue, *, among: int) -> Attempt | None:
    """Begin the signing of one line; what stands against it is the line's result.

    ``queue`` counts, so that each seal is prepared with the number that it will take if those before it are done: of this
    press, and of an earlier one whose signatures came and wait for their timestamps.
    """
    step, who = line.step, line.batch.who
    try:
        lines.check_read(step, line.seen, who)
        longer = A_PAPER * (among - 1)
        coming = coming_number(step) if step.kind == StepKind.NUMBER else None
        register = coming.register.pk if coming else 0
        if coming and register not in queue:
            queue[register] = batches.on_their_way(line.batch, coming)
        begun = attempts.begin(
            step, seen=line.seen, by=who, chosen=key.pk, longer=longer, line=line, ahead=queue[register]
        )  # fmt: skip
        queue[register] += bool(coming and coming.is_free)
        return begun
    except Refused as sentence:
        lines.write(line, str(sentence), who)
    except Exception as error:  # noqa: BLE001 (a broken file: this paper's result, not that of the others)
        log.error("Preparing one of many stumbled: %s", type(error).__name__)  # noqa: TRY400
        lines.write(line, _("Something went wrong at the server. Nothing was signed; try again."), who)  # fmt: skip
    return None


def ask(batch: Batch, rows: list[BatchLine], key: SigningKey, *, pin: str, otp: str) -> None:
    """Have the lines signed at the key's service under one permission; returns at once, the rest is a thread's work."""
    language = translation.get_language()

    def work() -> None:
        with translation.override(language), strongbox.held(batches.lock_of(batch)) as free:
            if free:
                still = batches.undone(rows)  # another press may have done some meanwhile
                _kept_going(still, lambda: _asked(batch, still, key, pin, otp))
                lines.rest(batch, batch.who)

    remote.start(work)


def _kept_going(rows: list[BatchLine], work: Callable[[], None]) -> None:
    """Do the work; what stops it is the result of the lines that nobody asked for yet."""
    try:
        work()
    except CscFailed as failed:
        _all_end(rows, remote.sentence(failed.word))
    except Refused as refused:
        _all_end(rows, str(refused))
    except Exception as error:  # noqa: BLE001 (a thread has nobody above it; never the text: it may hold the PIN)
        log.error("Remote signing of many stumbled: %s", type(error).__name__)  # noqa: TRY400
        _all_end(rows, remote.sentence(""))


def _asked(batch: Batch, rows: list[BatchLine], key: SigningKey, pin: str, otp: str) -> None:
    client, found = remote.found(key)
    now_, later = rows[: found.at_once], rows[found.at_once :]
    queue = Queue()
    begun = [prepared(line, key, queue, among=1) for line in now_]
    going = [attempt for attempt in begun if attempt is not None]
    if later:
        said = _("The service signs %(most)s at once. Go on with a new code.")
        lines.wait(batch, later, said % {"most": found.at_once})
    if going:
        remote.under_one_permission(client, found, going, pin=pin, otp=otp)


def _all_end(rows: list[BatchLine], reason: str) -> None:
    """End what nobody asked for yet: lines without an attempt, and attempts without a signature."""
    for row in rows:
        line = BatchLine.objects.select_related("attempt", "batch__who", "step__route__paper").get(
            pk=row.pk
        )
        if line.state != LineState.WAITING:
            continue
        if line.attempt is None:
            lines.write(line, reason, line.batch.who)
        else:
            remote.fail_unsigned(line.attempt, reason)
