"""Tables to take away: sound files, and nothing a person wrote becomes a formula."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from core.sheet import workbook

CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(content):
    """The texts and numbers of the sheet, row by row; every part is sound XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: ET.fromstring(file.read(name)) for name in file.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert not sheet.findall(f".//{CELL}f")
    return [
        ["".join(cell.itertext()) for cell in row.findall(f"{CELL}c")]
        for row in sheet.iter(f"{CELL}row")
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x")', "+84", "-1", "@SUM(A1)", "\t=1", "<b>&", "]]>", " a "],
)
def test_what_looks_like_a_formula_stays_text(text):
    content = workbook("Danh sách", ["Tên"], [[text]])
    assert cells(content) == [["Tên"], [text]]
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert b'<c t="inlineStr">' in file.read("xl/worksheets/sheet1.xml")


def test_numbers_stay_numbers_and_nothing_stays_nothing():
    assert cells(workbook("x", ["a", "b", "c"], [[3, 1.5, None]]))[1] == ["3", "1.5", ""]


@pytest.mark.parametrize("title", ["", "a[b]:*?/\\c", "x" * 60, "“Họp” & <b>"])
def test_any_title_will_do(title):
    assert cells(workbook(title, ["a"], [])) == [["a"]]


def test_signs_that_xml_does_not_know_are_left_out():
    assert cells(workbook("x", ["a"], [["x\x00\x0by\uffff" + "z" * 40_000]]))[1][0].startswith(
        "x  y "
    )


def test_the_same_table_is_the_same_bytes():
    assert workbook("x", ["a"], [["b"]]) == workbook("x", ["a"], [["b"]])
