"""Word files: the only module that speaks to python-docx. A document in the form of Decree 30/2020, Appendix I.

The same data as for ``typeset``, and blocks with keys. Each block lies in a bookmark of its own, so that the file can
be edited in Word or LibreOffice and come back: ``mark()`` and ``unmark()`` say what a bookmark is called.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION_START
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.typeset import FORMS

FACE = "Times New Roman"
# Decree 30/2020, Appendix I: margins (I.4), sizes (II.1-9), the same figures as forms/decree30.typ
MARGINS = {"top_margin": 22, "bottom_margin": 20, "left_margin": 30, "right_margin": 20}  # mm
BODY, TITLE, MOTTO, AGENCY, NUMBER, LIST, RECIPIENTS = 14, 12, 13, 12, 13, 11, 12
INDENT, GAP, LINES = Cm(1.27), Pt(6), 1.15
HEAD_WIDTHS, FOOT_WIDTHS = (Mm(67), Mm(93)), (Mm(74), Mm(86))
TEXT_WIDTH, CELL = 160.0, 3.8  # mm: between the margins; a cell's own margins
NATION, MOTTO_TEXT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
CENTRE, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
TWO_LINES = re.compile(r"^((?:ỦY BAN|HỘI ĐỒNG) NHÂN DÂN) +")
MARK = re.compile(r"_ns(\d+)_([a-z0-9]+)_r(\d+)$")
SUBJECT, RECIPIENT_LIST = "subject", "recipients"


@dataclass(frozen=True)
class Marked:
    """A block to be written: its key and revision go into the bookmark."""

    key: str
    revision: int
    kind: str
    text: str
    level: int = 0


def mark(draft: int, key: str, revision: int) -> str:
    """Return the hidden bookmark's name (Word allows 40 letters; a leading “_” hides it)."""
    return f"_ns{draft}_{key}_r{revision}"


def unmark(name: str) -> tuple[int, str, int] | None:
    """Return draft, key and revision from a bookmark of ours; None for any other."""
    found = MARK.match(name)
    return (int(found[1]), found[2], int(found[3])) if found else None


def write_word(
    form: str, data: Mapping[str, Any], blocks: Iterable[Marked], *, draft: int
) -> bytes:
    """Return the document as .docx; ``data`` as for ``typeset``, the body as blocks with keys."""
    writer = _Writer(draft)
    writer.head(data)
    writer.title(FORMS[form].kind, str(data["subject"]))
    if data.get("authority") and FORMS[form].sheet == "act":
        writer.centred(str(data["authority"]).upper(), bold=True)
    articles = count(1)
    for block in blocks:
        writer.block(block, next(articles) if block.kind == "article" else 0)
    writer.foot(form, data)
    return writer.content()


class _Writer:
    """Writes one document from its top to its end."""

    def __init__(self, draft: int) -> None:
        self.draft, self.ids = draft, count(1)
        self.word: Word = Document()
        _sheet(self.word)

    def content(self) -> bytes:
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def head(self, data: Mapping[str, Any]) -> None:
        """Agency and number on the left, nation and date on the right: a table without lines."""
        table = _table(self.word, 2, HEAD_WIDTHS)
        left, right = table.cell(0, 0), table.cell(0, 1)
        lines = [line for line in (str(data.get("superior", "")),) if line]
        for text in lines:
            _line(left, text.upper(), AGENCY, first=True)
        agency = TWO_LINES.sub(lambda found: f"{found[1]}\n", str(data["agency"]).upper())
        _rule(
            _line(left, agency, AGENCY, bold=True, first=not lines), 0.4, HEAD_WIDTHS[0].mm - CELL
        )
        _line(right, NATION, TITLE, bold=True, first=True)
        _rule(_line(right, MOTTO_TEXT, MOTTO, bold=True), 1.0, HEAD_WIDTHS[1].mm - CELL)
        number = str(data.get("number", "")) or "      "
        _line(table.cell(1, 0), f"Số: {number}/{data['notation']}", NUMBER, first=True)
        dated = f"{data['town']}, ngày      tháng      năm {data.get('year', '')}"
        _line(table.cell(1, 1), dated.rstrip(), NUMBER, italic=True, first=True)

    def title(self, kind: str, subject: str) -> None:
        self.centred(kind, bold=True, before=14)
        paragraphs = [self.centred(line, bold=True) for line in subject.split("\n")]
        self._bookmark(paragraphs, mark(self.draft, SUBJECT, 0))
        paragraphs[-1].paragraph_format.space_after = Pt(0)
        _rule(paragraphs[-1], 0.4, TEXT_WIDTH, below=12)

    def centred(self, text: str, *, bold: bool = False, before: int = 0) -> Paragraph:
        paragraph = self.word.add_paragraph()
        _write(paragraph, text, BODY, bold=bold)
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.first_line_indent = Mm(0)
        paragraph.paragraph_format.space_before = Pt(before)
        return paragraph

    def block(self, block: Marked, article: int) -> None:
        """Write a block inside its bookmark; what the form prints before the text stands outside of it."""
        if block.kind == "order":
            paragraph = self.centred(block.text, bold=True, before=6)
        else:
            paragraph = self.word.add_paragraph()
            paragraph.alignment = JUSTIFY
            if block.kind == "article":
                _write(paragraph, f"Điều {article}. ", BODY, bold=True)
            if block.kind == "item":
                _write(paragraph, "- ", BODY)
            heading = block.kind == "heading"
            _write(paragraph, block.text, BODY, bold=heading, italic=block.kind == "grounds")
            paragraph.paragraph_format.keep_with_next = heading
        self._bookmark([paragraph], mark(self.draft, block.key, block.revision))

    def foot(self, form: str, data: Mapping[str, Any]) -> None:
        """Recipients and signatures; minutes carry the secretary on the left and the recipients below."""
        self.word.add_paragraph().paragraph_format.space_after = Pt(0)
        table = _table(self.word, 1, FOOT_WIDTHS)
        _signature(table.cell(0, 1), data["signing"])
        if form != "minutes":
            self._recipients(table.cell(0, 0), data.get("recipients", ()))
            return
        _signature(table.cell(0, 0), data["secretary"])
        below = _table(self.word, 1, FOOT_WIDTHS)
        self._recipients(below.cell(0, 0), data.get("recipients", ()))

    def _recipients(self, cell: _Cell, lines: Sequence[str]) -> None:
        _line(cell, "Nơi nhận:", RECIPIENTS, bold=True, italic=True, first=True, align=LEFT)
        written = [_line(cell, f"- {line}", LIST, align=LEFT) for line in lines]
        if written:
            self._bookmark(written, mark(self.draft, RECIPIENT_LIST, 0))

    def _bookmark(self, paragraphs: Sequence[Paragraph], name: str) -> None:
        number = str(next(self.ids))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        first = paragraphs[0]._p  # noqa: SLF001  python-docx has no word for bookmarks
        first.insert(1 if first.pPr is not None else 0, start)
        paragraphs[-1]._p.append(end)  # noqa: SLF001


