"""Keys are opened: by a PIN, each in its way; after too many wrong ones a key rests."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from signing import events, strongbox
from signing.actions import guesses
from signing.actions.keeping import import_key, issue_key, issue_seal
from signing.attempt_states import Way
from signing.models import SigningKey
from signing.pdf.authority import ISSUER_NAME
from signing.pdf.keys import Key, OpenKey, Unsuitable, WrongPin
from signing.ways.token import TokenFailed, open_token

TRIES = 5  # wrong PINs in a row, then the key rests for …
REST = timedelta(minutes=15)

__all__ = ["import_key", "issue_key", "issue_seal", "key_of", "open_key", "open_seal", "opened"]


def open_key(user: User, pin: str, chosen: int | None = None) -> Key:
    """Open the person's own key (the one ``chosen`` by number, else the last they chose).

    ``Refused`` for a wrong PIN, a locked key, a token that is not there, or no key at all.
    """
    return opened(key_of(user, chosen), pin, by=user)


def open_seal(unit: Unit, pin: str, *, by: User, chosen: int | None = None) -> Key:
    """Open the key of the unit's seal; ``Refused`` as ``open_key``."""
    return opened(seal_of(unit, by=by, chosen=chosen), pin, by=by)


def key_of(user: User, chosen: int | None = None) -> SigningKey:
    """Return the key with which the person signs; in the demonstration one is issued at its first use."""
    check_no_sample(user)
    key = _pick(SigningKey.objects.filter(holder=user), chosen)
    if key is None and settings.DEMO:
        with strongbox.alone("keys"):
            key = _pick(SigningKey.objects.filter(holder=user)) or issue_key(
                user, pin=strongbox.DEMO_PIN
            )
    if key is None:
        raise Refused(_("You have no signing key here yet. Ask the administrator for one."))
    return key


def seal_of(unit: Unit, *, by: User, chosen: int | None = None) -> SigningKey:
    """Return the key of the unit's seal; in the demonstration one is issued at its first use."""
    check_no_sample(by)
    key = _pick(SigningKey.objects.filter(unit=unit), chosen)
    if key is None and settings.DEMO:
        with strongbox.alone("keys"):
            key = _pick(SigningKey.objects.filter(unit=unit)) or issue_seal(
                unit, pin=strongbox.DEMO_PIN
            )
    if key is None:
        raise Refused(_("%(unit)s has no seal key here yet.") % {"unit": unit})
    return key


def opened(key: SigningKey, pin: str, *, by: User) -> Key:
    """Open a key; a wrong PIN is counted even though the act is refused: for the key, and for who typed it."""
    with guesses.one_try(by) as one:
        check_usable(key)
        if key.interrupted:
            raise Refused(_("This key asks for its PIN itself. Press “Sign” beside its name."))
        if key.way == Way.TOKEN:
            return _open_token(key, pin, one)
        # one try at a time: requests side by side are counted, too
        with strongbox.alone(f"pin-{key.pk}"):
            key.refresh_from_db(fields=["wrong_pins", "locked_until", "retired_at", "file"])
            check_usable(key)
            return _open_file(key, pin, one)


def check_usable(key: SigningKey) -> None:
    """Refuse a key that rests, is out of use or whose certificate has ended."""
    if key.retired_at:
        raise Refused(_("This key is out of use. Choose another one."))
    if key.locked_until and key.locked_until > now():
        raise Refused(_("Too many wrong PINs. This key rests for a quarter of an hour."))
    if key.not_after <= now():
        raise Refused(_("The certificate of this key has expired. Ask for a new one."))
    if key.issuer == ISSUER_NAME and not settings.DEMO:
        raise Refused(_("This is a sample key. It signs in a demonstration only; bring in a key of your own."))  # fmt: skip


def _pick(keys: QuerySet[SigningKey], chosen: int | None = None) -> SigningKey | None:
    usable = keys.filter(retired_at=None)
    if chosen is None:
        return usable.first()
    picked = usable.filter(pk=chosen).first()
    if picked is None:
        raise Refused(_("This key is out of use. Choose another one."))
    return picked


def check_no_sample(user: User) -> None:
    """Refuse people of the sample city outside of a demonstration: everybody knows their PIN."""
    if user.is_sample and not settings.DEMO:
        raise Refused(_("This is a person of the sample city. They sign in a demonstration only; here nothing was signed."))  # fmt: skip


def _open_file(key: SigningKey, pin: str, one: guesses.Try) -> OpenKey:
    try:
        found = strongbox.opened(key.file, pin)
    except WrongPin:
        one.wrong = True
        raise Refused(_wrong_pin(key)) from None
    except (OSError, Unsuitable) as error:
        raise Refused(_("The key file cannot be read.")) from error
    if key.wrong_pins:
        SigningKey.objects.filter(pk=key.pk).update(wrong_pins=0, locked_until=None)
    return found


def _open_token(key: SigningKey, pin: str, one: guesses.Try) -> Key:
    """Open a key on a token. Its tries are counted there; here only that there were wrong ones."""
    certificate = key.read_certificate
    if certificate is None:
        raise Refused(_("This key is out of use. Choose another one."))
    try:
        found = open_token(key.options, pin, certificate)
    except TokenFailed as failed:
        if failed.word == "wrong_pin":
            one.wrong = True
            SigningKey.objects.filter(pk=key.pk).update(wrong_pins=F("wrong_pins") + 1)
        raise
    if key.wrong_pins:
        SigningKey.objects.filter(pk=key.pk).update(wrong_pins=0)
    return found


@transaction.atomic
def _wrong_pin(key: SigningKey) -> str:
    """Count the wrong PIN in a transaction of its own; return the sentence for the person."""
    SigningKey.objects.filter(pk=key.pk).update(wrong_pins=F("wrong_pins") + 1)
    key.refresh_from_db(fields=["wrong_pins"])
    left = TRIES - key.wrong_pins
    if left > 0:
        return _("The PIN is not right. Tries left: %(left)s.") % {"left": left}
    SigningKey.objects.filter(pk=key.pk).update(wrong_pins=0, locked_until=now() + REST)
    tell(events.KEY_LOCKED, who=key.holder, what=key)
    return _("The PIN was wrong too often. This key rests for a quarter of an hour.")
