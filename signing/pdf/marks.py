"""Marks of text alone at the top right of the first page: on attachments in files of their own, and on electronic copies.

Decree 30/2020/NĐ-CP, Appendix I: part I, II.8.b (attachments: number and symbol, time of signing) and part II (copies: form
of copy, agency, time). Times New Roman upright, 10 pt, black, no picture; the time by ISO 8601 in Vietnam's zone.
"""

import io
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from documents.typeset import draw
from documents.upright import lay_upright
from signing.pdf.corners import (
    LEADING,
    PADDING,
    WIDTH,
    CopyForm,
    attachment_lines,
    copy_lines,
    corner,
    form_of,
    height_of,
    iso_time,
)
from signing.pdf.pieces import Place, read_lines

__all__ = [
    "AlreadySigned",
    "CopyForm",
    "Ready",
    "Unreadable",
    "attachment_lines",
    "copy_lines",
    "form_of",
    "iso_time",
    "prepare_mark",
    "text_mark",
]

SIZE = 10.0
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
            lay_upright(pdf)
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
    _left, _bottom, right, top = (float(edge) for edge in pdf.pages[0].mediabox)
    copy = io.BytesIO()
    pdf.save(copy)
    lines = (read_lines(copy.getvalue(), most=1) or [[]])[0]
    return corner([line.place for line in lines], right, top, height)


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
