"""Annexes whose tables are too wide for upright pages lie across (Decree 30/2020/NĐ-CP, Appendix I, part I, I.2)."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from documents.typeset import typeset
from tests.documents.test_typeset import DATA, ink_of, words_of
from tests.signing.across import TEXT, annex, narrow, wide

MM = 72 / 25.4
LONG = [{"kind": "para", "text": "Các cơ quan, đơn vị khẩn trương thực hiện. " * 12}] * 3


def printed(folder: Path, *blocks: dict) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(typeset("plan", {**DATA, "annexes": list(blocks)}).pdf)
    return path


def ways(path: Path) -> str:
    """How the pages lie as PDFium and pikepdf see them: "u" upright, "a" across."""
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(path)]
    with pikepdf.open(path) as pdf:
        boxes = [edge for page in pdf.pages for edge in map(float, page.mediabox[2:])]
        assert boxes == pytest.approx([edge for size in sizes for edge in size], abs=0.1)
    assert {tuple(sorted(round(edge / MM) for edge in size)) for size in sizes} == {(210, 297)}
    return "".join("a" if wide > high else "u" for wide, high in sizes)


def text_of(path: Path, page: int) -> str:
    said = pypdfium2.PdfDocument(path)[page].get_textpage().get_text_range()
    return " ".join(said.split())


def test_a_wide_table_lies_across_with_its_title_and_its_note(tmp_path):
    path = printed(tmp_path, annex("I"), wide(6), TEXT, annex("II"), narrow())
    assert ways(path) == "uau"
    for said in ("PHỤ LỤC I", "DANH MỤC DỰ ÁN", "Tổng mức đầu tư", "Ghi chú"):
        assert said in text_of(path, 1)
    assert "PHỤ LỤC II" in text_of(path, 2)


def test_its_head_and_its_number_stand_on_every_page(tmp_path):
    path = printed(tmp_path, annex("I"), wide(40))
    lies = ways(path)
    assert lies[0] == "u"
    assert set(lies[1:]) == {"a"}
    for page in range(1, len(lies)):
        assert "Chủ đầu tư" in text_of(path, page)
        assert next(box for said, at, box in words_of(path) if at == page + 1 and said == "TT")
    numbers = [box for said, page, box in words_of(path) if page > 1 and said == str(page) and box.y > (210 - 22) * MM]  # fmt: skip
    assert len(numbers) == len(lies) - 1
    for box in numbers:  # in the middle of the text, in the upper margin of the long side
        assert box.x + box.width / 2 == pytest.approx((30 + (297 - 50) / 2) * MM, abs=2)


def test_margins_of_a_page_across_are_those_of_the_decree(tmp_path):
    left, top, right, bottom = ink_of(printed(tmp_path, annex("I"), wide(40)), 3)
    assert 29.5 <= left <= 35.5
    assert 14.5 <= right <= 20.5
    assert 9 <= top <= 15, "the number in the margin"
    assert bottom >= 19.5


def test_long_text_beside_a_wide_table_stays_upright(tmp_path):
    path = printed(tmp_path, annex("I"), *LONG, wide(3), *LONG)
    assert ways(path) == "uuau"


@pytest.mark.parametrize(("across", "lies"), [(None, "uu"), (True, "ua")])
def test_a_narrow_table_stands_upright_unless_it_is_told_otherwise(across, lies, tmp_path):
    told = {} if across is None else {"across": across}
    assert ways(printed(tmp_path, annex("I"), narrow() | told)) == lies


def test_a_wide_table_stays_upright_when_told(tmp_path):
    assert ways(printed(tmp_path, annex("I"), wide(3) | {"across": False})) == "uu"


def test_rows_with_figures_and_missing_cells_are_measured_too(tmp_path):
    table = wide(2)
    table["rows"].append([3, "Dự án"])
    assert ways(printed(tmp_path, annex("I"), table)) == "ua"


def test_the_file_is_still_one_for_the_archive(tmp_path):
    with pikepdf.open(printed(tmp_path, annex("I"), wide(30))) as pdf:
        mark = pdf.open_metadata()
        assert (mark["pdfaid:part"], mark["pdfaid:conformance"]) == ("2", "B")
        assert all(int(page.get("/Rotate", 0)) == 0 for page in pdf.pages)
