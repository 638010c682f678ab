"""Keys: issued by the demonstration authority, opened by a PIN, locked after too many wrong ones."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from journal.book import tell
from people.access import title_of
from people.models import Unit, User
from signing import events, strongbox
from signing.actions import trust
from signing.models import SigningKey
from signing.pdf.authority import Identity
from signing.pdf.keys import OpenKey, WrongPin, read_key

LEAST_PIN = 8  # characters, as tokens of the State have them
TRIES = 5  # wrong PINs in a row, then the key rests for …
REST = timedelta(minutes=15)


def open_key(user: User, pin: str) -> OpenKey:
    """Open the person's own key; ``Refused`` for a wrong PIN, a locked key, or none."""
    key = SigningKey.objects.filter(holder=user).first()
    if key is None and _demonstration(user):
        with strongbox.alone("keys"):
            key = SigningKey.objects.filter(holder=user).first() or issue_key(
                user, pin=strongbox.DEMO_PIN
            )
    if key is None:
        raise Refused(_("You have no signing key here yet. Ask the administrator for one."))
    return _open(key, pin)


def open_seal(unit: Unit, pin: str, *, by: User) -> OpenKey:
    """Open the key of the unit's seal; ``Refused`` for a wrong PIN, a locked key, or none."""
    key = SigningKey.objects.filter(unit=unit).first()
    if key is None and _demonstration(by):
        with strongbox.alone("keys"):
            key = SigningKey.objects.filter(unit=unit).first() or issue_seal(
                unit, pin=strongbox.DEMO_PIN
            )
    if key is None:
        raise Refused(_("%(unit)s has no seal key here yet.") % {"unit": unit})
    return _open(key, pin)


@transaction.atomic
def issue_key(user: User, *, pin: str) -> SigningKey:
    """Let the demonstration authority issue a key to the person."""
    file = f"person-{user.pk}-{secrets.token_hex(4)}.p12"
    made = strongbox.issue(file, holder=user.full_name, unit=title_of(user), pin=pin)
    trust.believe_demonstration()
    return _keep(file, made, holder=user)


@transaction.atomic
def issue_seal(unit: Unit, *, pin: str) -> SigningKey:
    """Let the demonstration authority issue a key for the unit's seal."""
    file = f"seal-{unit.pk}-{secrets.token_hex(4)}.p12"
    made = strongbox.issue(file, holder=unit.name, unit="", pin=pin)
    trust.believe_demonstration()
    return _keep(file, made, unit=unit)


@transaction.atomic
def import_key(content: bytes, *, passphrase: str, pin: str, owner: User | Unit) -> SigningKey:
    """Keep a PKCS#12 file as the owner's key under a new PIN, in the place of an earlier one.

    ``Refused`` for a short PIN, a wrong passphrase, or a kind of key that cannot sign here.
    """
    if len(pin) < LEAST_PIN:
        raise Refused(_("The PIN needs at least %(least)s characters.") % {"least": LEAST_PIN})
    try:
        given = read_key(content, passphrase.encode())
    except WrongPin as error:
        raise Refused(_("The passphrase does not open this file.")) from error
    kind = "seal" if isinstance(owner, Unit) else "person"
    place = {"unit": owner} if isinstance(owner, Unit) else {"holder": owner}
    SigningKey.objects.filter(**place).delete()
    file = f"{kind}-{owner.pk}-{secrets.token_hex(4)}.p12"
    strongbox.close(file, given, pin)
    return _keep(file, given, **place)


def _keep(file: str, made: Identity | OpenKey, **owner: User | Unit) -> SigningKey:
    key = SigningKey.objects.create(
        file=file,
        fingerprint=strongbox.fingerprint(made),
        not_after=made.certificate.not_valid_after_utc,
        **owner,
    )
    tell(events.KEY_ISSUED, who=owner.get("holder"), what=key)
    return key


def _demonstration(user: User) -> bool:
    return bool(settings.DEMO or user.is_sample)


def _open(key: SigningKey, pin: str) -> OpenKey:
    """Open the key; a wrong PIN is counted even though the act is refused."""
    if key.locked_until and key.locked_until > now():
        raise Refused(_("Too many wrong PINs. This key rests for a quarter of an hour."))
    if key.not_after <= now():
        raise Refused(_("The certificate of this key has expired. Ask for a new one."))
    try:
        opened = strongbox.opened(key.file, pin)
    except WrongPin as error:
        raise Refused(_wrong_pin(key)) from error
    except OSError as error:
        raise Refused(_("The key file cannot be read.")) from error
    if key.wrong_pins:
        SigningKey.objects.filter(pk=key.pk).update(wrong_pins=0, locked_until=None)
    return opened


def _wrong_pin(key: SigningKey) -> str:
    """Count the wrong PIN in a transaction of its own; return the sentence for the person."""
    SigningKey.objects.filter(pk=key.pk).update(wrong_pins=F("wrong_pins") + 1)
    key.refresh_from_db(fields=["wrong_pins"])
    left = TRIES - key.wrong_pins
    if left > 0:
        return _("The PIN is not right. Tries left: %(left)s.") % {"left": left}
    SigningKey.objects.filter(pk=key.pk).update(wrong_pins=0, locked_until=now() + REST)
    return _("The PIN was wrong too often. This key rests for a quarter of an hour.")
