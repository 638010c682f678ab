"""Timestamps of an authority (RFC 3161): asked for, checked, their certificates known."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature

from signing.levels.lines import Asked, NoAnswer, ask
from signing.levels.status import verify_with
from signing.pdf.draft import NoTimestamp

KIND = "application/timestamp-query"
LARGEST = 64 << 10  # bytes of an answer
GRANTED = {"granted", "granted_with_mods"}


@dataclass(frozen=True)
class Token:
    """A timestamp: its bytes (DER of a ContentInfo), its time, the certificate that signed it, others it carries."""

    content: bytes
    at: dt.datetime
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]


Stamper = Callable[[bytes], Token]


@lru_cache(maxsize=8)
def stamper(url: str, *, seconds: float = 12.0) -> Stamper:
    """Return what gives a token over a SHA-256 from the authority at ``url``; it raises ``NoTimestamp``."""

    def stamp(digest: bytes) -> Token:
        nonce = secrets.randbits(63)
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
        question = tsp.TimeStampReq(
            {"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True}
        )
        try:
            asked = Asked(url, question.dump(), KIND, set_here=True)
            answer = ask(asked, seconds=seconds, largest=LARGEST)
            return _checked(tsp.TimeStampResp.load(answer, strict=True), digest, nonce)
        except NoAnswer as error:
            raise NoTimestamp(str(error)) from error
        except (ValueError, TypeError, KeyError, InvalidSignature) as error:
            raise NoTimestamp(f"not a timestamp over what was asked: {error}") from error

    return stamp


def silent(_digest: bytes) -> Token:
    """Where no timestamp authority is set: there is no time."""
    raise NoTimestamp("no timestamp authority is set")


def read_token(content: bytes) -> Token:
    """Read a token; ``ValueError`` when it is none."""
    box = cms.ContentInfo.load(content)
    signed = box["content"]
    info = tsp.TSTInfo.load(signed["encap_content_info"]["content"].parsed.dump())
    found = [x509.load_der_x509_certificate(one.dump()) for one in signed["certificates"]]
    signer = signed["signer_infos"][0]["sid"]
    own = next((one for one in found if _is(one, signer)), None)
    if own is None:
        raise ValueError("the token does not carry its certificate")
    others = tuple(one for one in found if one is not own)
    return Token(content, info["gen_time"].native, own, others)


def _is(certificate: x509.Certificate, signer: cms.SignerIdentifier) -> bool:
    if signer.name == "issuer_and_serial_number":
        return bool(signer.chosen["serial_number"].native == certificate.serial_number)
    found = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return bool(found.value.digest == signer.chosen.native)


def _checked(answer: tsp.TimeStampResp, digest: bytes, nonce: int) -> Token:
    """Return the token if it is granted, over our digest, with our number, and rightly signed."""
    status = answer["status"]["status"].native
    if status not in GRANTED:
        raise ValueError(f"the authority says: {status}")
    content = answer["time_stamp_token"].dump()
    signed = cms.ContentInfo.load(content)["content"]
    info = tsp.TSTInfo.load(signed["encap_content_info"]["content"].parsed.dump())
    if info["message_imprint"]["hashed_message"].native != digest or info["nonce"].native != nonce:
        raise ValueError("it is over something else")
    token = read_token(content)
    _check_signature(signed, token.certificate)
    return token


def _check_signature(signed: cms.SignedData, certificate: x509.Certificate) -> None:
    signer = signed["signer_infos"][0]
    attributes = signer["signed_attrs"]
    inner = signed["encap_content_info"]["content"].parsed.dump()
    hashing = signer["digest_algorithm"]["algorithm"].native
    said = next(
        one["values"][0].native for one in attributes if one["type"].native == "message_digest"
    )
    if hashlib.new(hashing, inner).digest() != said:
        raise ValueError("its digest does not fit")
    verify_with(certificate, signer["signature"].native, attributes.untag().dump(), hashing)
