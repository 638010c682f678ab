"""Make a decision ready to be signed: a clean file with every field it will need, before the first signature.

Files of Word (hybrid cross-references) and repaired files are written anew by qpdf here and never afterwards: once
somebody has signed, bytes are only added. Number and date are form fields, because the clerk fills them after the
leader has signed, and filling a form is what the leader's signature allows (DocMDP level 2).
"""

import io
from dataclasses import dataclass, field, replace

import pikepdf
import segno
from pikepdf import Array, Dictionary, Name, String

from documents.upright import lay_upright
from signing.pdf import annexes, code_mark, hands, places
from signing.pdf.corners import copy_height, corner, form_of
from signing.pdf.own_form import dissolve
from signing.pdf.pieces import Place, Sheet, read_sheets

SEAL_FIELD = "ConDau"
SIGNED_FIELDS = (
    SEAL_FIELD,
    "ChuKy",
    "KyNhay",
)  # how the names of fields begin that are signed, not filled
PRINT, NO_CHANGES = 4, 1
NOTHING = b"/Tx BMC EMC"  # the appearance of a text field without text
SIGNATURES_EXIST, APPEND_ONLY = 1, 2
QR_SIZE, QR_MARGIN = 15 * places.MM, 7 * places.MM
CODE_GAP, CODE_SQUARE = 2 * places.MM, 0.7  # the quiet zone of the QR; points


class AlreadySigned(Exception):
    """The file carries a signature: it may not be rewritten."""


class Unreadable(Exception):
    """The file is not a PDF that can be prepared."""


@dataclass(frozen=True)
class Wanted:
    """What a decision needs: the signers' full names in order, a seal, number and date, an address for its QR code.

    ``initials``: the names of those who put their small signature beside the text (ký nháy), in order. ``hands`` are
    the sizes of the signers' pictures and ``seal_size`` the seal's (points; None is the usual one), ``given`` places
    that were moved by hand. ``agency`` is the name of whose seal it is: a copy bears it as text at the top right.
    """

    signers: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    seal: bool = True
    number: bool = True
    address: str = ""
    given: dict[str, Place] = field(default_factory=dict)
    hands: tuple[tuple[float, float] | None, ...] = ()
    seal_size: tuple[float, float] | None = None
    agency: str = ""


@dataclass(frozen=True)
class Prepared:
    """The prepared file, the places of its fields by name, doubts about them, and the pages' sizes in points."""

    content: bytes
    places: dict[str, Place]
    suffix: str = ""
    doubts: dict[str, str] = field(default_factory=dict)
    pages: tuple[tuple[float, float], ...] = ()

    @property
    def named(self) -> list[str]:
        """The fields of signers whose name is printed."""
        lost = (hands.Doubt.NOT_NAMED, hands.Doubt.NOT_FREE)
        return [
            one
            for one in self.places
            if one.startswith("ChuKy") and self.doubts.get(one) not in lost
        ]


def signature_field(position: int) -> str:
    """Return the name of the field of the signer at ``position`` (from 1)."""
    return f"ChuKy{position}"


def initial_field(position: int) -> str:
    """Return the name of the field of the initial (ký nháy) at ``position`` (from 1)."""
    return f"KyNhay{position}"


