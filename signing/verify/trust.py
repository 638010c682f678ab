"""Who is known here: certificates of the trust store, and what a chain to them says at a moment. Never the network."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import CertificateRegistry
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator, PSSParameterMismatch

from signing.pdf.reading import entry
from signing.verify.verdicts import Reason, Verdict

MOST = 400  # certificates that are taken from one file

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


class Tolerant(DefaultSignatureValidator):
    """A signature of another kind than the key's is none: pyHanko gives up on all paths then, also on the right one.

    An authority that changed from RSA to a curve has two certificates of one name; and anybody may lay one into a file.
    """

    def validate_signature(self, *args: Any, **more: Any) -> None:
        """Check one signature; raise ``InvalidSignature`` for whatever is wrong with it."""
        try:
            super().validate_signature(*args, **more)
        except (InvalidSignature, PSSParameterMismatch):
            raise
        except Exception as error:
            raise InvalidSignature from error


def vouches(above: x509.Certificate, below: x509.Certificate) -> bool:
    """Say whether the key of ``above`` signed ``below``, in the eyes of the one who validates paths."""
    try:
        Tolerant().validate_signature(
            signature=below["signature_value"].native,
            signed_data=below["tbs_certificate"].dump(),
            public_key_info=above.public_key,
            signature_algorithm=below["signature_algorithm"],
        )
    except Exception:  # noqa: BLE001 (whatever lies in a hostile file)
        return False
    return True


def is_authority(one: x509.Certificate) -> bool:
    """Say whether a certificate is one that may issue others (RFC 5280, 4.2.1.9)."""
    try:
        return bool(one.ca)
    except Exception:  # noqa: BLE001
        return False


class Chosen(CertificateRegistry):
    """The certificates that paths may lead over; what a container carries besides is not taken.

    pyHanko takes whatever lies in a container, and of two with one issuer and number only the first: anybody's certificate
    would keep out the true one, and dozens that certify each other would be searched for longer than anybody waits.
    """

    def __init__(self, chosen: Iterable[x509.Certificate]) -> None:
        super().__init__()
        self._chosen = {one.dump() for one in chosen}

    def register(self, cert: x509.Certificate) -> bool:
        """Take a certificate if it was chosen; say whether it is new."""
        return cert.dump() in self._chosen and bool(super().register(cert))


def context(
    roots: list[x509.Certificate], vouched: list[x509.Certificate], moment: dt.datetime
) -> ValidationContext:
    """Return what paths are built and validated with at ``moment``; revocation is looked at elsewhere, by its dates.

    ``vouched``: the certificates between signers and roots (``chains.Pool.vouched``).
    """
    registry = Chosen([*roots, *vouched])
    registry.register_multiple(vouched)
    return ValidationContext(
        trust_roots=roots,
        certificate_registry=registry,
        allow_fetching=False,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
        moment=moment,
        best_signature_time=moment,
        signature_validator=Tolerant(),
    )


def carried(reader: PdfFileReader) -> tuple[list[x509.Certificate], list[bytes]]:
    """Return certificates, and lists and answers in DER, that the file's security store (DSS) carries or carried.

    Each is read by itself: a spoilt one must not hide the others (a list that revokes, say).
    """
    certificates, proofs = [], []
    for number in range(reader.xrefs.total_revisions):
        try:
            store = entry(reader.get_historical_resolver(number).root, "/DSS")
        except Exception:  # noqa: BLE001, S112 (e.g. the first table of a linearized file)
            continue
        certificates += [*_streams(entry(store, "/Certs"))]
        proofs += [*_streams(entry(store, "/CRLs")), *_streams(entry(store, "/OCSPs"))]
    unique = list(dict.fromkeys(certificates))[:MOST]
    return list(_loaded(unique)), list(dict.fromkeys(proofs))


def _streams(array: Any) -> Iterator[bytes]:
    for index in range(len(array) if isinstance(array, generic.ArrayObject) else 0):
        try:
            yield bytes(array[index].data)
        except Exception:  # noqa: BLE001, S112
            continue


def _loaded(contents: Iterable[bytes]) -> Iterator[x509.Certificate]:
    for content in contents:
        with contextlib.suppress(ValueError, TypeError):
            yield x509.Certificate.load(content)


def is_readable(one: x509.Certificate) -> bool:
    """Say whether names and key of a certificate can be read: asn1crypto parses lazily, spoilt parts show late."""
    try:
        _ = one.subject.native, one.issuer.native, one.public_key.algorithm
    except Exception:  # noqa: BLE001 (whatever lies in a hostile file)
        return False
    return True


def worth(problem: Any) -> tuple[Verdict, Reason]:
    """Return verdict and reason for what is wrong with a chain (``None``: nothing)."""
    if problem is None:
        return Verdict.VALID, Reason.GOOD
    return WORTH.get(problem, (Verdict.UNTRUSTED, Reason.UNKNOWN_SIGNER))
