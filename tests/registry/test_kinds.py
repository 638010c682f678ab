"""The kinds of Decree 30 and of the Party as data: complete, each printable, symbols as the law writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from core.workdays import WorkCalendar
from documents.typeset import FORMS
from registry.capacity import capacity
from registry.kinds import DECREE, KINDS, kind_of, kind_of_suffix, sound_pattern, symbol
from registry.timeliness import timeliness

ART_7 = """nghị quyết, quyết định, chỉ thị, quy chế, quy định, thông cáo, thông báo, hướng dẫn, chương trình, kế hoạch,
phương án, đề án, dự án, báo cáo, biên bản, tờ trình, hợp đồng, công văn, công điện, bản ghi nhớ, bản thỏa thuận,
giấy ủy quyền, giấy mời, giấy giới thiệu, giấy nghỉ phép, phiếu gửi, phiếu chuyển, phiếu báo, thư công"""
LETTERS = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB"


def test_the_twenty_nine_kinds_of_article_7_are_there():
    named = {kind.name.lower() for kind in KINDS.values() if kind.family == DECREE}
    assert named == {" ".join(name.split()) for name in ART_7.split(",")}
    assert len(named) == 29


def test_their_letters_are_those_of_appendix_iii():
    assert [
        kind.letters for kind in KINDS.values() if kind.family == DECREE and kind.letters
    ] == LETTERS.split()


def test_each_kind_has_a_form_that_prints():
    assert {kind.form for kind in KINDS.values()} <= set(FORMS)


@pytest.mark.parametrize(
    ("kind", "agency", "drafter", "pattern", "written"),
    [
        ("qd", "UBND", "TH", "", "QĐ-UBND"),
        ("cv", "UBND", "TH", "", "UBND-TH"),
        ("cv", "SNV", "", "", "SNV"),
        ("d_qd", "TU", "", "", "-QĐ/TU"),
        ("d_cv", "TU", "", "", "-CV/TU"),
        ("qd", "HĐTĐKT", "", "", "QĐ-HĐTĐKT"),
        ("bc", "UBND", "TH", "{kind}-{agency}-{drafter}", "BC-UBND-TH"),
    ],
)
def test_symbols(kind, agency, drafter, pattern, written):
    assert symbol(KINDS[kind], agency=agency, drafter=drafter, pattern=pattern) == written


@pytest.mark.parametrize(
    "bad",
    ["", "{kind}", "{agency.x}", "{agency!r}", "{who}", "{agency", "{agency}<b>", "{agency}" * 9],
)
def test_a_symbol_that_cannot_be_written_is_refused(bad):
    assert not sound_pattern(bad)


def test_papers_of_meetings_are_known():
    assert [kind_of(word).letters for word in ("decision", "conclusions", "minutes")] == [
        "QĐ",
        "TB",
        "BB",
    ]
    assert (kind_of("x"), kind_of_suffix("QĐ-UBND"), kind_of_suffix("XX-Y")) == (None, "qd", "")


@pytest.mark.parametrize(
    ("title", "agency", "kind", "more", "lines"),
    [
        ("Chủ tịch", "committee", "qd", {}, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        ("Phó Chủ tịch Thường trực", "committee", "qd", {}, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        ("Phó Giám đốc", "department", "bc", {}, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        ("Chánh Văn phòng", "committee", "tb", {"head": "Chủ tịch", "by_order": True}, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"),
        ("Giám đốc", "department", "qd", {}, "GIÁM ĐỐC"),
    ],
)  # fmt: skip
def test_capacities(title, agency, kind, more, lines):
    assert capacity(title, agency_kind=agency, kind=kind, **more) == lines


@pytest.mark.parametrize(
    ("signed", "urgency", "left", "until", "late"),
    [
        (dt.date(2026, 11, 20), "none", dt.date(2026, 11, 20), dt.date(2026, 11, 23), 0),  # Friday → Monday
        (dt.date(2026, 11, 20), "none", dt.date(2026, 11, 23), dt.date(2026, 11, 23), 0),
        (dt.date(2026, 11, 20), "none", dt.date(2026, 11, 25), dt.date(2026, 11, 23), 2),
        (dt.date(2026, 11, 20), "hoa_toc", dt.date(2026, 11, 20), dt.date(2026, 11, 20), 0),
        (dt.date(2026, 11, 20), "khan", dt.date(2026, 11, 23), dt.date(2026, 11, 20), 1),
    ],
)  # fmt: skip
def test_it_leaves_the_same_day_at_the_latest_the_next_working_day(
    signed, urgency, left, until, late
):
    found = timeliness(signed, urgency=urgency, left=left, calendar=WorkCalendar())
    assert (found.until, found.late) == (until, late)