def prepare(content: bytes, wanted: Wanted) -> Prepared:
    """Rewrite ``content`` cleanly and add the fields; ``AlreadySigned`` or ``Unreadable`` when that cannot be."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if _signed(pdf):
                raise AlreadySigned
            dissolve(pdf)
            lay_upright(pdf)
            sheets = read_sheets(_written(pdf), (*wanted.signers, *wanted.initials))
            found, doubts = find_places(sheets, wanted)
            at = places.numbered_page([sheet.lines for sheet in sheets])
            _add_fields(pdf, found, _sizes(sheets, at))
            if wanted.address:
                _add_qr(pdf, wanted.address, at)
            suffix = places.printed_suffix(sheets[at].lines) if sheets and wanted.number else ""
            sizes = tuple((sheet.width, sheet.height) for sheet in sheets)
            return Prepared(_written(pdf), found, suffix, doubts, sizes)
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, IndexError) as error:
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
        if not isinstance(one, Dictionary):
            continue
        if one.get("/FT") == Name.Sig and "/V" in one:
            return True
        queue.extend(one.get("/Kids", Array()))
    return False


def find_places(sheets: list[Sheet], wanted: Wanted) -> tuple[dict[str, Place], dict[str, str]]:
    """Find a place for every field wanted, in the text where it says so, else the usual one; and the doubts.

    What was moved by hand (``wanted.given``) stands where it was put; the seal then follows its signature.
    """
    found: dict[str, Place] = {}
    doubts: dict[str, str] = {}
    if wanted.number and sheets:
        every = [sheet.lines for sheet in sheets]
        at = places.numbered_page(every)
        found |= places.number_places(every[at]) | places.date_places(every[at])
        found |= annexes.places(every, at, places.printed_suffix(every[at]))
    sizes = (*wanted.hands, *(None,) * len(wanted.signers))
    busy = list(sheets)
    for at, name in enumerate(wanted.signers):
        one = hands.signature(busy, name, at=at, size=sizes[at])
        sheet = busy[one.place.page]
        busy[one.place.page] = replace(sheet, ink=(*sheet.ink, one.place))
        found[signature_field(at + 1)], doubts[signature_field(at + 1)] = one.place, one.doubt
    found |= {name: place for name, place in wanted.given.items() if name in found}
    last = found.get(signature_field(len(wanted.signers)))
    for at, one in enumerate(hands.initials(busy, len(wanted.initials), last), start=1):
        found[initial_field(at)], doubts[initial_field(at)] = one.place, one.doubt
    if wanted.seal:
        one = _seal(sheets, last, wanted)
        found[SEAL_FIELD], doubts[SEAL_FIELD] = one.place, one.doubt
    found |= {name: place for name, place in wanted.given.items() if name in found}
    return found, {name: word for name, word in doubts.items() if word}


def _seal(sheets: list[Sheet], last: Place | None, wanted: Wanted) -> hands.Found:
    """Return the seal's place: over a third of the last signature; of a copy, the mark of text at the top right of page 1."""
    at = places.numbered_page([sheet.lines for sheet in sheets])
    if wanted.number and form_of(places.printed_suffix(sheets[at].lines)):
        height = copy_height(wanted.agency)
        place, covers = corner(sheets[0].taken, sheets[0].width, sheets[0].height, height)
        return hands.Found(place, hands.Doubt.SEAL_OVER_TEXT if covers else "")
    signed = last or places.default_signature_place(len(sheets))
    return hands.seal(sheets[signed.page], signed, wanted.seal_size)


def _sizes(sheets: list[Sheet], at: int) -> dict[int, float]:
    """Return the size of letters of the fields to be filled, by page: of the number's line, of the notes of annexes."""
    notes = {page: annexes.printed_size(sheet.lines) for page, sheet in enumerate(sheets)}
    return notes | ({at: places.printed_size(sheets[at].lines)} if sheets else {})


def _add_fields(pdf: pikepdf.Pdf, found: dict[str, Place], sizes: dict[int, float]) -> None:
    form = _form(pdf)
    for name, place in found.items():
        page = pdf.pages[place.page]
        kept = _on_page(page, place)
        signed, size = name.startswith(SIGNED_FIELDS), sizes.get(place.page, 0.0)
        made = _signature_widget(pdf, name, kept) if signed else _text_widget(pdf, name, kept, size)
        widget = pdf.make_indirect(made)
        widget.P = page.obj
        page.obj.Annots = Array([*page.obj.get("/Annots", Array()), widget])  # pages may share one
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


def _text_widget(pdf: pikepdf.Pdf, name: str, place: Place, size: float) -> Dictionary:
    widget = _widget(name, place, Name.Tx)
    box = [0, 0, place.width, place.height]
    empty = pikepdf.Stream(pdf, NOTHING, Type=Name.XObject, Subtype=Name.Form, BBox=box)
    widget.AP = Dictionary(N=pdf.make_indirect(empty))
    widget.DA = String(f"/Helv {size:g} Tf 0 g")
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


def _add_qr(pdf: pikepdf.Pdf, address: str, at: int) -> None:
    """Draw the address of the public check as a QR code in the margin, low on the left of the numbered page, its code beside it.

    Of a copy that is its last page: on the first may stand the code of what was copied.
    """
    matrix = segno.make(address, error="m", boost_error=False).matrix
    dot = QR_SIZE / len(matrix)
    rows = [
        f"{column * dot:.3f} {QR_SIZE - (row + 1) * dot:.3f} {dot:.3f} {dot:.3f} re"
        for row, line in enumerate(matrix)
        for column, dark in enumerate(line)
        if dark
    ]
    beside = QR_MARGIN + QR_SIZE + CODE_GAP
    marks = (
        f"q 1 0 0 1 {QR_MARGIN:.2f} {QR_MARGIN:.2f} cm 0 g {' '.join(rows)} f Q",
        f"q 1 0 0 1 {beside:.2f} {QR_MARGIN:.2f} cm 0 g {code_mark.drawn(code_mark.code_of(address), CODE_SQUARE)} f Q",
    )
    drawing = " ".join(marks).encode()
    page = pdf.pages[at]
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + drawing)
