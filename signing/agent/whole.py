"""Signing a whole file as the VGCA agent does: into the first empty signature field, else into one of its own."""

import io
from collections.abc import Callable

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from signing.agent.stock import KeptKeySigner
from signing.pdf.keys import Key

PLACE = 24_576  # hex digits
BOX = (340, 90, 520, 150)  # points, on the last page


class _Through:
    """The key as pyHanko sees it: it signs through the agent's hand, so that faults are rehearsed here too."""

    def __init__(self, key: Key, hand: Callable[[Key, bytes], bytes]) -> None:
        self._key, self._hand = key, hand
        self.certificate, self.chain, self.holder = key.certificate, key.chain, key.holder
        self.elliptic, self.signature_size = key.elliptic, key.signature_size

    def sign(self, data: bytes, hashing: str = "sha256") -> bytes:
        """Return the raw signature."""
        return self._hand(self._key, data) if hashing == "sha256" else b""

    def close(self) -> None:
        """Close the key."""
        self._key.close()


def sign_whole(
    content: bytes,
    key: Key,
    sign: Callable[[Key, bytes], bytes],
    certify: MDPPerm | None = None,
) -> bytes:
    """Return the file with one more signature of the key; bytes are only added. ``certify``: what may follow it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    empty = [name for name, value, _field in enumerate_sig_fields(writer.prev) if value is None]
    name = empty[0] if empty else f"VGCA{sum(1 for _one in enumerate_sig_fields(writer.prev)) + 1}"
    meta = PdfSignatureMetadata(
        field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason="VGCA",
        certify=certify is not None, docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )  # fmt: skip
    new = None if empty else SigFieldSpec(name, box=BOX, on_page=-1)
    out = io.BytesIO()
    signer = PdfSigner(meta, signer=KeptKeySigner(_Through(key, sign)), new_field_spec=new)
    signer.sign_pdf(writer, output=out, bytes_reserved=PLACE, existing_fields_only=not new)
    return out.getvalue()
