"""Many papers with one press: the key is opened once, each paper is signed by itself, each result is written at once.

Nothing is half-done when browser or server goes away: every paper is stored in a transaction of its own, what is not
reached stays where it was, and ``go_on_with`` signs the rest. A second press with the same id is the same batch. Keys that
lie elsewhere (an agent, a remote service): ``signing/actions/batch_elsewhere.py``.
"""

import logging
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from people.models import User
from signing import strongbox
from signing.actions import batch_elsewhere, lines
from signing.actions.keys import key_of, opened, seal_of
from signing.actions.planning import sealing_unit
from signing.actions.signing import seal_with, sign_with
from signing.attempt_states import Way
from signing.levels.making import Silent
from signing.models import Batch, BatchLine, SigningKey, Step
from signing.pdf.keys import Key
from signing.queries import batches
from signing.states import CLERKS_WORK

MOST = 200  # papers of one press
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chosen:
    """One paper that was ticked: its step, and the SHA-256 (hex) of the version that was shown."""

    step: Step
    seen: str


@dataclass(frozen=True)
class Result:
    """What became of one paper: "" when it is signed, else why not; ``silent`` when the others would meet the same."""

    step: Step
    refused: str = ""
    silent: bool = False


@dataclass(frozen=True)
class _Hand:
    """The one key that all need, opened unless it lies elsewhere; PIN and code for a remote service."""

    key: SigningKey
    opened: Key | None
    pin: str
    otp: str


def sign_many(chosen: Sequence[Chosen], *, pin: str, by: User) -> Iterator[Result]:
    """Sign (or number and seal) one paper after the other with one opening of the key; yield each result at once.

    ``Refused`` before the first one when the PIN is wrong, nothing was chosen, or two kinds of keys would be needed.
    """
    key = opened(_one_key(chosen, by), pin, by=by)
    return (_one(one, key, by) for one in chosen)


def carry_out(
    chosen: Sequence[Chosen], *, client_id: uuid.UUID, pin: str, by: User, otp: str = ""
) -> Batch:
    """Sign everything that was ticked and keep the result of each; the same ``client_id`` is the same batch.

    With a key that lies elsewhere the papers are prepared and asked for; the results come later. ``pin`` and ``otp`` are
    those of the key's way, "" where none is asked for here.
    """
    known = Batch.objects.filter(who=by, client_id=client_id).first()
    if known is not None:
        return known
    hand = _hand(chosen, pin, otp, by)
    try:
        batch = _begun(chosen, client_id, by)
    except IntegrityError:  # pressed twice at the same moment: the other press does it
        return Batch.objects.get(who=by, client_id=client_id)
    return _carried(batch, list(batch.lines.order_by("position")), hand)


def go_on_with(batch: Batch, *, pin: str, by: User, otp: str = "") -> Batch:
    """Sign what is left of a batch that stopped: its server died, its code was used up, a service was away.

    ``Refused`` as ``carry_out``, and when nothing is left or somebody is at it.
    """
    rows = batches.left(batch)
    if not rows:
        raise Refused(_("Nothing of it is left to sign."))
    if strongbox.is_held(batches.lock_of(batch)):
        raise Refused(_("These papers are being signed right now."))
    hand = _hand([Chosen(row.step, row.seen) for row in rows], pin, otp, by)
    return _carried(batch, rows, hand)


def _hand(chosen: Sequence[Chosen], pin: str, otp: str, by: User) -> _Hand:
    key = _one_key(chosen, by)
    if not key.interrupted:
        if not pin:
            raise Refused(_("Please enter the PIN of your key."))
        return _Hand(key, opened(key, pin, by=by), "", "")
    return _Hand(key, None, pin, otp)


def _carried(batch: Batch, rows: list[BatchLine], hand: _Hand) -> Batch:
    if hand.opened is None and hand.key.way == Way.REMOTE:
        batch_elsewhere.ask(batch, rows, hand.key, pin=hand.pin, otp=hand.otp)
        return batch
    with strongbox.held(batches.lock_of(batch)) as free:
        if not free:
            return batch
        still = batches.undone(rows)  # another press may have done some meanwhile
        if hand.opened is None:
            queue = batch_elsewhere.Queue()
            for line in still:
                batch_elsewhere.prepared(line, hand.key, queue, among=len(rows))
        else:
            _signed_here(batch, still, hand.opened)
    lines.rest(batch, batch.who)
    return batch


def _signed_here(batch: Batch, rows: list[BatchLine], key: Key) -> None:
    """Sign one after the other; when the authority that all need is silent, the rest waits for the next press."""
    for at, line in enumerate(rows, start=1):
        done = _one(Chosen(line.step, line.seen), key, batch.who)
        lines.write(line, done.refused, batch.who)
        if done.silent and rows[at:]:
            lines.wait(batch, rows[at:], done.refused)
            return


@transaction.atomic
def _begun(chosen: Sequence[Chosen], client_id: uuid.UUID, by: User) -> Batch:
    batch = Batch.objects.create(who=by, client_id=client_id)
    BatchLine.objects.bulk_create(
        BatchLine(batch=batch, position=position, step=one.step, seen=one.seen)
        for position, one in enumerate(chosen, start=1)
    )
    return batch


def _one_key(chosen: Sequence[Chosen], by: User) -> SigningKey:
    """Return the one key that all of them need: the person's own, or the seal of one agency."""
    if not chosen:
        raise Refused(_("Tick at least one paper."))
    if len(chosen) > MOST:
        raise Refused(_("At most %(most)s papers at once.") % {"most": MOST})
    clerks = {one.step.kind in CLERKS_WORK for one in chosen}
    if len(clerks) > 1:
        raise Refused(_("Signatures and seals need two presses: they are made with two keys."))
    if clerks == {False}:
        return key_of(by)
    units = {sealing_unit(one.step) for one in chosen}
    if len(units) > 1:
        raise Refused(_("These papers need the seals of two agencies. Tick those of one."))
    return seal_of(units.pop(), by=by)


def _one(chosen: Chosen, key: Key, by: User) -> Result:
    """Do one paper; a refusal is its result, and the next one goes on."""
    try:
        return Result(_done(chosen, key, by))
    except Refused as sentence:
        return Result(chosen.step, str(sentence), isinstance(sentence, Silent))
    except Exception as error:  # noqa: BLE001 (a full disk, a broken file: this paper's result; never the text, it may hold the PIN)
        log.error("Signing one of many stumbled: %s", type(error).__name__)  # noqa: TRY400
        return Result(chosen.step, _("Something went wrong at the server. Nothing was signed; try again."))  # fmt: skip


def _done(chosen: Chosen, key: Key, by: User) -> Step:
    step = chosen.step
    if step.kind in CLERKS_WORK:
        return seal_with(step, key, seen=chosen.seen, by=by)
    lines.check_read(step, chosen.seen, by)
    return sign_with(step, key, seen=chosen.seen, by=by)
