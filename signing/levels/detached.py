"""Read a detached CMS signature (RFC 5652) and check that it is over a content: whose it is, and when it was stamped (pure)."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature

from signing.levels.signers import signer_of
from signing.levels.status import verify_with


class NotSealed(Exception):
    """The signature is not over this content, or none at all."""


@dataclass(frozen=True)
class Seal:
    """A seal that holds: the certificate it was made with, those beside it, the stamped time."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    timed_at: dt.datetime | None


def checked(content: bytes, container: bytes) -> Seal:
    """Return the seal over ``content``; ``NotSealed`` with the reason when it does not hold."""
    try:
        own, others, token = signer_of(container)
        info = cms.ContentInfo.load(container)["content"]["signer_infos"][0]
        attributes = info["signed_attrs"]
        said = {one["type"].native: one["values"][0] for one in attributes}
        hashing = info["digest_algorithm"]["algorithm"].native
        if said["message_digest"].native != hashlib.new(hashing, content).digest():
            raise NotSealed("it is over another content")
        verify_with(own, info["signature"].native, attributes.untag().dump(), hashing)
    except InvalidSignature as error:
        raise NotSealed("the signature does not fit") from error
    except (ValueError, TypeError, KeyError, StopIteration, IndexError) as error:
        raise NotSealed(str(error)[:200]) from error
    return Seal(own, others, token.at if token else None)
