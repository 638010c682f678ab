"""Many papers with one PIN: the key is opened once, each paper is signed by itself, each result is written at once.

Nothing is half-done when the browser goes away: every paper is stored in a transaction of its own, and what is not
reached stays where it was. A second press with the same id is the same batch.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from journal.book import tell
from people.models import User
from signing import events
from signing.actions.keys import open_key, open_seal
from signing.actions.planning import sealing_unit
from signing.actions.signing import seal_with, sign_with
from signing.models import Batch, BatchLine, Step, StepRead
from signing.pdf.keys import Key
from signing.states import CLERKS_WORK, SIGNING, LineState

MOST = 200  # papers of one press


@dataclass(frozen=True)
class Chosen:
    """One paper that was ticked: its step, and the SHA-256 (hex) of the version that was shown."""

    step: Step
    seen: str


@dataclass(frozen=True)
class Result:
    """What became of one paper: "" when it is signed, else why not."""

    step: Step
    refused: str = ""


def sign_many(chosen: Sequence[Chosen], *, pin: str, by: User) -> Iterator[Result]:
    """Sign (or number and seal) one paper after the other with one opening of the key; yield each result at once.

    ``Refused`` before the first one when the PIN is wrong, nothing was chosen, or two kinds of keys would be needed.
    """
    key = _one_key(chosen, pin, by)
    return (_one(one, key, by) for one in chosen)


def carry_out(chosen: Sequence[Chosen], *, client_id: uuid.UUID, pin: str, by: User) -> Batch:
    """Sign everything that was ticked and keep the result of each; the same ``client_id`` is the same batch."""
    known = Batch.objects.filter(who=by, client_id=client_id).first()
    if known is not None:
        return known
    key = _one_key(chosen, pin, by)
    try:
        batch = _begun(chosen, client_id, by)
    except IntegrityError:  # pressed twice at the same moment: the other press does it
        return Batch.objects.get(who=by, client_id=client_id)
    for line, one in zip(list(batch.lines.order_by("position")), chosen, strict=True):
        _write(line, _one(one, key, by), by)
    Batch.objects.filter(pk=batch.pk).update(ended_at=now())
    return batch


@transaction.atomic
def _begun(chosen: Sequence[Chosen], client_id: uuid.UUID, by: User) -> Batch:
    batch = Batch.objects.create(who=by, client_id=client_id)
    BatchLine.objects.bulk_create(
        BatchLine(batch=batch, position=position, step=one.step, seen=one.seen)
        for position, one in enumerate(chosen, start=1)
    )
    return batch


@transaction.atomic
def _write(line: BatchLine, result: Result, by: User) -> None:
    line.state = LineState.FAILED if result.refused else LineState.DONE
    line.said, line.done_at = result.refused[:600], now()
    line.save(update_fields=["state", "said", "done_at"])
    said = line.said or str(LineState.DONE.label)
    tell(events.LINE_DONE, who=by, what=line.batch, paper=str(line.step), said=said)


def _one_key(chosen: Sequence[Chosen], pin: str, by: User) -> Key:
    """Open the one key that all of them need: the person's own, or the seal of one agency."""
    if not chosen:
        raise Refused(_("Tick at least one paper."))
    if len(chosen) > MOST:
        raise Refused(_("At most %(most)s papers at once.") % {"most": MOST})
    clerks = {one.step.kind in CLERKS_WORK for one in chosen}
    if len(clerks) > 1:
        raise Refused(_("Signatures and seals need two presses: they are made with two keys."))
    if clerks == {False}:
        return open_key(by, pin)
    units = {sealing_unit(one.step) for one in chosen}
    if len(units) > 1:
        raise Refused(_("These papers need the seals of two agencies. Tick those of one."))
    return open_seal(units.pop(), pin, by=by)


def _one(chosen: Chosen, key: Key, by: User) -> Result:
    """Do one paper; a refusal is its result, and the next one goes on."""
    try:
        return Result(_done(chosen, key, by))
    except Refused as sentence:
        return Result(chosen.step, str(sentence))


def _done(chosen: Chosen, key: Key, by: User) -> Step:
    step = chosen.step
    if step.kind in CLERKS_WORK:
        return seal_with(step, key, seen=chosen.seen, by=by)
    if step.kind not in SIGNING:
        raise Refused(_("This step is done in another way."))
    if not StepRead.objects.filter(step=step, who=by, sha256=chosen.seen).exists():
        raise Refused(_("You have not opened this version. Read it, then tick it again."))
    return sign_with(step, key, seen=chosen.seen, by=by)