def _sheet(word: Word) -> None:
    """A4, the margins of the decree, its typeface, the page number in the middle of the top from page 2 on."""
    section = word.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in MARGINS.items():
        setattr(section, name, Mm(size))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    number.paragraph_format.first_line_indent = Mm(0)
    run = number.add_run()
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001
    style = word.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.element.rPr.rFonts.set(qn("w:cs"), FACE)
    shape = style.paragraph_format
    shape.first_line_indent, shape.space_before, shape.space_after = INDENT, Pt(0), GAP
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.MULTIPLE, LINES


def _table(word: Word, rows: int, widths: Sequence[Mm]) -> Any:
    table = word.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        whole = OxmlElement("w:cantSplit")  # a signature is never torn apart
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _line(
    cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False,
    first: bool = False, align: WD_ALIGN_PARAGRAPH = CENTRE,
) -> Paragraph:  # fmt: skip
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    _write(paragraph, text, size, bold=bold, italic=italic)
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after, shape.line_spacing = Mm(0), Pt(0), 1.0
    return paragraph


def _write(
    paragraph: Paragraph, text: str, size: int, *, bold: bool = False, italic: bool = False
) -> None:
    run = paragraph.add_run(_printable(text))
    run.font.name, run.font.size, run.bold, run.italic = FACE, Pt(size), bold, italic


def _printable(text: str) -> str:
    """Drop what XML cannot hold; spaces that do not break stay."""
    return "".join(letter for letter in text if letter in "\n\t\xa0" or letter.isprintable())


def _rule(above: Paragraph, share: float, room: float, below: float = 0) -> None:
    """Draw the short line below agency, motto and subject: a low paragraph of its own with a border and wide margins.

    ``share`` of the widest line above, within ``room`` millimetres; the text itself keeps its whole width.
    """
    shape = OxmlElement("w:p")
    above._p.addnext(shape)  # noqa: SLF001
    line = Paragraph(shape, above._parent)  # noqa: SLF001
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    shape.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    inside = line.paragraph_format
    edge = Mm(max(0.0, (room - min(room, _width(above)) * share) / 2))
    inside.left_indent = inside.right_indent = edge
    inside.first_line_indent, inside.space_before, inside.space_after = Mm(0), Pt(2), Pt(below)
    inside.line_spacing_rule, inside.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)


def _width(paragraph: Paragraph) -> float:
    """Return about how wide the paragraph's widest line is, in millimetres (Times New Roman bold)."""
    size = (
        float(paragraph.runs[0].font.size.pt)
        if paragraph.runs and paragraph.runs[0].font.size
        else BODY
    )
    lines = paragraph.text.split("\n")
    return max(sum(_em(letter) for letter in line) for line in lines) * size * 25.4 / 72


def _em(letter: str) -> float:
    """Return about how wide a letter of Times New Roman bold is, as a share of its size."""
    if letter.isspace() or letter in "-.,;:":
        return 0.28
    return 0.70 if letter.isupper() else 0.49


def _signature(cell: _Cell, signing: Mapping[str, str]) -> None:
    for place, line in enumerate(str(signing["capacity"]).upper().split("\n")):
        _line(cell, line, NUMBER, bold=True, first=place == 0)
    for _gap in range(4):
        _line(cell, "", NUMBER)
    _line(cell, str(signing["name"]), NUMBER, bold=True)
