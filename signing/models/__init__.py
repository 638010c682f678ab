"""What is signed: routes and their steps, the signatures made, and the keys they were made with."""

from signing.models.attachments import RouteAttachment
from signing.models.attempts import Attempt
from signing.models.batches import Batch, BatchLine, StepRead
from signing.models.keys import SigningKey
from signing.models.pictures import Picture, PictureKind
from signing.models.remarks import RouteRemark
from signing.models.routes import Route, Step
from signing.models.signatures import Signature
from signing.models.templates import RouteTemplate, TemplateLine
from signing.models.trust import TRUST_BOOK, RetiredWhy, RevocationFile, SealPin, TrustedRoot
from signing.models.upkeep import (
    CertificateKind,
    CertificateStatus,
    JournalSeal,
    Upkeep,
    WatchedCertificate,
)

__all__ = [
    "TRUST_BOOK",
    "Attempt",
    "Batch",
    "BatchLine",
    "CertificateKind",
    "CertificateStatus",
    "JournalSeal",
    "Picture",
    "PictureKind",
    "RetiredWhy",
    "RevocationFile",
    "Route",
    "RouteAttachment",
    "RouteRemark",
    "RouteTemplate",
    "SealPin",
    "Signature",
    "SigningKey",
    "Step",
    "StepRead",
    "TemplateLine",
    "TrustedRoot",
    "Upkeep",
    "WatchedCertificate",
]
