"""The second half of an interrupted signing: the signature is embedded and the paper moves, in one transaction or not at all."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.clock import now
from core.full_disk import DiskFull
from core.locking import locked
from core.refused import Refused
from documents.store import Kept, keep_written, scratch
from journal.book import tell
from signing import events
from signing.actions import keeping, lines
from signing.actions.attempts import fail, kept_file, prepared_file
from signing.actions.planning import Plan, check_day, plan
from signing.actions.signing import Moved, store
from signing.attempt_states import GOING, AttemptState, Way
from signing.levels import making, raising
from signing.levels.chains import NotGood
from signing.levels.raising import Level, Unrooted
from signing.levels.stamps import stamper
from signing.models import Attempt
from signing.pdf import halves
from signing.pdf.draft import NoTimestamp
from signing.pdf.keys import holder_of
from signing.pdf.sign import copied

log = logging.getLogger(__name__)


def complete(attempt: Attempt) -> Attempt:
    """Embed the signature and move the paper, in one transaction; done twice it is done once.

    Without a timestamp authority that answers, or room on the disk, it waits (``doing``) and is tried again by the clock.
    """
    attempt = Attempt.objects.select_related("step__route", "key", "before", "by").get(
        pk=attempt.pk
    )
    if attempt.state != AttemptState.SIGNED:
        return attempt
    try:
        planned = _same_plan(attempt)
        signed = _signed(attempt)
        store(
            planned, signed, signer=_holder(attempt), certificate=attempt.key.fingerprint,
            by=attempt.by, also=lambda: _embedded(attempt),
        )  # fmt: skip
    except NoTimestamp:
        _waits(attempt, "timestamp")
    except DiskFull:
        _waits(attempt, "room")
    except _NotItsTurn:
        _waits(attempt, "turn")
    except (Moved, halves.Moved, halves.WrongSignature):
        fail(attempt, _("The paper has moved on meanwhile. Nothing was signed; look again."))
    except Refused as refused:
        fail(attempt, str(refused))
    attempt.refresh_from_db()
    return attempt


@transaction.atomic
def _waits(attempt: Attempt, what: str) -> None:
    """Note what is waited for, and tell it once: the person's page says it then."""
    row = locked(attempt)
    if row.state == AttemptState.SIGNED and row.doing != what:
        row.doing = what
        row.save(update_fields=["doing"])
        tell(events.SIGNING_MOVED, who=None, what=row, state=row.state)


class _NotItsTurn(Exception):
    """The paper of the same press that takes the number before this one is not done yet."""


def _same_plan(attempt: Attempt) -> Plan:
    """Plan again what was prepared; ``Moved`` when version, field or number are not the same any more."""
    planned = plan(attempt.step, seen=attempt.before.sha256, by=attempt.by)
    if planned is None or planned.before.pk != attempt.before_id:
        raise Moved
    check_day(planned, localdate(attempt.made_at))
    number = planned.number.number if planned.number else None
    if lines.before_it(attempt, number):
        raise _NotItsTurn
    if number and attempt.number and attempt.number > number:
        raise Refused(_("A paper before it was not sealed, so its number is not the next one. Nothing was signed; go on with the rest."))  # fmt: skip
    if planned.mark.field != attempt.field or number != attempt.number:
        raise Moved
    return planned


def _signed(attempt: Attempt) -> Kept:
    """Make the signed file out of the prepared or the delivered one, a piece at a time, and keep it."""
    with scratch() as target:
        if attempt.way == Way.VGCA:
            running = copied(kept_file(attempt.delivered), target)
        else:
            running = _completed(attempt, target)
        _raise(target, running)
        return keep_written(target)


def _completed(attempt: Attempt, target: Path) -> Any:
    certificate = attempt.key.read_certificate
    if certificate is None:
        raise halves.WrongSignature
    half = halves.Half(
        bytes.fromhex(attempt.digest), attempt.region_start, attempt.region_end,
        bytes(attempt.attributes),
    )  # fmt: skip
    made = stamper(settings.TSA_URL) if settings.TSA_URL else None
    return halves.complete(
        half,
        prepared_file(attempt),
        target,
        bytes(attempt.signature),
        certificate=certificate,
        chain=attempt.key.read_chain,
        stamp=(lambda digest: made(digest).content) if made else None,
    )


def _raise(path: Path, running: Any) -> None:
    """Raise the file to the level that is set, as keys of this server reach it; asks the network."""
    if not settings.TSA_URL:
        return
    here = making.ground()
    try:
        level = raising.highest(path, making.wished(), ground=here)
        if level == Level.LTA and raising.waits_for_more(path):
            level = Level.LT  # the last signature brings the archive timestamp
        raising.raise_file(path, level, ground=here, running=running)
    except NoTimestamp:
        if not raising.all_timed(path):
            raise  # else only the archive timestamp is missing: as with keys of this server, the nightly job adds it
    except NotGood as error:
        raise Refused(making.why_not(error)) from error
    except Unrooted as error:
        raise Refused(
            _("Nobody in the trust store vouches for this certificate. Nothing was signed.")
        ) from error


def _embedded(attempt: Attempt) -> None:
    """Inside the transaction that moves the paper."""
    row = locked(attempt)
    row.ended_at, row.doing = now(), ""
    row.move_to(AttemptState.EMBEDDED, "ended_at", "doing")
    keeping.proved(attempt.key)
    lines.attempt_ended(row)


def _holder(attempt: Attempt) -> str:
    certificate = attempt.key.read_certificate
    return holder_of(certificate) if certificate else str(attempt.key)


def complete_all(attempts: Iterable[Attempt]) -> None:
    """Complete one after the other until the timestamp authority is silent: then all that are left wait for it.

    Asking it again for each of two hundred would hold the thread for an hour, and the clock's other jobs with it.
    """
    left = list(attempts)
    for at, attempt in enumerate(left, start=1):
        try:
            done = complete(attempt)
        except Exception as error:  # noqa: BLE001 (a full disk stops one paper, not the others)
            log.error("Completing attempt %s stumbled: %s", attempt.pk, type(error).__name__)  # noqa: TRY400
            continue
        if done.is_going and done.doing == "timestamp":
            for other in left[at:]:
                _waits(other, "timestamp")
            return


def go_on() -> None:
    """Do what is left of all attempts: complete what was signed, end what is too late. The clock's job."""
    complete_all(Attempt.objects.filter(state=AttemptState.SIGNED).order_by("pk"))
    for attempt in Attempt.objects.filter(state__in=GOING, expires_at__lte=now()):
        fail(attempt, _too_late(attempt), AttemptState.EXPIRED)


def _too_late(attempt: Attempt) -> str:
    if attempt.doing == "timestamp":
        return _("The timestamp authority does not answer. Nothing was signed.")
    return str(DiskFull()) if attempt.doing == "room" else _("No signature came in time.")
