"""Who may be asked about signatures from below the signing room: is this file genuine, seal these bytes, this PDF.

The signing room makes itself known here at start (``signing.apps``); rooms beside it ask here, so that siblings never meet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Opinion:
    """What the verifier says of a PDF: the verdict's name, one sentence, and the signers found (plain values)."""

    verdict: str
    sentence: str
    signers: tuple[dict[str, Any], ...] = ()


Judge = Callable[[Path], Opinion]
Sealer = Callable[[bytes], bytes]
_known: dict[str, Any] = {}


def make_known(*, judge: Judge, seal: Sealer, seal_pdf: Sealer) -> None:
    """Say who judges files and who seals bytes and PDFs with the system's own certificate."""
    _known.update(judge=judge, seal=seal, seal_pdf=seal_pdf)


def opinion(path: Path) -> Opinion:
    """Judge the PDF at ``path`` in the bounded child; never raises for a bad file."""
    return _known["judge"](path)  # type: ignore[no-any-return]


def sealed(content: bytes) -> bytes:
    """Return a detached CMS signature (DER, RFC 5652) of the system's certificate over ``content``."""
    return _known["seal"](content)  # type: ignore[no-any-return]


def sealed_pdf(content: bytes) -> bytes:
    """Return the PDF sealed inside by the system's certificate; never inside a transaction."""
    return _known["seal_pdf"](content)  # type: ignore[no-any-return]
