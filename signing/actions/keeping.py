"""Keys come into use and leave it: issued by the demonstration authority, brought in, registered, replaced, retired."""

import base64
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs7
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.access import title_of
from people.models import Unit, User
from signing import events, strongbox
from signing.actions import trust
from signing.attempt_states import Way
from signing.bounded.asking import ask
from signing.models import SigningKey
from signing.pdf.keys import OpenKey, Unsuitable, WrongPin, holder_of, read_key, suitable
from signing.ways.token import TokenFailed, certificates_on, chain_above, open_token

LEAST_PIN = 8  # characters, as tokens of the State have them
OPENS_WITHIN = (
    2.0  # seconds for a key file: who makes it chooses how often its passphrase is hashed
)
Owner = User | Unit


@transaction.atomic
def issue_key(user: User, *, pin: str) -> SigningKey:
    """Let the demonstration authority issue a key to the person."""
    file = _new_file(user)
    made = strongbox.issue(file, holder=user.full_name, unit=title_of(user), pin=pin)
    trust.believe_demonstration()
    return _keep(user, made.certificate, file=file, chain=_pem(made.chain))


@transaction.atomic
def issue_seal(unit: Unit, *, pin: str) -> SigningKey:
    """Let the demonstration authority issue a key for the unit's seal."""
    file = _new_file(unit)
    made = strongbox.issue(file, holder=unit.name, unit="", pin=pin)
    trust.believe_demonstration()
    return _keep(unit, made.certificate, file=file, chain=_pem(made.chain))


def try_file(content: bytes, passphrase: str) -> None:
    """Let the bounded child open a PKCS#12 file first: ``Refused`` when that takes too long. Never in a transaction."""
    answer, _made = ask("open_key", content, passphrase=passphrase, seconds=OPENS_WITHIN)
    if answer.get("error"):
        raise Refused(_("This key file takes too long to open. Have it written anew with fewer rounds."))  # fmt: skip


@transaction.atomic
def import_key(
    content: bytes, *, passphrase: str, pin: str, owner: Owner, own: bool = False
) -> SigningKey:
    """Keep a PKCS#12 file as the owner's key under a new PIN, in the place of an earlier file.

    ``own``: the person brings it themself, so the certificate must name them. ``Refused`` for a short PIN, a wrong
    passphrase, somebody else's certificate, RSA under 2048 bits or a curve other than P-256.
    """
    _check_pin(pin)
    given = _read(content, passphrase)
    check_certificate(given.certificate, owner if own else None)
    for old in _of(owner).filter(way=Way.FILE, retired_at=None):
        _retire(old)
    file = _new_file(owner)
    strongbox.close(file, given, pin)
    return _keep(owner, given.certificate, file=file, chain=_pem(given.chain))


def register_token(owner: Owner, *, options: dict[str, str], pin: str, by: User) -> SigningKey:
    """Register a key on a token or HSM at this server; the owner proves with the PIN that it signs.

    ``options``: library (a name of ``settings.PKCS11_LIBRARIES``), token (its label), id (of the key, hex).
    """
    listed = certificates_on(options["library"], options["token"])
    found = next((one for one in listed if one["id"] == options["id"]), None)
    if found is None:
        raise TokenFailed("no_key")
    certificate = x509.load_der_x509_certificate(base64.b64decode(found["der"]))
    check_certificate(certificate, owner)
    opened = open_token(options, pin, certificate)
    try:
        opened.sign(secrets.token_bytes(32))
        chain = opened.chain
    finally:
        opened.close()
    kept = {name: str(options[name])[:100] for name in ("library", "token", "id")}
    return register(owner, (certificate, *chain), way=Way.TOKEN, options=kept, by=by)


@transaction.atomic
def register(
    owner: Owner, certificates: Sequence[x509.Certificate], *, way: Way, options: Any, by: User
) -> SigningKey:
    """Register a key that lies elsewhere by its certificate and those above it; the same key and way once only.

    The holder's certificate is the one that names no other's issuer.
    """
    certificate, *above = in_order(certificates)
    check_certificate(certificate, owner)
    same = _of(owner).filter(fingerprint=strongbox.print_of(certificate), way=way, retired_at=None)
    return same.first() or _keep(
        owner, certificate, chain=_pem(above), way=way, options=options, by=by
    )


@transaction.atomic
def register_sample(owner: User, certificates: Sequence[x509.Certificate]) -> SigningKey:
    """Register a sample key for the agent in the place of an earlier sample key; the demonstration only."""
    issuer = _common(certificates[0].issuer)
    for old in _of(owner).filter(way=Way.AGENT, issuer=issuer, retired_at=None):
        _retire(old)
    return register(owner, certificates, way=Way.AGENT, options={}, by=owner)


def proved(key: SigningKey) -> None:
    """Note that the key was seen to sign what we gave it."""
    SigningKey.objects.filter(pk=key.pk, proved_at=None).update(proved_at=now())


