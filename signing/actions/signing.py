"""Signing itself: people sign and initial; the clerk numbers, dates and seals. What is shown is what is signed.

A signature is made outside any transaction (a timestamp may take seconds) on bytes read before; a short transaction
then stores it only if step, version and register have not moved meanwhile. When they have, because somebody else signed
or took the number at the same moment, it is made again on the new bytes.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import file_made, version_from_filed
from documents.registers import NumberMoved, take_coming
from documents.store import Kept
from journal.book import tell
from people.models import User
from signing import events
from signing.actions.attaching import sealed_with
from signing.actions.circulating import leave_out, others_of_group, take_over
from signing.actions.keys import open_key, open_seal
from signing.actions.planning import Plan, check_step, overtaken, plan, sealing_unit
from signing.actions.routes import ask_next
from signing.levels import making
from signing.models import Route, Signature, Step
from signing.pdf.keys import Key
from signing.pdf.prepare import SEAL_FIELD
from signing.pdf.sign import Mark
from signing.states import CLERKS_WORK, SIGNING, RouteState, StepKind, StepState
from signing.strongbox import alone, fingerprint

TRIES = 40  # times a signature is made again because others signed at the same moment
TURNS = 32


class Moved(Exception):
    """Meanwhile the step, the version or the register is another one; nothing was stored."""


def sign(step: Step, *, pin: str, seen: str, by: User) -> Step:
    """Sign (or initial) the paper for the step with the person's own key.

    ``seen`` is the SHA-256 (hex) of the version the person was shown: another file is ``Refused``. Done
    twice, it is done once. The key is opened first, so that a wrong PIN is counted though nothing changes.
    """
    return sign_with(step, open_key(by, pin), seen=seen, by=by)


def number_and_seal(step: Step, *, pin: str, seen: str, by: User) -> Step:
    """Give number and date, and apply the agency's seal, in one revision of the file; ``seen`` as in ``sign``."""
    return seal_with(step, open_seal(sealing_unit(step), pin, by=by), seen=seen, by=by)


def sign_with(step: Step, key: Key, *, seen: str, by: User) -> Step:
    """Sign for the step with a key that is open; ``seen`` as in ``sign``. Not inside a transaction."""
    return _carried_out(step, key, seen=seen, by=by, kinds=SIGNING)


def seal_with(step: Step, key: Key, *, seen: str, by: User) -> Step:
    """Number and seal with a key that is open. Clerks of this machine who take from one register take turns."""
    with alone(f"turn-{sealing_unit(step).pk % TURNS}"):
        return _carried_out(step, key, seen=seen, by=by, kinds=CLERKS_WORK)


def _carried_out(step: Step, key: Key, *, seen: str, by: User, kinds: frozenset[StepKind]) -> Step:
    for _try in range(TRIES):
        planned = plan(step, seen=seen, by=by, kinds=kinds)
        if planned is None:
            return Step.objects.get(pk=step.pk)
        signed = made(planned, key)
        also = sealed_with(planned, key, with_key)
        try:
            return store(
                planned, signed, signer=key.holder, certificate=fingerprint(key), by=by, also=also
            )
        except Moved:
            continue
    raise Refused(
        _("Too many people sign this at the very same moment. Nothing was signed; try again.")
    )


def made(planned: Plan, key: Key) -> Kept:
    """Make the signature: bytes only added to what was planned. No transaction is open meanwhile."""
    return making.make(planned.source, planned.mark, key=key, sha256=planned.before.sha256).kept


def with_key(source: Path | bytes, mark: Mark, key: Key) -> Kept:
    """Keep the file with one more signature, at the level that is set; ``Refused`` with the reason."""
    return making.make(source, mark, key=key).kept


def store(
    planned: Plan,
    signed: Kept,
    *,
    signer: str,
    certificate: str,
    by: User,
    also: Callable[[], None] | None = None,
) -> Step:
    """Keep a signed file as the paper's next version, only if nothing has moved since it was planned.

    ``Moved`` when the step, the version or the register is another one; then nothing is stored and no number taken.
    ``also`` is done in the same transaction.
    """
    note = _("sealed") if planned.mark.field == SEAL_FIELD else _("signed")
    filed = file_made(signed, name=planned.before.name, pages=planned.before.pages)
    reached = making.reached(signed.path, planned.mark.field)

    def keep(route: Route, step: Step) -> None:
        route.current = version_from_filed(route.paper, filed, by=by, note=note)
        route.save(update_fields=["current"])
        Signature.objects.create(
            step=step, field=planned.mark.field, signer=signer, certificate=certificate,
            before=planned.before.sha256, version=route.current, **reached,
        )  # fmt: skip
        if also is not None:
            also()

    return _stored(planned, keep, by)


@transaction.atomic
def _stored(planned: Plan, keep: Callable[[Route, Step], None], by: User) -> Step:
    route, step = locked(planned.step.route), locked(planned.step)
    if step.state == StepState.SIGNED:
        return step
    if route.current_id != planned.before.pk or overtaken(route.current):
        raise Moved
    check_step(step, by, SIGNING | CLERKS_WORK)
    if step.kind in SIGNING:
        if step.who_id != by.pk:
            take_over(step, by, "KT" if step.kind == StepKind.SIGN else "")
        keep(route, step)
        return _signed(route, step, by)
    return _sealed(route, step, planned, keep, by)


def _signed(route: Route, step: Step, by: User) -> Step:
    done(step)
    for other in others_of_group(step):
        leave_out(other, _("%(who)s did it.") % {"who": by})
    following = ask_next(route)
    tell(
        events.STEP_SIGNED, who=by, what=route, sha256=route.current.sha256, kind=step.kind,
        **_standing(step),
    )  # fmt: skip
    if following is None:
        complete(route, by)
    return step


def _sealed(
    route: Route, step: Step, planned: Plan, keep: Callable[[Route, Step], None], by: User
) -> Step:
    notation = planned.number.notation if planned.number else ""
    if step.kind == StepKind.NUMBER:
        if planned.number is None:
            raise Moved
        try:
            notation = take_coming(planned.number, paper=route.paper, by=by).notation
        except NumberMoved as error:
            raise Moved from error
        done(step)
        step = ask_next(route) or step
    if step.who_id != by.pk:
        take_over(step, by, "")
    keep(route, step)
    done(step)
    data: dict[str, Any] = {"notation": notation, "sha256": route.current.sha256}
    tell(events.NUMBERED_AND_SEALED, who=by, what=route, **data)
    complete(route, by)
    return step


def done(step: Step) -> None:
    """Mark a step as done now."""
    step.done_at = now()
    step.move_to(StepState.SIGNED, "done_at")


def complete(route: Route, by: User) -> None:
    """End a route whose steps are all done."""
    route.ended_at = now()
    route.move_to(RouteState.COMPLETED, "ended_at")
    tell(events.ROUTE_COMPLETED, who=by, what=route, sha256=route.current.sha256)


def _standing(step: Step) -> dict[str, Any]:
    return {"standing_for": str(step.instead_of)} if step.instead_of_id else {}
