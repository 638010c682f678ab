"""Sign a prepared decision: PAdES, bytes only added, every earlier signature stays valid.

Levels: B-B always, B-T when an address of a timestamp authority is given (RFC 3161).
"""

import dataclasses
import io
from collections.abc import Mapping

from pyhanko.pdf_utils import generic, layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from signing.pdf import pictures
from signing.pdf.keys import KeptKeySigner, OpenKey
from signing.pdf.reading import entry, items

CHUNK = 1 << 20
RESERVED, RESERVED_WITH_TIME = 12_288, 24_576  # hex digits kept for the signature
DATE_FIELDS = frozenset({"Ngay", "Thang", "Nam", "NgayThangNam"})
WHOLE = frozenset({"NgayThangNam", "SoKyHieu"})
HASH = "sha256"


class NoSuchField(Exception):
    """The file has no free signature field of that name."""


class NoTimestamp(Exception):
    """The timestamp authority does not answer, or answers something else."""


@dataclasses.dataclass(frozen=True)
class Mark:
    """What one signature says and shows: its field, its picture (a one-page PDF), reason, place, fields it fills."""

    field: str
    picture: bytes = b""
    reason: str = ""
    location: str = ""
    certify: bool = False
    fill: Mapping[str, str] = dataclasses.field(default_factory=dict)


def sign(content: bytes, mark: Mark, *, key: OpenKey, tsa: str = "") -> bytes:
    """Return ``content`` with one more signature (and the form fields of ``mark.fill``) in one new revision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    if not _is_free(writer.prev, mark.field):
        raise NoSuchField(mark.field)
    fill_fields(writer, mark.fill)
    signer = PdfSigner(
        _metadata(mark),
        signer=KeptKeySigner(key),
        timestamper=HTTPTimeStamper(tsa) if tsa else None,
        stamp_style=_style(mark.picture),
    )
    out = io.BytesIO()
    reserved = RESERVED_WITH_TIME if tsa else RESERVED
    options = {"existing_fields_only": True, "bytes_reserved": reserved, "chunk_size": CHUNK}
    try:
        signer.sign_pdf(writer, output=out, **options)
    except (TimestampRequestError, OSError, TimeoutError) as error:
        if not tsa:
            raise
        raise NoTimestamp from error
    return out.getvalue()


def _metadata(mark: Mark) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=mark.field,
        md_algorithm=HASH,
        reason=mark.reason or None,
        location=mark.location or None,
        certify=mark.certify,
        docmdp_permissions=MDPPerm.FILL_FORMS if mark.certify else MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )


def _is_free(reader: PdfFileReader, name: str) -> bool:
    return any(
        found == name and value is None for found, value, _field in enumerate_sig_fields(reader)
    )


def _style(picture: bytes) -> StaticStampStyle | None:
    if not picture:
        return None
    fit = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MID,
        y_align=layout.AxisAlignment.ALIGN_MID,
        inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
    )
    return StaticStampStyle(background=_Picture(picture), background_layout=fit, border_width=0)


class _Picture(PdfContent):
    """A one-page PDF in memory as the background of a stamp."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self._picture = picture

    def render(self) -> bytes:
        form = _imported(self._ensure_writer, self._picture)
        self.resources.xobject["/Picture"] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Picture Do"


def _imported(writer: BasePdfFileWriter, picture: bytes) -> generic.IndirectObject:
    return writer.import_page_as_xobject(PdfFileReader(io.BytesIO(picture)), page_ix=0)


def fill_fields(writer: IncrementalPdfFileWriter, values: Mapping[str, str]) -> None:
    """Fill text fields by name; each gets an appearance with its own embedded letters."""
    for name, value in values.items():
        widget = _text_field(writer, name)
        if widget is None:
            continue
        left, bottom, right, top = (float(edge) for edge in widget["/Rect"])
        picture = pictures.text_picture(
            value, right - left, top - bottom, italic=name in DATE_FIELDS, side=_side(name)
        )
        widget[pdf_name("/V")] = pdf_string(value)
        widget[pdf_name("/AP")] = generic.DictionaryObject(
            {pdf_name("/N"): _imported(writer, picture)}
        )
        writer.update_container(widget)


def _side(name: str) -> str:
    """Whole dates and numbers begin where the printed line leaves off; short blanks are filled in their middle."""
    return "left" if name in WHOLE else "center"


def _text_field(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject | None:
    for one in _fields(writer):
        if entry(one, "/T") == name and entry(one, "/FT") == "/Tx":
            return one
    return None


def _fields(source: PdfFileReader | IncrementalPdfFileWriter) -> list[generic.DictionaryObject]:
    return items(entry(entry(source.root, "/AcroForm"), "/Fields"))