@transaction.atomic
def choose_key(key: SigningKey, *, by: User) -> SigningKey:
    """Make this the key that is offered first."""
    key = locked(key)
    key.chosen_at = now()
    key.save(update_fields=["chosen_at"])
    tell(events.KEY_CHOSEN, who=by, what=key)
    return key


@transaction.atomic
def retire_key(key: SigningKey, *, by: User) -> SigningKey:
    """Take a key out of use; a key file is destroyed, signatures made with it stay what they are."""
    key = locked(key)
    if key.retired_at:
        return key
    if key.attempts.filter(state__in=("prepared", "sent", "signed")).exists():
        raise Refused(_("A signature is being made with this key. Cancel it first."))
    _retire(key)
    tell(events.KEY_RETIRED, who=by, what=key)
    return key


@transaction.atomic
def change_pin(key: SigningKey, opened: Any, *, new: str, by: User) -> SigningKey:
    """Close a key file anew under another PIN; ``opened`` is the key opened with the old one."""
    _check_pin(new)
    key = locked(key)
    if key.way != Way.FILE or key.retired_at or not isinstance(opened, OpenKey):
        raise Refused(_("The PIN of this key is changed where the key lies."))
    old, key.file = key.path, _new_file(key.holder or key.unit)  # type: ignore[arg-type]
    strongbox.close(key.file, opened, new)
    key.save(update_fields=["file"])
    tell(events.KEY_PIN_CHANGED, who=by, what=key)
    transaction.on_commit(lambda: old.unlink(missing_ok=True))
    return key


def check_certificate(certificate: x509.Certificate, owner: Owner | None) -> None:
    """Refuse a certificate one cannot sign with here, one that has ended, or one of somebody else."""
    try:
        suitable(certificate.public_key())
    except Unsuitable as error:
        raise Refused(_not_suitable(error)) from error
    if certificate.not_valid_after_utc <= now():
        raise Refused(_("The certificate of this key has expired. Ask for a new one."))
    named = holder_of(certificate)
    wanted = owner.name if isinstance(owner, Unit) else getattr(owner, "full_name", "")
    if owner is not None and _plain(named) != _plain(wanted):
        raise Refused(
            _("This certificate is of “%(named)s”, not of “%(wanted)s”.")
            % {"named": named, "wanted": wanted}
        )


def in_order(certificates: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Return the holder's certificate and those above it; what belongs to another chain is left out."""
    issuers = {one.issuer.public_bytes() for one in certificates if one.issuer != one.subject}
    ends = [one for one in certificates if one.subject.public_bytes() not in issuers]
    if not ends:
        raise Refused(_("This is not a certificate (.cer, .crt, .pem)."))
    return [ends[0], *chain_above(ends[0], list(certificates))]


def certificates_from(content: bytes) -> list[x509.Certificate]:
    """Read certificates from DER, PEM (one or many) or PKCS#7; ``Refused`` when there is none."""
    try:
        if b"-----BEGIN CERTIFICATE" in content:
            return x509.load_pem_x509_certificates(content)
        if b"-----BEGIN PKCS7" in content:
            return pkcs7.load_pem_pkcs7_certificates(content)
        return [x509.load_der_x509_certificate(content)]
    except (ValueError, TypeError) as error:
        raise Refused(_("This is not a certificate (.cer, .crt, .pem).")) from error


def _read(content: bytes, passphrase: str) -> OpenKey:
    try:
        return read_key(content, passphrase.encode())
    except WrongPin:
        raise Refused(_("The passphrase does not open this file.")) from None
    except Unsuitable as error:
        raise Refused(_not_suitable(error)) from None


def _not_suitable(error: Unsuitable) -> str:
    return _(
        "A key of the kind %(kind)s is not accepted here: RSA of at least 2048 bits, or ECDSA P-256."
    ) % {"kind": error}


def _check_pin(pin: str) -> None:
    if len(pin) < LEAST_PIN:
        raise Refused(_("The PIN needs at least %(least)s characters.") % {"least": LEAST_PIN})


def _of(owner: Owner) -> Any:
    return SigningKey.objects.filter(**_place(owner))


def _place(owner: Owner) -> dict[str, Any]:
    return {"unit": owner} if isinstance(owner, Unit) else {"holder": owner}


def _new_file(owner: Owner) -> str:
    kind = "seal" if isinstance(owner, Unit) else "person"
    return f"{kind}-{owner.pk}-{secrets.token_hex(4)}.p12"


def _keep(
    owner: Owner, certificate: x509.Certificate, *, by: User | None = None, **more: Any
) -> SigningKey:
    key = SigningKey.objects.create(
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        fingerprint=strongbox.print_of(certificate),
        issuer=_common(certificate.issuer)[:200],
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        **_place(owner),
        **more,
    )
    event = events.KEY_ISSUED if by is None else events.KEY_REGISTERED
    tell(event, who=by or (owner if isinstance(owner, User) else None), what=key)
    return key


def _pem(chain: Sequence[x509.Certificate]) -> bytes:
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain)


def _retire(key: SigningKey) -> None:
    key.retired_at = now()
    key.save(update_fields=["retired_at"])
    if key.file:
        path = key.path
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _common(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
