"""Who is known here: certificates of the trust store, and what a chain to them says at a moment. Never the network."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext

from signing.verify.verdicts import Reason, Verdict

WORTH: dict[Any, tuple[Verdict, Reason]] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: (Verdict.UNTRUSTED, Reason.UNKNOWN_SIGNER),
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: (Verdict.UNTRUSTED, Reason.EXPIRED),
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: (Verdict.UNTRUSTED, Reason.EXPIRED),
    AdESIndeterminate.EXPIRED: (Verdict.UNTRUSTED, Reason.EXPIRED),
    AdESIndeterminate.NOT_YET_VALID: (Verdict.UNTRUSTED, Reason.NOT_YET_VALID),
    AdESFailure.NOT_YET_VALID: (Verdict.UNTRUSTED, Reason.NOT_YET_VALID),
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: (Verdict.UNTRUSTED, Reason.WEAK),
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: (Verdict.UNTRUSTED, Reason.WEAK),
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: (Verdict.UNTRUSTED, Reason.WRONG_USAGE),
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: (Verdict.UNTRUSTED, Reason.WRONG_USAGE),
    AdESIndeterminate.REVOKED_NO_POE: (Verdict.INVALID, Reason.REVOKED),
    AdESIndeterminate.REVOKED_CA_NO_POE: (Verdict.INVALID, Reason.REVOKED),
    AdESFailure.REVOKED: (Verdict.INVALID, Reason.REVOKED),
}


def read_certificates(paths: Iterable[Path]) -> list[x509.Certificate]:
    """Read PEM (several in one file) or DER certificates; ``ValueError`` or ``OSError`` with the file at fault."""
    found: list[x509.Certificate] = []
    for path in paths:
        content = path.read_bytes()
        if pem.detect(content):
            blocks = [
                body
                for kind, _headers, body in pem.unarmor(content, multiple=True)
                if kind == "CERTIFICATE"
            ]
        else:
            blocks = [content]
        some = [x509.Certificate.load(block, strict=True) for block in blocks]
        for one in some:
            _ = (
                one.subject.native,
                one.public_key.algorithm,
            )  # asn1crypto parses lazily: now, not later
        if not some:
            raise ValueError(str(path))
        found += some
    return found


def context(
    roots: list[x509.Certificate], store: dict[str, Any], moment: dt.datetime | None = None
) -> ValidationContext:
    """Return a context that knows only ``roots`` and what the file itself carries; revocation if it is there."""
    timed: dict[str, Any] = {"moment": moment, "best_signature_time": moment} if moment else {}
    return ValidationContext(
        trust_roots=roots,
        allow_fetching=False,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
        **store,
        **timed,
    )


def carried(reader: PdfFileReader) -> dict[str, Any]:
    """Return certificates, CRLs and OCSP answers that the file carries in its security store (DSS), if readable."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return {
            "other_certs": list(store.load_certs()),
            "crls": _values(store.crls),
            "ocsps": _values(store.ocsps),
        }
    except NoDSSFoundError:
        return {}
    except Exception:  # noqa: BLE001 (a spoilt store is as good as none)
        return {}


def _values(references: Iterable[Any]) -> list[bytes]:
    return [one.get_object().data for one in references]


def worth(problem: Any) -> tuple[Verdict, Reason]:
    """Return verdict and reason for what is wrong with a chain (``None``: nothing)."""
    if problem is None:
        return Verdict.VALID, Reason.GOOD
    return WORTH.get(problem, (Verdict.UNTRUSTED, Reason.UNKNOWN_SIGNER))
