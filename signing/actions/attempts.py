"""Signing that is interrupted: prepared here, signed elsewhere, completed here; nothing is ever half-issued.

An attempt is prepared → sent → signed → embedded. Between any two the process may die: what came is in the row and in the
store of files, and it is completed (``signing/actions/completing.py``) again by the clock's job until its time is over.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from documents.store import keep_written, scratch
from journal.book import tell
from people.models import User
from signing import events, uploads
from signing.actions import lines
from signing.actions.keys import check_usable, key_of, seal_of
from signing.actions.planning import Plan, check_day, plan, sealing_unit
from signing.attempt_states import AGENTS, GOING, AttemptState, Way
from signing.models import Attempt, BatchLine, SigningKey, Step
from signing.pdf import halves
from signing.pdf.draft import NoSuchField
from signing.pdf.keys import signed_by
from signing.pdf.revision import NotAppendable
from signing.states import CLERKS_WORK

PATIENCE = {  # how long a prepared signing waits for its signature
    Way.AGENT: timedelta(minutes=5),
    Way.VGCA: timedelta(minutes=5),
    Way.REMOTE: timedelta(minutes=10),
}
COMPLETING = timedelta(hours=1)  # how long a signature that came waits for a timestamp


@dataclass(frozen=True)
class _Prepared:
    """The first half, made outside any transaction."""

    planned: Plan
    key: SigningKey
    sha256: str
    half: halves.Half | None


def begin(
    step: Step,
    *,
    seen: str,
    by: User,
    chosen: int | None = None,
    longer: timedelta = timedelta(0),
    line: BatchLine | None = None,
    ahead: int = 0,
) -> Attempt:
    """Prepare an interrupted signing with the person's chosen key; an earlier one of theirs is cancelled.

    ``seen`` as in ``sign``. Slow work is done before the transaction, which stores a row and nothing else. ``longer``:
    how much longer than one paper it may wait; ``line``: of a batch, ends as the attempt ends; ``ahead`` as in ``plan``.
    """
    ready = _prepare(step, plan(step, seen=seen, by=by, ahead=ahead), by=by, chosen=chosen)
    with transaction.atomic():
        step = locked(step)
        for old in step.attempts.filter(state__in=GOING):
            if old.by_id != by.pk:
                raise Refused(_("%(who)s is signing this right now.") % {"who": old.by})
            _end(old, AttemptState.CANCELLED, _("It was begun again."), by=by)
        attempt = _begun(ready, step, by, longer)
        if line is not None:
            lines.bound(line, attempt)
        return attempt


def _prepare(step: Step, planned: Plan | None, *, by: User, chosen: int | None) -> _Prepared:
    if planned is None:
        raise Refused(_("This step is done already."))
    key = _key(step, by, chosen)
    if step.kind in CLERKS_WORK and step.route.attachments.exists():
        raise Refused(_("This paper has attachments in files of their own. Only a seal whose key is a file or a token of the server seals them in the same act; choose such a key, or take the attachments back."))  # fmt: skip
    try:
        with scratch() as target:
            half = _first_half(planned, key, target)
            return _Prepared(planned, key, keep_written(target).sha256, half)
    except halves.Moved as error:
        raise Refused(_swapped()) from error
    except NoSuchField as error:
        raise Refused(_("The file has no free place for this signature.")) from error
    except NotAppendable as error:
        raise Refused(
            _("Nothing can be added to this file: it is damaged. Nothing was signed.")
        ) from error


def _first_half(planned: Plan, key: SigningKey, target: Path) -> halves.Half | None:
    """Write the prepared file into ``target``, a piece at a time; ``Moved`` when the stored paper is another one."""
    source, sha256 = planned.source, planned.before.sha256
    if key.way == Way.VGCA:
        if uploads.offered(source, target, planned.mark).hexdigest() != sha256:
            raise halves.Moved
        return None
    certificate = key.read_certificate
    if certificate is None:
        raise Refused(_("This key is out of use. Choose another one."))
    return halves.prepare(
        source, target, planned.mark, certificate=certificate, at=now(), sha256=sha256
    )


def _key(step: Step, by: User, chosen: int | None) -> SigningKey:
    seals = step.kind in CLERKS_WORK
    key = seal_of(sealing_unit(step), by=by, chosen=chosen) if seals else key_of(by, chosen)
    check_usable(key)
    if not key.interrupted:
        raise Refused(_("This key signs at once, with its PIN."))
    return key


def _begun(ready: _Prepared, step: Step, by: User, longer: timedelta) -> Attempt:
    planned, half = ready.planned, ready.half
    check_day(planned, today())
    attempt = Attempt.objects.create(
        step=step,
        key=ready.key,
        by=by,
        way=ready.key.way,
        before=planned.before,
        field=planned.mark.field,
        number=planned.number.number if planned.number else None,
        prepared=ready.sha256,
        region_start=half.start if half else 0,
        region_end=half.end if half else 0,
        digest=half.digest.hex() if half else "",
        attributes=half.attributes if half else b"",
        expires_at=now() + PATIENCE[Way(ready.key.way)] + longer,
    )
    tell(events.SIGNING_BEGUN, who=by, what=attempt, way=attempt.way, sha256=ready.sha256)
    return attempt


def fetched(attempt: Attempt) -> Path:
    """Hand the prepared file to the agent, once: return where it lies; ``Refused`` a second time or too late."""
    path = prepared_file(attempt)
    with transaction.atomic():
        attempt = locked(attempt)
        _alive(attempt)
        if attempt.fetched_at or attempt.way not in AGENTS:
            raise Refused(_("This file was fetched already. Begin the signing again."))
        attempt.fetched_at = now()
        attempt.move_to(AttemptState.SENT, "fetched_at")
        tell(events.SIGNING_MOVED, who=None, what=attempt, state=attempt.state)
    return path


@transaction.atomic
def sent(attempt: Attempt, *, remote: str = "") -> Attempt:
    """Note that a remote service was asked; ``remote`` is its transaction, by which it is asked again."""
    attempt = locked(attempt)
    _alive(attempt)
    attempt.remote = remote[:200] or attempt.remote
    if attempt.state == AttemptState.PREPARED:
        attempt.move_to(AttemptState.SENT, "remote")
        tell(events.SIGNING_MOVED, who=None, what=attempt, state=attempt.state)
    else:
        attempt.save(update_fields=["remote"])
    return attempt


def deliver(attempt: Attempt, signature: bytes) -> Attempt:
    """Take the raw signature: verified against the certificate before anything is kept; the same one again is the same.

    A wrong one ends the attempt: the address is good for one signature.
    """
    certificate = attempt.key.read_certificate
    if certificate is None or not signed_by(certificate, signature, bytes(attempt.attributes)):
        fail(attempt, _("The signature that came is not of this key over this paper."))
        raise Refused(_("The signature that came is not of this key over this paper."))
    with transaction.atomic():
        attempt = locked(attempt)
        if attempt.signature and bytes(attempt.signature) == signature:
            return attempt
        _alive(attempt)
        if attempt.state != AttemptState.SENT:
            raise Refused(_("No signature is waited for here."))
        attempt.signature = signature
        return _came(attempt, "signature")


def deliver_file(attempt: Attempt, pieces: Iterable[bytes]) -> Attempt:
    """Take a whole signed file (VGCA): only what was served with one new signature of this key behind it; else nothing."""
    served = prepared_file(attempt)
    with scratch() as came:
        with came.open("wb") as out:
            out.writelines(pieces)
        if reason := uploads.objection(served, came, attempt.key.fingerprint):
            fail(attempt, reason)
            raise Refused(reason)
        kept = keep_written(came)
    with transaction.atomic():
        attempt = locked(attempt)
        if attempt.delivered == kept.sha256:
            return attempt
        _alive(attempt)
        if attempt.way != Way.VGCA or attempt.state != AttemptState.SENT:
            raise Refused(_("No signature is waited for here."))
        attempt.delivered = kept.sha256
        return _came(attempt, "delivered")


def _came(attempt: Attempt, column: str) -> Attempt:
    """Keep what came; the paper is not touched yet."""
    attempt.expires_at = now() + COMPLETING
    attempt.move_to(AttemptState.SIGNED, column, "expires_at")
    tell(events.SIGNING_MOVED, who=None, what=attempt, state=attempt.state)
    return attempt


@transaction.atomic
def cancel(attempt: Attempt, *, by: User) -> Attempt:
    """Give up: what the agent or the service sends later is refused."""
    attempt = locked(attempt)
    if attempt.is_going:
        _end(attempt, AttemptState.CANCELLED, _("It was cancelled."), by=by)
    return attempt


@transaction.atomic
def fail(attempt: Attempt, reason: str, state: AttemptState = AttemptState.FAILED) -> Attempt:
    """End an attempt with the reason; the paper is as it was."""
    attempt = locked(attempt)
    if attempt.is_going:
        _end(attempt, state, reason, by=None)
    return attempt


def _end(attempt: Attempt, state: AttemptState, reason: str, *, by: User | None) -> None:
    attempt.reason, attempt.ended_at, attempt.doing = reason[:300], now(), ""
    attempt.move_to(state, "reason", "ended_at", "doing")
    tell(events.SIGNING_ENDED, who=by, what=attempt, reason=attempt.reason, way=attempt.way)
    lines.attempt_ended(attempt, attempt.reason)


def prepared_file(attempt: Attempt) -> Path:
    """Return where the prepared file lies; ``Refused`` when it is not the one that was prepared."""
    return kept_file(attempt.prepared)


def kept_file(sha256: str) -> Path:
    """Return where a file of the store lies, only if its bytes, read once, are still those of its name."""
    path = Path(settings.FILES_DIR) / sha256[:2] / sha256
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(_("The prepared file is gone. Begin the signing again.")) from error
    if found != sha256:
        raise Refused(_swapped())
    return path


def _swapped() -> str:
    return _("The stored file is not the one that was shown. Nothing was signed.")


def _alive(attempt: Attempt) -> None:
    if not attempt.is_going:
        raise Refused(
            _("This signing is over: %(why)s")
            % {"why": attempt.reason or attempt.get_state_display()}
        )
    if attempt.expires_at <= now():
        raise Refused(_("No signature came in time."))
