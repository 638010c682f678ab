"""Tokens and HSMs at this server (PKCS#11), each opened key in a child process that may hang without hanging anybody."""

import base64
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import gettext as _

from core.refused import Refused
from signing.bounded.line import ChildFailed, LineChild
from signing.pdf.keys import holder_of, signed_by, size_of_signature

OPENING, SIGNING = 30.0, 20.0  # seconds a driver may take


class TokenFailed(Refused):
    """The token did not do it; ``word`` says why in one of the child's words."""

    def __init__(self, word: str, left: str = "") -> None:
        super().__init__(sentence(word, left))
        self.word, self.left = word, left


def sentence(word: str, left: str = "") -> str:
    """Return what is said to the person of a failure."""
    said = {
        "wrong_pin": _("The PIN of the token is not right. It was tried once only: the token counts."),
        "locked": _("The PIN of the token is locked. Who issued the token can unlock it."),
        "pin_to_be_changed": _("The token wants its PIN to be set anew before it signs."),
        "absent": _("The token is not there. Nothing was signed; connect it and try again."),
        "ended": _("The token was taken away or its session ended. Nothing was signed; try again."),
        "no_key": _("This key is not on the token any more."),
        "mechanism": _("The token cannot sign in the way that is needed (SHA-256)."),
        "silent": _("The token does not answer. Nothing was signed; try again later."),
        "library": _("The driver of the token cannot be loaded."),
        "wrong_signature": _("The token returned a signature that is not of its certificate."),
    }  # fmt: skip
    tries = {
        "few": _("Few tries are left."),
        "one": _("One try is left."),
        "none": _("No try is left: it is locked."),
    }
    told = said.get(word) or _("The token refused. Nothing was signed.")
    return f"{told} {tries[left]}" if left in tries else told


def library_path(name: str) -> str:
    """Return the driver's path by its name in ``settings.PKCS11_LIBRARIES``; nothing else is ever loaded."""
    try:
        return str(settings.PKCS11_LIBRARIES[name])
    except KeyError as error:
        raise TokenFailed("library") from error


def _child() -> LineChild:
    return LineChild("signing.ways.token_child", passed_on=["SOFTHSM2_CONF"])


def _ask(child: LineChild, seconds: float, **question: str) -> dict[str, Any]:
    """Ask one question; ``TokenFailed`` when it is refused or no answer comes in time."""
    try:
        answer = child.ask(question, seconds=seconds)
    except ChildFailed:
        raise TokenFailed("silent" if question["verb"] != "sign" else "ended") from None
    if "error" in answer:
        raise TokenFailed(answer["error"], answer.get("left", ""))
    return answer


class TokenKey:
    """A key on a token, opened: it signs through its own child until ``close`` or a minute of silence."""

    def __init__(
        self, child: LineChild, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...]
    ) -> None:
        self._child, self.certificate, self.chain = child, certificate, chain

    def __repr__(self) -> str:
        return f"<TokenKey {self.holder}>"

    def __del__(self) -> None:
        self.close()

    @property
    def holder(self) -> str:
        """Return the common name of the certificate."""
        return holder_of(self.certificate)

    @property
    def elliptic(self) -> bool:
        """Say whether it is ECDSA."""
        return isinstance(self.certificate.public_key(), ec.EllipticCurvePublicKey)

    @property
    def signature_size(self) -> int:
        """Return the most bytes a raw signature has."""
        return size_of_signature(self.certificate)

    def sign(self, data: bytes, hashing: str = "sha256") -> bytes:
        """Return the raw signature, verified; ``TokenFailed`` when the token was pulled, hangs or lies."""
        coded = base64.b64encode(data).decode()
        answer = _ask(self._child, SIGNING, verb="sign", data=coded, hashing=hashing)
        made = base64.b64decode(answer["signature"])
        if hashing == "sha256" and not signed_by(self.certificate, made, data):
            raise TokenFailed("wrong_signature")
        return made

    def close(self) -> None:
        """End session and login."""
        self._child.end()


def open_token(options: dict[str, str], pin: str, certificate: x509.Certificate) -> TokenKey:
    """Log in to the token of ``options`` (library, token, id) with the PIN: one try, never a second.

    ``certificate`` is the one that was registered with the key; the token's own are looked through for those above it.
    """
    child = _child()
    try:
        answer = _ask(
            child,
            OPENING,
            verb="open",
            library=library_path(options["library"]),
            token=options["token"],
            id=options["id"],
            pin=pin,
        )
    except BaseException:
        child.end()
        raise
    found = [_certificate(one) for one in answer["certificates"]]
    return TokenKey(child, certificate, chain_above(certificate, found))


def certificates_on(library: str, token: str) -> list[dict[str, str]]:
    """Return what lies open on a token: id (hex), label and certificate (DER in base64) of each."""
    child = _child()
    try:
        answer = _ask(child, OPENING, verb="list", library=library_path(library), token=token)
    finally:
        child.end()
    found: list[dict[str, str]] = answer["certificates"]
    return found


def chain_above(
    certificate: x509.Certificate, others: list[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """Return those of ``others`` that stand above the certificate, issuer first."""
    chain: list[x509.Certificate] = []
    below = certificate
    while below.issuer != below.subject:
        above = next((one for one in others if one.subject == below.issuer), None)
        if above is None or above in chain:
            break
        chain.append(above)
        below = above
    return tuple(chain)


def _certificate(one: dict[str, str]) -> x509.Certificate:
    return x509.load_der_x509_certificate(base64.b64decode(one["der"]))
