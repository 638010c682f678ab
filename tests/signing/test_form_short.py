"""The checker on our own prints of every build: short, long, one line, long names; as drafts, and numbered, signed and sealed."""

from __future__ import annotations

import pytest

from documents.typeset import FORMS, typeset
from signing.looks.check import from_bytes, read_pdf
from signing.pdf import pictures
from signing.pdf.sign import Mark, sign
from tests.signing.conftest import AGENCY, FILLED
from tests.signing.forms import DATA, LONG, right

SENTENCE = "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện./."
GROUNDS = [
    {"kind": "grounds", "text": "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"},
    {"kind": "grounds", "text": "Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 45/TTr-SXD ngày 10 tháng 11 năm 2026."},
]  # fmt: skip
ARTICLES = [
    {"kind": "order", "text": "QUYẾT ĐỊNH:"},
    {"kind": "article", "number": 1, "text": "Phê duyệt kế hoạch cấp nước sạch năm 2027."},
    {"kind": "article", "number": 2, "text": "Quyết định này có hiệu lực kể từ ngày ký."},
    {"kind": "article", "number": 3, "text": "Chánh Văn phòng, Giám đốc Sở Xây dựng chịu trách nhiệm thi hành Quyết định này./."},
]  # fmt: skip
LIST = [
    "Như trên;",
    "Thường trực Thành ủy, Thường trực Hội đồng nhân dân thành phố;",
    "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các tổ chức chính trị - xã hội thành phố;",
    "Lưu: VT, XD (3b).",
]
LONG_NAME = "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH GIAO THÔNG, DÂN DỤNG VÀ CÔNG NGHIỆP THÀNH PHỐ SÔNG HÀ"
TWO_PLACES = ["Giám đốc các sở, ban, ngành;", "Chủ tịch Ủy ban nhân dân các xã, phường."]
PARA = [{"kind": "para", "text": SENTENCE}]
SHORT = {
    "decision": ("decision", {"body": [*GROUNDS, *ARTICLES]}),
    "one line": ("official", {"body": PARA, "addressees": ["Ủy ban nhân dân thành phố Sông Hà"]}),
    "letter to two": ("official", {"body": [{"kind": "para", "text": LONG}, *PARA], "addressees": TWO_PLACES}),
    "telegram": ("telegram", {"body": [{"kind": "para", "text": LONG}, *PARA], "addressees": TWO_PLACES, "authority": "Chủ tịch Ủy ban nhân dân thành phố Sông Hà", "urgency": "HỎA TỐC"}),
    "invitation": ("invitation", {"addressees": TWO_PLACES, "body": [{"kind": "item", "text": "Thời gian: 08 giờ 00, ngày 05 tháng 12 năm 2026;"}, {"kind": "item", "text": "Địa điểm: Phòng họp số 1./."}]}),
    "long list": ("report", {"recipients": LIST, "body": [{"kind": "para", "text": LONG * 2}, *PARA]}),
    "long names": ("report", {"agency": LONG_NAME, "subject": "Về việc ban hành Kế hoạch triển khai thực hiện Chiến lược quốc gia cấp nước sạch và vệ sinh nông thôn đến năm 2030 trên địa bàn thành phố", "body": PARA}),
    "long title": ("report", {"signing": {"capacity": "TL. CHÁNH VĂN PHÒNG\nTRƯỞNG PHÒNG HÀNH CHÍNH - QUẢN TRỊ VÀ TÀI VỤ", "name": "Vũ Thị Én"}, "body": PARA}),
    "no subject": ("report", {"subject": "", "body": [{"kind": "para", "text": LONG}, *PARA]}),
    "heading overleaf": ("report", {"body": [{"kind": "para", "text": LONG * 3}, {"kind": "page"}, {"kind": "heading", "level": 1, "text": "II. Nhiệm vụ"}, {"kind": "para", "text": LONG}, *PARA]}),
}  # fmt: skip


@pytest.mark.parametrize("build", SHORT)
def test_prints_of_every_build_are_right(build):
    form, changed = SHORT[build]
    found = from_bytes(right(form, **changed)).deviations
    assert [(one.rule, one.measured) for one in found] == []


def test_the_left_edge_is_told_by_few_lines(tmp_path):
    """Five lines stand 12.7 mm further in than the one that says where the column begins."""
    reading = read_pdf(right("decision", body=[*GROUNDS, *ARTICLES]))
    assert reading.margins["left"] == pytest.approx(30, abs=0.6)
    indents = {one.indent for one in reading.paragraphs}
    assert indents == {12.7}


@pytest.fixture(scope="module")
def crowded(leader, agency):
    """A paper whose long list of recipients stands beside its seal."""
    from signing.pdf.prepare import Wanted, prepare

    data = {**DATA, "number": "", "date": "", "recipients": LIST * 3, "body": [*GROUNDS, *ARTICLES]}
    draft = typeset("decision", {"kind": FORMS["decision"].kind, **data}).pdf
    name = DATA["signing"]["name"]
    ready = prepare(draft, Wanted(signers=(name,)))
    assert ready.doubts == {}
    signed = sign(
        ready.content, Mark("ChuKy1", pictures.signature_picture(name), certify=True), key=leader
    )
    return sign(
        signed, Mark("ConDau", pictures.seal_picture(AGENCY, place="Sông Hà"), fill=FILLED), key=agency
    )  # fmt: skip


def test_a_seal_beside_the_recipients_is_none_of_their_text(crowded):
    found = [
        one for one in from_bytes(crowded).deviations if one.rule != "recipient.end"
    ]  # the list is given thrice: its full stops stand in the middle
    assert [(one.rule, one.measured) for one in found] == []
    said = " ".join(part.text for part in read_pdf(crowded).all("recipient"))
    assert "Lưu: VT, XD (3b)." in said
    assert not {"★", "MẪU"} & set(said.split())


def test_seal_and_signature_spare_the_letters(crowded):
    """No letter of title, name or recipients lies under the seal (its round, not its corners)."""
    reading = read_pdf(crowded)
    seal = next(one for one in reading.shown if one.is_seal)
    middle = ((seal.box[0] + seal.box[2]) / 2, (seal.box[1] + seal.box[3]) / 2)
    for part in reading.all("capacity", "name", "recipient"):
        left, low, right_, high = part.box
        near = (
            min(max(middle[0], left), right_) - middle[0],
            min(max(middle[1], low), high) - middle[1],
        )
        assert (near[0] ** 2 + near[1] ** 2) ** 0.5 > 17.0, part.text


def test_the_number_stands_at_its_slash(crowded):
    number = read_pdf(crowded).first("number")
    assert number.text.replace(" ", "") == "Số:05/QĐ-UBND"
    assert "05/" in number.text
