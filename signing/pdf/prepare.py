"""Make a decision ready to be signed: a clean file with every field it will need, before the first signature.

Files of Word (hybrid cross-references) and repaired files are written anew by qpdf here and never afterwards: once
somebody has signed, bytes are only added. Number and date are form fields, because the clerk fills them after the
leader has signed, and filling a form is what the leader's signature allows (DocMDP level 2).
"""

import io
from dataclasses import dataclass, field

import pikepdf
import segno
from pikepdf import Array, Dictionary, Name, String

from signing.pdf import places
from signing.pdf.places import Line, Place

SEAL_FIELD = "ConDau"
PRINT, NO_CHANGES = 4, 1
NOTHING = b"/Tx BMC EMC"  # the appearance of a text field without text
SIGNATURES_EXIST, APPEND_ONLY = 1, 2
QR_SIZE, QR_MARGIN = 15 * places.MM, 7 * places.MM


class AlreadySigned(Exception):
    """The file carries a signature: it may not be rewritten."""


class Unreadable(Exception):
    """The file is not a PDF that can be prepared."""


@dataclass(frozen=True)
class Wanted:
    """What a decision needs: the signers' full names in order, a seal, number and date, an address for its QR code.

    ``initials``: the names of those who put their small signature beside the text (ký nháy), in order.
    """

    signers: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    seal: bool = True
    number: bool = True
    address: str = ""
    given: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """The prepared file and the places of its fields by field name."""

    content: bytes
    places: dict[str, Place]
    suffix: str = ""
    named: frozenset[str] = frozenset()  # signature fields whose signer's name is printed


def signature_field(position: int) -> str:
    """Return the name of the field of the signer at ``position`` (from 1)."""
    return f"ChuKy{position}"


def initial_field(position: int) -> str:
    """Return the name of the field of the small signature at ``position`` (from 1)."""
    return f"KyNhay{position}"


def prepare(content: bytes, wanted: Wanted) -> Prepared:
    """Rewrite ``content`` cleanly and add the fields; ``AlreadySigned`` or ``Unreadable`` when that cannot be."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if _signed(pdf):
                raise AlreadySigned
            clean = _written(pdf)
            pages = places.read_lines(clean)
            found = wanted.given or find_places(pages, wanted)
            _add_fields(pdf, found)
            if wanted.address:
                _add_qr(pdf, wanted.address)
            suffix = places.printed_suffix(pages[0]) if pages and wanted.number else ""
            return Prepared(_written(pdf), found, suffix, _named(pages, wanted))
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError) as error:
        raise Unreadable(str(error)) from error


def _written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        min_version="1.7",
        deterministic_id=False,
    )
    return out.getvalue()


def _signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return False
    queue = list(form.get("/Fields", Array()))
    while queue:
        one = queue.pop()
        if one.get("/FT") == Name.Sig and "/V" in one:
            return True
        queue.extend(one.get("/Kids", Array()))
    return False


def _named(pages: list[list[Line]], wanted: Wanted) -> frozenset[str]:
    return frozenset(
        signature_field(position)
        for position, name in enumerate(wanted.signers, start=1)
        if places.signature_place(pages, name)
    )


def find_places(pages: list[list[Line]], wanted: Wanted) -> dict[str, Place]:
    """Find a place for every field wanted, in the text where it says so, else the usual one."""
    found: dict[str, Place] = {}
    if wanted.number and pages:
        found |= places.number_places(pages[0]) | places.date_places(pages[0])
    for position, name in enumerate(wanted.signers, start=1):
        usual = places.default_signature_place(len(pages), position - 1)
        found[signature_field(position)] = places.signature_place(pages, name) or usual
    for position, _name in enumerate(wanted.initials, start=1):
        found[initial_field(position)] = places.initial_place(pages, position - 1)
    if wanted.seal:
        last = found.get(signature_field(len(wanted.signers)))
        found[SEAL_FIELD] = (
            places.seal_place(last) if last else places.default_seal_place(len(pages))
        )
    return found


def _add_fields(pdf: pikepdf.Pdf, found: dict[str, Place]) -> None:
    form = _form(pdf)
    for name, place in found.items():
        page = pdf.pages[place.page]
        kept = _on_page(page, place)
        signed = name == SEAL_FIELD or name.startswith(("ChuKy", "KyNhay"))
        make = _signature_widget if signed else _text_widget
        widget = pdf.make_indirect(make(pdf, name, kept))
        widget.P = page.obj
        if "/Annots" not in page.obj:
            page.obj.Annots = Array()
        page.obj.Annots.append(widget)
        form.Fields.append(widget)


def _form(pdf: pikepdf.Pdf) -> pikepdf.Object:
    form = pdf.Root.get("/AcroForm")
    if form is None:
        form = pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array()))
    if "/Fields" not in form:
        form.Fields = Array()
    if "/XFA" in form:
        del form.XFA
    if "/NeedAppearances" in form:
        del form.NeedAppearances
    form.SigFlags = SIGNATURES_EXIST | APPEND_ONLY
    return form


def _on_page(page: pikepdf.Page, place: Place) -> Place:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return places.within(place, right - left, top - bottom) if (left, bottom) == (0, 0) else place


def _signature_widget(pdf: pikepdf.Pdf, name: str, place: Place) -> Dictionary:
    widget = _widget(name, place, Name.Sig)
    if name == SEAL_FIELD:  # the seal is the last word: no field and nothing else changes after it
        widget.Lock = pdf.make_indirect(
            Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=NO_CHANGES)
        )
    return widget


def _text_widget(pdf: pikepdf.Pdf, name: str, place: Place) -> Dictionary:
    widget = _widget(name, place, Name.Tx)
    box = [0, 0, place.width, place.height]
    empty = pikepdf.Stream(pdf, NOTHING, Type=Name.XObject, Subtype=Name.Form, BBox=box)
    widget.AP = Dictionary(N=pdf.make_indirect(empty))
    widget.DA = String("/Helv 13 Tf 0 g")
    widget.V = String("")
    return widget


def _widget(name: str, place: Place, kind: Name) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=kind,
        T=String(name),
        F=PRINT,
        Rect=Array(list(place.box)),
    )


def _add_qr(pdf: pikepdf.Pdf, address: str) -> None:
    """Draw the address of the public check as a QR code in the margin, low on the left of the first page."""
    matrix = segno.make(address, error="m", boost_error=False).matrix
    dot = QR_SIZE / len(matrix)
    rows = [
        f"{column * dot:.3f} {QR_SIZE - (row + 1) * dot:.3f} {dot:.3f} {dot:.3f} re"
        for row, line in enumerate(matrix)
        for column, dark in enumerate(line)
        if dark
    ]
    drawing = f"q 1 0 0 1 {QR_MARGIN:.2f} {QR_MARGIN:.2f} cm 0 g {' '.join(rows)} f Q".encode()
    page = pdf.pages[0]
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + drawing)
