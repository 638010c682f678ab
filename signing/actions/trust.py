"""Whom we believe: authorities taken in, narrowed, retired; seals pinned; lists of withdrawn certificates taken in."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from signing import events, trusting
from signing.certificates import (
    Described,
    Unreadable,
    Withdrawn,
    issued_by_one_of,
    read_authorities,
)
from signing.models import RetiredWhy, RevocationFile, SealPin, TrustedRoot
from signing.strongbox import ROOT_FILE, trust_folder

AHEAD = timedelta(days=1)  # how far another's clock may be ahead of ours


def fault(name: str) -> str:
    """Return the sentence for why a certificate cannot be an authority."""
    return {
        "leaf": _("This is a certificate of a person or a service, not of an authority."),
        "usage": _("This certificate may not vouch for others (key usage)."),
        "weak": _("The key of this authority is too weak."),
        "forged": _("This certificate says it signed itself, but it did not."),
    }[name]


@transaction.atomic
def believe(
    given: Described, *, typed: str, why: str, signers: bool, timestamps: bool, by: User | None
) -> TrustedRoot:
    """Take an authority into the store; ``typed`` must be the last eight characters of its fingerprint."""
    _compare(given, typed)
    if not " ".join(why.split()):
        raise Refused(_("Please say why this authority is trusted."))
    return _take_in(given, why=why, signers=signers, timestamps=timestamps, by=by)


@transaction.atomic
def add_root(
    der: bytes, *, why: str, signers: bool = True, timestamps: bool = True, by: User | None
) -> TrustedRoot:
    """Take an authority in for the house itself (its own test or demonstration authority); known ones stay as they are."""
    try:
        given = read_authorities(der)[0]
    except Unreadable as error:
        raise Refused(_("No certificate can be read in this file.")) from error
    _adopt()
    known = TrustedRoot.objects.filter(sha256=given.sha256)
    try:
        return known.first() or _take_in(
            given, why=why, signers=signers, timestamps=timestamps, by=by
        )
    except Refused:
        if row := known.first():  # somebody else was quicker
            return row
        raise


def _compare(given: Described, typed: str) -> None:
    if "".join(typed.split()).replace(":", "").upper() != given.last8:
        raise Refused(_("These are not the last eight characters of the fingerprint."))


def _take_in(
    given: Described, *, why: str, signers: bool, timestamps: bool, by: User | None
) -> TrustedRoot:
    if given.fault:
        raise Refused(fault(given.fault))
    if not (signers or timestamps):
        raise Refused(_("Say what it is trusted for: signatures, timestamps, or both."))
    _adopt()
    if TrustedRoot.objects.filter(sha256=given.sha256).exists():
        raise Refused(_("This authority is in the trust store already."))
    return _create(given, why=why, signers=signers, timestamps=timestamps, by=by)


def _create(
    given: Described, *, why: str, signers: bool, timestamps: bool, by: User | None
) -> TrustedRoot:
    try:
        with transaction.atomic():
            row = TrustedRoot.objects.create(
                sha256=given.sha256, subject=given.subject, issuer=given.issuer, serial=given.serial,
                algorithm=given.algorithm, not_before=given.not_before, not_after=given.not_after, der=given.der,
                for_signers=signers, for_timestamps=timestamps, why=" ".join(why.split())[:300], added_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("This authority is in the trust store already.")) from error
    _told(events.AUTHORITY_BELIEVED, row, by, sha256=row.sha256, why=row.why, signers=signers, timestamps=timestamps)  # fmt: skip
    return row


@transaction.atomic
def narrow(root: TrustedRoot, *, signers: bool, timestamps: bool, by: User) -> TrustedRoot:
    """Change what an authority is believed for."""
    root = locked(root)
    if root.retired_at:
        raise Refused(_("This authority is retired."))
    if not (signers or timestamps):
        raise Refused(_("Say what it is trusted for: signatures, timestamps, or both."))
    if (root.for_signers, root.for_timestamps) != (signers, timestamps):
        root.for_signers, root.for_timestamps = signers, timestamps
        root.save(update_fields=["for_signers", "for_timestamps"])
        _told(events.AUTHORITY_NARROWED, root, by, signers=signers, timestamps=timestamps)
    return root


@transaction.atomic
def retire(root: TrustedRoot, *, at: datetime, how: str, reason: str, by: User) -> TrustedRoot:
    """Believe an authority no longer from ``at`` on; what was signed before stays believed (``trust_rules``)."""
    root, reason = locked(root), " ".join(reason.split())[:300]
    if root.retired_at:
        raise Refused(_("This authority is retired."))
    if not reason or how not in RetiredWhy.values:
        raise Refused(_("Please give the reason."))
    if at > now():
        raise Refused(_("The day lies in the future; retire the authority when it has come."))
    root.retired_at, root.retired_how, root.retired_why = at, how, reason
    root.save(update_fields=["retired_at", "retired_how", "retired_why"])
    _told(events.AUTHORITY_RETIRED, root, by, reason=reason, how=how, at=at.isoformat())
    return root


@transaction.atomic
def pin_seal(unit: Unit, *, name: str, sha256: str, not_after: datetime, why: str, by: User | None) -> SealPin:  # fmt: skip
    """Say that this certificate and no other is the unit's seal; an earlier pin ends now."""
    if SealPin.objects.filter(sha256=sha256, ended_at=None).exists():
        raise Refused(_("This certificate is pinned already."))
    for earlier in SealPin.objects.filter(unit=unit, ended_at=None):
        _end(earlier, by)
    try:
        with transaction.atomic():
            row = SealPin.objects.create(
                unit=unit, name=name[:300], sha256=sha256, not_after=not_after, why=" ".join(why.split())[:300], pinned_by=by
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("This certificate is pinned already.")) from error
    _told(events.SEAL_PINNED, row, by, sha256=sha256, unit=unit.name, why=row.why)
    return row


