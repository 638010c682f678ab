"""The system seals a PDF that leaves the house without a person (a register's book): inside the file, on no page.

Whoever opens it sees who sealed it and that nothing was changed; it is no agency's seal and no person's signature.
"""

import io

import pikepdf
from django.conf import settings
from pikepdf import Array, Dictionary, Name, String

from signing.levels.stamps import stamper
from signing.pdf.draft import APPEND_ONLY, HIDDEN_LOCKED, SIGNATURES_EXIST, Mark, NoTimestamp
from signing.pdf.sign import sign
from signing.system import system_key

FIELD, REASON = "HeThong", "In từ hệ thống"


def sealed_pdf(content: bytes) -> bytes:
    """Return the PDF certified by the system's certificate (PAdES B-B, B-T with a timestamp authority); tenths of a second.

    Without an answer of the timestamp authority it is sealed all the same, with the time of this machine only.
    """
    ready, mark = _with_field(content), Mark(FIELD, reason=REASON, certify=True)
    key = system_key()
    if settings.TSA_URL:
        asked = stamper(settings.TSA_URL, seconds=6.0)
        try:
            return sign(ready, mark, key=key, stamp=lambda digest: asked(digest).content)
        except NoTimestamp:
            pass
    return sign(ready, mark, key=key)


def _with_field(content: bytes) -> bytes:
    """Return the file with one free signature field that no page shows."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0].obj
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(FIELD), F=HIDDEN_LOCKED,
                Rect=Array([0, 0, 0, 0]), P=page,
            )
        )  # fmt: skip
        page.Annots = Array([*page.get("/Annots", []), field])
        flags = SIGNATURES_EXIST | APPEND_ONLY
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([field]), SigFlags=flags))
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()
