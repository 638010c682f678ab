"""Long names of organs, capacities, annexes and subjects are broken into lines of about the same length."""

from __future__ import annotations

import pytest

from documents.typeset import typeset
from signing.pdf.pieces import read_sheets
from tests.signing.forms import DATA

MINISTRY = "Sở Nông nghiệp và Môi trường"
COMMITTEE = "Ủy ban nhân dân thành phố Sông Hà"


def pieces(form, **changes):
    """What stands in the pieces of lines, top to bottom, of every page."""
    made = typeset(form, {**DATA, **changes})
    return [one.text.strip() for sheet in read_sheets(made.pdf) for one in sheet.pieces]


def test_no_word_of_an_organs_name_stands_alone():
    said = pieces("report", superior=COMMITTEE, agency=MINISTRY)
    assert "SỞ NÔNG NGHIỆP" in said
    assert "VÀ MÔI TRƯỜNG" in said


def test_a_committee_is_not_torn_apart_in_a_capacity():
    capacity = "KT. TRƯỞNG BAN\nPHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ"
    said = pieces("report", signing={"capacity": capacity, "name": "Trần Văn Bình"})
    assert said.index("ỦY BAN NHÂN DÂN THÀNH PHỐ") == said.index("PHÓ CHỦ TỊCH") + 1


def test_an_annex_is_named_in_even_lines():
    name = "Danh mục công trình cấp nước sạch nông thôn giai đoạn 2026 - 2030"
    annex = {"kind": "annex", "label": "PHỤ LỤC I", "text": name, "note": ""}
    assert "DANH MỤC CÔNG TRÌNH CẤP NƯỚC SẠCH" in pieces("decision", annexes=[annex])


@pytest.mark.parametrize("form", ["report", "party", "official"])
def test_a_word_of_two_syllables_is_not_torn_apart(form):
    subject = (
        "Kết quả lấy ý kiến bằng phiếu về việc Quy chế quản lý, sử dụng nhà văn hóa phường, xã"
    )
    said = pieces(form, subject=subject)
    assert not any(one.endswith("Quy") or one.startswith("chế") for one in said)
    assert any("Quy chế" in one for one in said)


@pytest.mark.parametrize("form", ["decision", "party"])
def test_without_recipients_nothing_is_headed(form):
    assert any(one.startswith("Nơi nhận") for one in pieces(form))
    assert not any(one.startswith("Nơi nhận") for one in pieces(form, recipients=[]))
