"""The checker at its edges: long subjects, names of one word, papers of short lines, long last paragraphs."""

from __future__ import annotations

import pytest

from signing.looks.check import check_path, from_bytes, read_pdf
from tests.signing.forms import DATA, LAST, LONG, RIGHT, right, wrong
from tests.signing.test_form import written

LINES = [
    "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện việc này;",
    "Các xã, phường rà soát tiến độ, báo cáo trước ngày 15 hằng tháng;",
    "Sở Tài chính bố trí kinh phí, hướng dẫn việc thanh toán, quyết toán;",
    "Văn phòng theo dõi, đôn đốc, tổng hợp kết quả thực hiện;",
    "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện các việc nói trên./.",
]
ABOUT = "rà soát tiến độ cấp nước sạch năm 2027 trên địa bàn các xã, phường, đặc khu, "


def found(content):
    return {one.rule for one in from_bytes(content).deviations}


@pytest.mark.parametrize("times", [2, 5, 8])
def test_a_long_subject_of_a_letter_is_none_of_its_body(times):
    content = right(
        "official", subject=ABOUT * times, body=[{"kind": "para", "text": LONG * 2}, *LAST]
    )
    assert found(content) == set()
    assert read_pdf(content).first("about").text.startswith("V/v rà soát")
    assert not any("V/v" in one.text or "rà soát tiến độ cấp nước sạch năm" in one.text for one in read_pdf(content).paragraphs)  # fmt: skip


def test_a_subject_in_a_wrong_size_is_told_however_long(tmp_path):
    edits = [("official.typ", "set text(size: 12pt)", "set text(size: 10pt)")]
    assert found(wrong(tmp_path, "official", edits, subject=ABOUT * 5)) == {"about.size"}


@pytest.mark.parametrize("name", ["Thào", "Rơ"])
def test_a_name_may_be_a_single_word(name):
    content = right("report", signing={**DATA["signing"], "name": name})
    assert found(content) == set()
    assert read_pdf(content).first("name").text == name


def test_a_single_word_is_judged_as_a_name(tmp_path):
    signing = {**DATA["signing"], "name": "Thào"}
    edits = [("decree30.typ", "  signing.name\n", "  text(size: 11pt, signing.name)\n")]
    assert found(wrong(tmp_path, "report", edits, signing=signing)) == {"name.size"}


@pytest.mark.parametrize("lines", [1, 3, 5])
@pytest.mark.parametrize("form", ["minutes", "report", "official"])
def test_margins_that_single_lines_do_not_show_are_not_told(form, lines):
    """Every line is a paragraph of its own, further in than the column, and nothing stands at its left edge."""
    body = [{"kind": "para", "text": line} for line in LINES[-lines:]]
    assert found(right(form, recipients=[], body=body)) == {"recipients.there"}


def test_a_wrong_margin_is_told_without_recipients(tmp_path):
    edits = [("decree30.typ", "left: 30mm", "left: 24mm")]
    assert found(wrong(tmp_path, "report", edits, recipients=[])) == {"margin.left", "recipients.there"}  # fmt: skip


def test_the_end_of_a_long_last_paragraph_is_read(tmp_path):
    body = [
        {"kind": "para", "text": LONG * 4},
        {"kind": "para", "text": LONG * 4 + "Đề nghị thực hiện./."},
    ]
    assert found(right("report", body=body)) == set()
    open_end = [*body[:1], {"kind": "para", "text": LONG * 4 + "Đề nghị thực hiện."}]
    assert found(right("report", body=open_end)) == {"body.end"}


def test_the_end_of_a_long_last_paragraph_is_read_in_word(tmp_path, monkeypatch):
    body = [
        {"kind": "para", "text": LONG * 4},
        {"kind": "para", "text": LONG * 4 + "Đề nghị thực hiện./."},
    ]
    monkeypatch.setitem(RIGHT, "report", {**RIGHT["report"], "body": body})
    assert check_path(written("report", tmp_path)).deviations == ()


SAMPLE = "DỮ LIỆU MẪU – văn bản minh họa, không có giá trị pháp lý"


def test_the_mark_of_a_sample_is_no_part_of_the_document():
    assert found(right("report", sample=SAMPLE)) == set()
    assert "margin.bottom" in found(right("report", sample="Văn bản lưu hành nội bộ"))


def test_a_table_of_contents_is_no_running_text():
    heads = [{"kind": "heading", "level": 1 + n % 2, "text": f"Phần {n}. Thực trạng và giải pháp cấp nước"} for n in range(1, 13)]  # fmt: skip
    body = [
        {"kind": "contents", "text": "MỤC LỤC"},
        {"kind": "page"},
        *heads,
        {"kind": "para", "text": LONG * 2},
        *LAST,
    ]
    assert found(right("report", body=body)) == set()


def table(rows):
    return {
        "kind": "table", "caption": "", "unit": "", "widths": [1, 8], "align": "cl", "head": ["TT", "Trạm cấp nước"],
        "rows": [[str(n), f"Trạm số {n}"] for n in range(1, rows + 1)],
    }  # fmt: skip


def test_figures_in_a_table_at_the_edge_of_a_page_are_no_page_numbers():
    content = right("report", body=[{"kind": "para", "text": LONG * 2}, table(80), *LAST])
    assert found(content) == set()
    assert [one.text for one in read_pdf(content).numbers] == ["2", "3"]


def test_pages_in_the_middle_of_a_long_file_are_not_missed():
    """Of a long file the first and the last pages are read: the others lack no number."""
    pages = [{"kind": "page"}, {"kind": "para", "text": LONG}] * 40
    content = right("report", body=[{"kind": "para", "text": LONG * 2}, *pages, *LAST])
    assert found(content) == set()
    assert from_bytes(content).looked_at == 36
