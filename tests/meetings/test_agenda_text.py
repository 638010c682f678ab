"""Agendas as people write them become items; files find their item by their name."""

from pathlib import Path

import pytest

from meetings.agenda_text import Line, parse, roman, write
from meetings.paper_names import guess

FOLDER = Path(__file__).parent / "agendas"
FINANCE, HOME, BUILD = 1, 2, 3
UNITS = [
    (FINANCE, ("Sở Tài chính", "STC")), (HOME, ("Sở Nội vụ", "Sở Nội vụ")), (BUILD, ("Sở Xây dựng", "SXD")),
]  # fmt: skip


def _text(name):
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("line", "title", "minutes", "unit", "purpose"), [
    ("1. Tình hình kinh tế - xã hội – Sở Tài chính – 15 phút", "Tình hình kinh tế - xã hội", 15, FINANCE, ""),
    ("2. Đề án chống ngập - SXD - biểu quyết - 20 phút", "Đề án chống ngập", 20, BUILD, "vote"),
    ("3) Khai mạc (05 phút)", "Khai mạc", 5, None, ""),
    ("Từ 8h00 đến 9h30: Thu, chi ngân sách", "Thu, chi ngân sách", 90, None, ""),
    ("6h30'-7h15' Đón tiếp đại biểu", "Đón tiếp đại biểu", 45, None, ""),
    ("4. Từ 9h45 đến 10h30: NỘI DUNG 2. Dự thảo Nghị quyết", "Dự thảo Nghị quyết", 45, None, ""),
    ("5. Sở Nội vụ báo cáo cải cách hành chính – 10 phút", "Sở Nội vụ báo cáo cải cách hành chính", 10, HOME, ""),
    ("1\tBáo cáo ngân sách\tSở Tài chính\t15", "Báo cáo ngân sách", 15, FINANCE, ""),
    ("| 3 | 14h05 - 14h25 | Báo cáo sơ kết | Sở Nội vụ | BC 177 |", "Báo cáo sơ kết", 20, HOME, ""),
    ("7. 10h00 - 9h00: Giờ viết ngược", "Giờ viết ngược", None, None, ""),
    ("8. Cho ý kiến đối với 03 dự thảo", "Cho ý kiến đối với 03 dự thảo", None, None, "opinion"),
])  # fmt: skip
def test_a_line_is_read(line, title, minutes, unit, purpose):
    (item,) = parse(line, UNITS)
    assert (item.title, item.minutes, item.unit, item.purpose) == (title, minutes, unit, purpose)


def test_the_agenda_of_a_session_is_read():
    items = parse(_text("committee"), UNITS)
    assert [item.number for item in items] == [str(n) for n in range(1, 9)]
    third = items[2]
    assert third.title.startswith("Tình hình kinh tế - xã hội tháng 3")
    assert (third.minutes, third.unit, third.papers) == (90, FINANCE, True)
    assert (items[3].purpose, items[3].unit) == ("vote", HOME)  # said in the lines below it
    assert {item.section for item in items} == {"BUỔI SÁNG", "BUỔI CHIỀU"}


@pytest.mark.parametrize(("name", "number"), [("council", 19), ("congress", 44), ("table", 7)])
def test_other_agendas_are_read(name, number):
    items = parse(_text(name), UNITS)
    assert len(items) == number
    assert all(item.title for item in items)


def test_parts_are_kept():
    text = "I. Kinh tế\n1. Ngân sách\nII. Xã hội\n2. Trường học\n---\n3. Kết luận"
    assert [item.section for item in parse(text)] == ["Kinh tế", "Xã hội", ""]


@pytest.mark.parametrize(
    "text", ["", "   \n\n", "CHƯƠNG TRÌNH\nThời gian: 8h00\nĐịa điểm: Phòng 1"]
)
def test_nothing_is_found_where_nothing_is(text):
    assert parse(text, UNITS) == []


def test_a_hostile_text_is_cut():
    items = parse("\n".join(f"{n}. " + "x" * 5000 for n in range(1, 1000)))
    assert len(items) == 300
    assert all(len(item.title) <= 400 for item in items)


def test_what_is_written_is_read_again():
    rows = [
        Line("", "Khai mạc", "", 10, None, "info"),
        Line("", "Ngân sách năm 2027", "Kinh tế", 20, FINANCE, "vote"),
        Line("", "Cây xanh", "Đô thị", 15, BUILD, "opinion"),
        Line("", "Kết luận", "", 5, None, "info"),
    ]
    again = parse(write(rows, {FINANCE: "Sở Tài chính", BUILD: "Sở Xây dựng"}), UNITS)
    told = [(r.title, r.section, r.minutes, r.unit, r.purpose) for r in again]
    assert told == [(r.title, r.section, r.minutes, r.unit, r.purpose) for r in rows]


@pytest.mark.parametrize(("number", "said"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX")])  # fmt: skip
def test_parts_have_roman_numbers(number, said):
    assert roman(number) == said


TYPES = [(1, "tờ trình, ttr"), (2, "thẩm định"), (3, "dự thảo"), (4, "báo cáo, bc")]


@pytest.mark.parametrize(("name", "number", "kind", "title"), [
    ("02 - To trinh de an.pdf", 2, 1, "To trinh de an"),
    ("ND3_Du thao Nghi quyet.pdf", 3, 3, "Du thao Nghi quyet"),
    ("2.1. Báo cáo thẩm định.PDF", 2, 2, "Báo cáo thẩm định"),
    ("Tờ trình nội dung 4.pdf", 4, 1, "Tờ trình nội dung 4"),
    ("2026-11-20 bao cao.pdf", None, 4, "2026-11-20 bao cao"),
    ("../../etc/1a. Tờ trình.pdf", 1, 1, "Tờ trình"),
    ("To\u031b\u0300 tri\u0300nh.pdf", None, 1, "Tờ trình"),
    ("Kế hoạch.pdf", None, None, "Kế hoạch"),
    ("3.pdf", 3, None, "3"),
    ("", None, None, ""),
])  # fmt: skip
def test_a_file_says_what_it_is(name, number, kind, title):
    said = guess(name, TYPES)
    assert (said.number, said.kind, said.title) == (number, kind, title)
