"""Marks of text alone at the top right of the first page: on attachments in files of their own, and on electronic copies.

Decree 30/2020/NĐ-CP, Appendix I: part I, II.8.b (attachments: number and symbol, time of signing) and part II (copies: form
of copy, agency, time). Times New Roman upright, 10 pt, black, no picture; the time by ISO 8601 in Vietnam's zone.
"""

import datetime as dt
import io
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from documents.typeset import draw
from signing.pdf import places
from signing.pdf.places import MM, Place

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SIZE, LEADING, PADDING = 10.0, 12.0, 1.0
WIDTH, EDGE_TOP, EDGE_RIGHT = 78 * MM, 8 * MM, 15 * MM
MARK_FIELD = "ConDauPhuLuc"
PRINT, FLAGS = 4, 3

TEXT = """
#let lines = json(bytes(sys.inputs.value))
#set page(width: {width}pt, height: {height}pt, margin: {padding}pt, fill: none)
#set text(font: ("Tinos", "Libertinus Serif"), size: {size}pt, lang: "vi", fill: black, hyphenate: false,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: {gap}pt, justify: false)
#align(right, lines.join(linebreak()))
"""


class CopyForm(StrEnum):
    """The three forms of copies (Decree 30/2020, art. 25)."""

    SAO_Y = "SAO Y"
    SAO_LUC = "SAO LỤC"
    TRICH_SAO = "TRÍCH SAO"


class AlreadySigned(Exception):
    """The file carries signatures: it is not rewritten."""


class Unreadable(Exception):
    """The file is not a PDF that can be marked."""


@dataclass(frozen=True)
class Ready:
    """A file with a free field for its mark: bytes, field, size of the field in points, whether it covers text."""

    content: bytes
    field: str
    width: float
    height: float
    covers: bool


def iso_time(at: dt.datetime) -> str:
    """Return the moment by ISO 8601 in Vietnam's zone, to the second: 2026-11-22T10:15:30+07:00."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def attachment_lines(notation: str, at: dt.datetime) -> tuple[str, ...]:
    """Return what the mark of an attachment says: number and symbol, time of signing (part I, II.8.b)."""
    return f"Số: {notation}", f"Thời gian ký: {iso_time(at)}"


def copy_lines(form: CopyForm, agency: str, at: dt.datetime) -> tuple[str, ...]:
    """Return what the mark of an electronic copy says: form of copy, agency, time of signing (part II)."""
    return str(form), agency, f"Thời gian ký: {iso_time(at)}"


def height_of(lines: tuple[str, ...]) -> float:
    """Return the height in points of a mark of these lines; a long agency's name takes two."""
    rows = sum(1 + len(line) // 42 for line in lines)
    return rows * LEADING + 2 * PADDING


@lru_cache(maxsize=256)
def text_mark(lines: tuple[str, ...]) -> bytes:
    """Return the mark as a one-page PDF with its own letters."""
    source = TEXT.format(
        width=WIDTH,
        height=height_of(lines),
        size=SIZE,
        padding=PADDING,
        gap=LEADING - SIZE,
    )
    return draw(source, list(lines))


def prepare_mark(content: bytes, lines: tuple[str, ...], *, flatten: bool = False) -> Ready:
    """Rewrite the file cleanly with one free signature field at the top right of page 1.

    ``flatten`` keeps the looks of signatures the file carries and drops the signatures themselves (a copy of a signed
    paper is a paper of its own); without it such a file raises ``AlreadySigned``. ``Unreadable`` for anything else.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _without_signatures(pdf, flatten=flatten)
            place, covers = _corner(pdf, height_of(lines))
            _add_field(pdf, place)
            out = io.BytesIO()
            pdf.save(out, min_version="1.7", deterministic_id=False)
            return Ready(out.getvalue(), MARK_FIELD, place.width, place.height, covers)
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, IndexError) as error:
        raise Unreadable(str(error)) from error


def _without_signatures(pdf: pikepdf.Pdf, *, flatten: bool) -> None:
    form = pdf.Root.get("/AcroForm")
    fields = list(form.get("/Fields", Array())) if form is not None else []
    signed = any(one.get("/FT") == Name.Sig and "/V" in one for one in fields)
    if signed and not flatten:
        raise AlreadySigned
    if flatten and form is not None:
        pdf.flatten_annotations("all")
        for name in ("/AcroForm", "/Perms", "/DSS"):
            if name in pdf.Root:
                del pdf.Root[name]
        for page in pdf.pages:  # fields without a look are left over
            kept = [
                one
                for one in page.obj.get("/Annots", Array())
                if one.get("/Subtype") != Name.Widget
            ]
            page.obj.Annots = Array(kept)


def _corner(pdf: pikepdf.Pdf, height: float) -> tuple[Place, bool]:
    """Return the place in the corner: as low as the text lets it, never off the page; and whether it covers text."""
    _left, _bottom, right, top = (float(edge) for edge in pdf.pages[0].mediabox)
    copy = io.BytesIO()
    pdf.save(copy)
    lines = (places.read_lines(copy.getvalue(), most=1) or [[]])[0]
    boxes = [line.span(0, len(line.letters)) for line in lines]
    edge = right - EDGE_RIGHT
    for down in (EDGE_TOP, 5 * MM, 2 * MM):
        place = Place(0, edge - WIDTH, top - down - height, edge, top - down)
        if not any(places.overlaps(place, box) for box in boxes):
            return place, False
    return Place(0, edge - WIDTH, top - 2 * MM - height, edge, top - 2 * MM), True


def _add_field(pdf: pikepdf.Pdf, place: Place) -> None:
    if pdf.Root.get("/AcroForm") is None:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array()))
    form = pdf.Root.AcroForm
    if "/Fields" not in form:
        form.Fields = Array()
    form.SigFlags = FLAGS
    page = pdf.pages[0]
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(MARK_FIELD), F=PRINT,
            Rect=Array(list(place.box)), P=page.obj,
        )
    )  # fmt: skip
    if "/Annots" not in page.obj:
        page.obj.Annots = Array()
    page.obj.Annots.append(widget)
    form.Fields.append(widget)
