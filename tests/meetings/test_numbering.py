"""Clauses are numbered as Decree 30 numbers them; a typed line is understood; the notice's clock counts working days."""

from datetime import date

import pytest

from core.workdays import calendar_from
from meetings.deadlines import notice_clock
from meetings.numbering import labels, letter, roman
from meetings.quick import UnitName, read_due, read_line
from meetings.wording.act import act_subject, articles_of
from meetings.wording.facts import VoteFact
from meetings.wording.words import with_unit

TODAY = date(2026, 11, 20)  # a Friday
UNITS = (
    UnitName(1, "Sở Tài chính", "Sở Tài chính", "STC"),
    UnitName(2, "Sở Nội vụ", "Sở Nội vụ", "SNV"),
    UnitName(3, "Ủy ban nhân dân phường Bến Trúc", "UBND P. Bến Trúc", "UBND"),
    UnitName(4, "Ủy ban nhân dân phường Cầu Mây", "UBND P. Cầu Mây", "UBND"),
    UnitName(5, "Sở Nông nghiệp và Môi trường", "Sở NN&MT", "SNNMT"),
)
CALENDAR = calendar_from(
    [(date(2026, 11, 24), "off"), (date(2027, 1, 1), "off"), (date(2026, 11, 28), "work")]
)


def read(text):
    return read_line(text, UNITS, today=TODAY, add_workdays=CALENDAR.add)


@pytest.mark.parametrize(
    ("levels", "scheme", "said"),
    [
        ([0, 0, 0], "clauses", ["1.", "2.", "3."]),
        ([0, 1, 1, 0, 1], "clauses", ["1.", "1.1.", "1.2.", "2.", "2.1."]),
        ([0, 1, 2, 2, 1, 2], "clauses", ["1.", "1.1.", "a)", "b)", "1.2.", "a)"]),
        ([0, 1, 1, 1, 1, 1], "points", ["1.", "a)", "b)", "c)", "d)", "đ)"]),
        ([2, 5, 0], "clauses", ["1.", "1.1.", "2."]),
        ([], "clauses", []),
    ],
)
def test_labels(levels, scheme, said):
    assert labels(levels, scheme) == said


def test_letters_follow_the_vietnamese_alphabet():
    assert [letter(n) for n in (1, 4, 5, 6, 7, 8, 23, 24)] == ["a", "d", "đ", "e", "g", "h", "y", "aa"]  # fmt: skip
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XXXX"]


@pytest.mark.parametrize(
    ("text", "kind", "lead", "helpers", "due"),
    [
        ("STC trình phương án, phối hợp SNV, xong 30/12", "task", 1, (2,), date(2026, 12, 30)),
        ("so tai chinh trinh phuong an truoc 5/1", "task", 1, (), date(2027, 1, 5)),
        ("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và SNNMT rà soát", "task", 2, (1, 5), None),
        ("UBND P. Cầu Mây báo cáo trong tháng 12", "task", 4, (), date(2026, 12, 31)),
        ("Sở Nông nghiệp và Môi trường trả lời trong 05 ngày làm việc", "task", 5, (), date(2026, 11, 28)),
        ("SNV trình đề án trong quý I năm 2027", "task", 2, (), date(2027, 3, 31)),
        ("Thống nhất chủ trương đầu tư", "decision", None, (), None),
        ("Ghi nhận, biểu dương các đơn vị", "information", None, (), None),
        ("UBND họp giao ban", "", None, (), None),
        ("Hỗ trợ 1/2 chi phí năm 31/02/2027", "", None, (), date(2027, 2, 1)),
        ("", "", None, (), None),
    ],
)  # fmt: skip
def test_a_typed_line_is_understood(text, kind, lead, helpers, due):
    line = read(text)
    assert (line.kind, line.lead, line.supporters, line.due_on) == (kind, lead, helpers, due)


@pytest.mark.parametrize("text", ["x" * 100_000, "1/1" * 5000, "\u0000\u202e", "phối hợp " * 2000, "30/13", "99/99/9999"])  # fmt: skip
def test_nonsense_is_left_to_the_person(text):
    read(text)
    assert read_due("30/13", today=TODAY, add_workdays=CALENDAR.add) is None


@pytest.mark.parametrize(
    ("today", "issued", "left", "kind", "late"),
    [
        (date(2026, 11, 20), None, 5, "quiet", 0),
        (date(2026, 11, 25), None, 3, "quiet", 0),
        (date(2026, 11, 27), None, 1, "soon", 0),
        (date(2026, 11, 28), None, 0, "soon", 0),  # a Saturday that is worked: the fifth day
        (date(2026, 11, 30), None, -1, "late", 1),
        (date(2026, 12, 1), date(2026, 11, 24), -2, "good", 0),
        (date(2026, 12, 5), date(2026, 12, 1), -5, "soon", 2),
    ],
)
def test_the_notice_is_due_five_working_days_after_the_session(today, issued, left, kind, late):
    clock = notice_clock(TODAY, today=today, calendar=CALENDAR, issued_on=issued)
    assert clock.due_on == date(2026, 11, 28)
    assert (clock.left, clock.kind, clock.late) == (left, kind, late)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["QUYẾT NGHỊ:", "Điều 1. Quy định mức hỗ trợ", "hằng tháng:", "- Tổ lớn: 1.000.000 đồng.", "- Tổ nhỏ.",
             "Điều 2. Hiệu lực từ 01/01/2027./.", "Nơi nhận: TM. ỦY BAN", "CHỦ TỊCH"],
            ["Quy định mức hỗ trợ hằng tháng:\n- Tổ lớn: 1.000.000 đồng.\n- Tổ nhỏ.", "Hiệu lực từ 01/01/2027./."],
        ),
        (["Điều 1. Một", "Điều 3. Ba"], []),  # not a text that counts its articles
        (["Không có điều nào"], []),
        ([], []),
    ],
)  # fmt: skip
def test_the_articles_of_a_draft_are_read_from_its_lines(lines, said):
    assert articles_of(lines) == said


@pytest.mark.parametrize(
    ("question", "form", "subject"),
    [
        ("Thông qua ngân sách năm 2027", "resolution", "Về việc thông qua ngân sách năm 2027"),
        ("Thông qua dự thảo Nghị quyết quy định mức hỗ trợ", "resolution", "Quy định mức hỗ trợ"),
        ("Thông qua dự thảo Quyết định về việc thành lập Tổ công tác?", "decision", "Thành lập Tổ công tác"),
        ("Phê duyệt Đề án chống ngập", "decision", "Về việc phê duyệt Đề án chống ngập"),
        ("Cấp nước sạch cho xã Bãi Dâu", "decision", "Về việc cấp nước sạch cho xã Bãi Dâu"),
        ("Về việc sắp xếp tổ dân phố", "resolution", "Về việc sắp xếp tổ dân phố"),
    ],
)  # fmt: skip
def test_what_an_act_is_about_is_said_without_the_words_of_the_vote(question, form, subject):
    vote = VoteFact(1, question, 3, 3, 3, 0, 0, passed=True)
    assert act_subject(vote, form=form) == subject


def test_a_post_is_named_with_its_unit_and_no_word_twice():
    assert with_unit("Giám đốc", "Sở Y tế") == "Giám đốc Sở Y tế"
    assert (
        with_unit("Chánh Văn phòng", "Văn phòng UBND thành phố") == "Chánh Văn phòng UBND thành phố"
    )
    assert with_unit("Chánh Thanh tra", "Thanh tra thành phố") == "Chánh Thanh tra thành phố"
    assert with_unit("", "Sở Y tế") == "Sở Y tế"
