"""Who may be asked about signatures from below the signing room: is this file genuine, seal these bytes, this PDF.

The signing room makes itself known here at start (``signing.apps``); rooms beside it ask here, so that siblings never meet.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Opinion:
    """What the verifier says of a PDF: the verdict's name, one sentence, the signers found, the facts (plain values)."""

    verdict: str
    sentence: str
    signers: tuple[dict[str, Any], ...] = ()
    facts: dict[str, str] | None = None

    def to_keep(self) -> str:
        """Return the text to be kept; ``in_words`` makes a sentence of it for each reader."""
        return self.sentence if self.facts is None else json.dumps(self.facts)


Judge = Callable[[Path], Opinion]
Teller = Callable[[dict[str, str]], str]
Sealer = Callable[[bytes], bytes]
_known: dict[str, Any] = {}


def make_known(*, judge: Judge, tell: Teller, seal: Sealer, seal_pdf: Sealer) -> None:
    """Say who judges files, who puts what was found into words, who seals bytes and PDFs with the system's certificate."""
    _known.update(judge=judge, tell=tell, seal=seal, seal_pdf=seal_pdf)


def opinion(path: Path) -> Opinion:
    """Judge the PDF at ``path`` in the bounded child; never raises for a bad file."""
    return _known["judge"](path)  # type: ignore[no-any-return]


def in_words(kept: str) -> str:
    """Return what ``Opinion.to_keep`` kept as a sentence in the reader's language; a kept sentence as it was written."""
    if not kept.startswith("{"):
        return kept
    try:
        return str(_known["tell"](json.loads(kept)))
    except (KeyError, ValueError, TypeError):  # a word of another version of the verifier
        return ""


def sealed(content: bytes) -> bytes:
    """Return a detached CMS signature (DER, RFC 5652) of the system's certificate over ``content``."""
    return _known["seal"](content)  # type: ignore[no-any-return]


def sealed_pdf(content: bytes) -> bytes:
    """Return the PDF sealed inside by the system's certificate; never inside a transaction."""
    return _known["seal_pdf"](content)  # type: ignore[no-any-return]
