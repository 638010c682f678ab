"""What is signed: routes and their steps, the signatures made, and the keys they were made with."""

from signing.models.keys import SigningKey
from signing.models.routes import Route, Step
from signing.models.signatures import Signature
from signing.models.trust import TRUST_BOOK, RetiredWhy, RevocationFile, SealPin, TrustedRoot

__all__ = [
    "TRUST_BOOK",
    "RetiredWhy",
    "RevocationFile",
    "Route",
    "Signature",
    "SigningKey",
    "Step",
    "SealPin",
    "TrustedRoot",
]