@transaction.atomic
def pin_given(given: Described, *, unit: Unit, typed: str, why: str, by: User) -> SealPin:
    """Pin a seal whose key lies elsewhere; ``typed`` must be the last eight characters of its fingerprint."""
    _compare(given, typed)
    name = given.common_name or unit.name
    return pin_seal(unit, name=name, sha256=given.sha256, not_after=given.not_after, why=why, by=by)


@transaction.atomic
def unpin_seal(pin: SealPin, *, by: User) -> SealPin:
    """End a pin: from now on any believed certificate with the agency's name counts."""
    pin = locked(pin)
    if pin.ended_at is None:
        _end(pin, by)
    return pin


def _end(pin: SealPin, by: User | None) -> None:
    pin.ended_at = now()
    pin.save(update_fields=["ended_at"])
    _told(events.SEAL_UNPINNED, pin, by, sha256=pin.sha256)


@transaction.atomic
def import_revocation(given: Withdrawn, *, by: User) -> RevocationFile:
    """Take in a list of withdrawn certificates or an OCSP answer, for work without the network; an older list of the same issuer goes."""
    if RevocationFile.objects.filter(sha256=given.sha256).exists():
        raise Refused(_("This file has been imported already."))
    same = RevocationFile.objects.filter(kind=given.kind, issuer=given.issuer)
    if given.kind == "crl":
        _in_the_place_of_older(given, same)
    row = RevocationFile.objects.create(
        sha256=given.sha256, kind=given.kind, issuer=given.issuer, this_update=given.this_update,
        next_update=given.next_update, number=given.number, der=given.der, added_by=by,
    )  # fmt: skip
    _told(events.WITHDRAWALS_IMPORTED, row, by, sha256=row.sha256, number=row.number)
    return row


def _in_the_place_of_older(given: Withdrawn, same: Any) -> None:
    """Let older lists go, if an authority of the store signed the new one; whoever wrote its name may not make us forget."""
    if given.this_update > now() + AHEAD:
        raise Refused(_("This list says that it was made in the future."))
    ders = [bytes(der) for der in TrustedRoot.objects.values_list("der", flat=True)]
    if not issued_by_one_of(given.der, ders):
        return
    newer = same.filter(this_update__gt=given.this_update).values_list("der", flat=True)
    if any(issued_by_one_of(bytes(der), ders) for der in newer):
        raise Refused(_("A newer list of this authority has been imported already."))
    same.delete()


def believe_demonstration() -> TrustedRoot | None:
    """Take the root of the demonstration authority into the store, once it is founded."""
    path = trust_folder() / ROOT_FILE
    if not path.exists():
        return None
    return add_root(path.read_bytes(), why=_("The demonstration authority of this installation (MẪU)"), by=None)  # fmt: skip


def _adopt() -> None:
    """Take what lies in the folder without a list into the store first: an installation from before there was one."""
    if trusting.store() is not None or TrustedRoot.objects.exists():
        return
    why = _("Lay in the trust folder before the trust store was kept here")
    for one in trusting.unlisted():
        if not one.fault:
            _create(one, why=why, signers=True, timestamps=True, by=None)


def _told(event: Any, row: Any, by: User | None, **data: Any) -> None:
    """Tell, and write the files once the change is true."""
    tell(event, who=by, what=row, **data)
    transaction.on_commit(partial(trusting.export), robust=True)
