"""What server and agent say to each other: our own safer protocol, and the words of the VGCA agent.

Ours: the agent fetches the offer (JSON) and the file, proves for itself that the digest in the signed attributes is the one
of the file it got, that its own certificate is meant, asks for the PIN itself, and posts back a raw signature.
VGCA: the agent gets two addresses over its WebSocket, fetches the file, signs it and uploads it whole.
Pure: no Django, no network; both sides use it.
"""

import base64
import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from asn1crypto import cms, tsp

VERSION = 1
OK, CANCELLED, FAILED, WRONG_PIN, NO_TOKEN, REFUSED, LATE = 0, 10, 1, 11, 12, 13, 14
# The agent's words for what happened; the page says them in the reader's language.
WORDS = {
    OK: "done",
    CANCELLED: "cancelled",
    FAILED: "failed",
    WRONG_PIN: "wrong_pin",
    NO_TOKEN: "no_token",
    REFUSED: "refused",
    LATE: "late",
}
VERBS = ("SignApproved", "SignIssued", "SignAppendix", "SignCopy", "SignIncome", "SignPDF")


class Mismatch(Exception):
    """What the server offers does not belong together; the agent does not sign it."""


@dataclass(frozen=True)
class Offer:
    """What an agent is asked to sign, in words for the person and in bytes for the token."""

    title: str
    number: str
    pages: int
    file: str  # one-time address of the prepared file
    deliver: str  # one-time address for the signature
    sha256: str  # of the prepared file
    start: int  # the empty place, with its brackets
    end: int
    attributes: str  # base64 of the DER that is signed
    certificate: str  # SHA-256 of the certificate that is meant
    expires: str  # ISO 8601
    version: int = VERSION

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return asdict(self)


def read_offer(data: dict[str, Any]) -> Offer:
    """Read an offer; ``Mismatch`` when something is missing or of another kind."""
    try:
        offer = Offer(**data)
        numbers = (offer.start, offer.end, offer.pages)
    except TypeError as error:
        raise Mismatch("the offer cannot be read") from error
    if offer.version != VERSION or not all(isinstance(one, int) for one in numbers):
        raise Mismatch("the offer is of another version")
    return offer


def proved_attributes(offer: Offer, content: bytes, certificate: bytes) -> bytes:
    """Return the DER to be signed, after proving that it says what it must and nothing else.

    ``content``: the file as it was fetched and shown; ``certificate``: DER of the agent's own. ``Mismatch`` otherwise.
    """
    if hashlib.sha256(content).hexdigest() != offer.sha256:
        raise Mismatch("the file is not the one that was offered")
    if hashlib.sha256(certificate).hexdigest() != offer.certificate:
        raise Mismatch("another certificate is asked for than the one on this token")
    if not 0 < offer.start < offer.end < len(content):
        raise Mismatch("the place of the signature lies outside of the file")
    framed = content[offer.start : offer.start + 1] + content[offer.end - 1 : offer.end]
    inside = content[offer.start + 1 : offer.end - 1]
    if framed != b"<>" or inside.strip(b"0"):
        raise Mismatch("the place of the signature is not empty")
    around = hashlib.sha256(content[: offer.start] + content[offer.end :]).digest()
    der = base64.b64decode(offer.attributes)
    _check_attributes(der, around, certificate)
    return der


def _check_attributes(der: bytes, digest: bytes, certificate: bytes) -> None:
    try:
        found = {one["type"].native: one["values"] for one in cms.CMSAttributes.load(der)}
        kind, said = found.pop("content_type")[0].native, found.pop("message_digest")[0].native
        named = tsp.SigningCertificateV2.load(found.pop("signing_certificate_v2")[0].dump())
        hashed = named["certs"][0]["cert_hash"].native
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise Mismatch("the attributes cannot be read") from error
    if found or kind != "data":
        raise Mismatch("the attributes say more than they may")
    if said != digest:
        raise Mismatch("the digest in the attributes is not the one of this file")
    if hashed != hashlib.sha256(certificate).digest():
        raise Mismatch("the attributes name another certificate")


def proof_of(challenge: str) -> bytes:
    """Return what an agent signs to show that it holds its key: never the form of a document's signed attributes."""
    return b"Nghi Su: proof of possession of a signing key\n" + challenge[:400].encode()


def vgca_question(
    *, file: str, upload: str, number: str = "", issued: str = "", metadata: dict[str, str]
) -> dict[str, Any]:
    """Return what the VGCA agent is sent: one JSON text over its WebSocket."""
    return {
        "FileUploadHandler": upload,
        "SessionId": "",
        "JWTToken": "",
        "FileName": file,
        "MetaData": [{"Key": key, "Value": value} for key, value in metadata.items()],
        "DocNumber": number,
        "IssuedDate": issued,
    }


def vgca_answer(status: int, message: str = "", file: str = "") -> dict[str, Any]:
    """Return what the VGCA agent says at the end."""
    return {"Status": status, "Message": message, "FileName": file, "FileServer": file, "DocumentNumber": "", "DocumentDate": ""}  # fmt: skip
