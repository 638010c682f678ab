"""A table as an Excel file (pure): one sheet, written by hand; every cell is text or a number, never a formula."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 has no such signs
LONGEST = 32_767  # signs a cell may hold
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"

FIXED = {
    "[Content_Types].xml": (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK_TYPE}"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{STYLE_TYPE}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}"/></Types>'
    ),
    "_rels/.rels": (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font>'
        '<font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
    ),
}


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the bytes of an .xlsx file: a bold head row, then the rows; ``title`` names the sheet (31 signs)."""
    body = [_row(1, heads, bold=True)]
    body += [_row(number, row) for number, row in enumerate(rows, 2)]
    name = escape(re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "1", {'"': "&quot;"})
    parts = FIXED | {
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'{HEAD}<worksheet xmlns="{MAIN}">{_columns(len(heads))}'
            f"<sheetData>{''.join(body)}</sheetData></worksheet>"
        ),
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for path, text in parts.items():
            file.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), text)
    return output.getvalue()


def _columns(number: int) -> str:
    return f'<cols><col min="1" max="{max(1, number)}" width="24" customWidth="1"/></cols>'


def _row(number: int, cells: Sequence[Cell], *, bold: bool = False) -> str:
    return f'<row r="{number}">{"".join(_cell(cell, bold=bold) for cell in cells)}</row>'


def _cell(value: Cell, *, bold: bool) -> str:
    style = ' s="1"' if bold else ""
    if value is None or value == "":
        return f"<c{style}/>"
    if isinstance(value, int | float):
        return f"<c{style}><v>{value}</v></c>"
    text = escape(FORBIDDEN.sub(" ", str(value))[:LONGEST])
    return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
