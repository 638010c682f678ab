"""The checker on our own prints of every build: short, long, one line, long names; as drafts, and numbered, signed and sealed."""

from __future__ import annotations

import pytest

from documents.typeset import FORMS, typeset
from signing.looks.check import from_bytes, read_pdf
from signing.pdf import pictures
from signing.pdf.sign import Mark, sign
from tests.signing.conftest import AGENCY, FILLED
from tests.signing.forms import DATA, LONG, right, wrong

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
    "name close to the title": ("report", {"agency": "CÔNG TY CỔ PHẦN CẤP NƯỚC VÀ XÂY LẮP SÔNG HÀ", "body": PARA}),
    "grounds by a conclusion": ("decision", {"body": [GROUNDS[0], {"kind": "grounds", "text": "Theo kết luận tại phiên họp thường kỳ tháng 10 năm 2026."}, *ARTICLES]}),
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
    parts = list(reading.all("capacity", "name", "recipient"))
    assert {part.name for part in parts} == {"capacity", "name", "recipient"}
    for part in parts:
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


@pytest.mark.parametrize("size", [13, 14])
def test_number_and_date_are_filled_in_the_size_of_the_line(size, leader):
    """A Party's number is set in 14 points, the State's in 13; what the clerk fills in stands on the same line."""
    form, letters = ("party", "-QĐ/TU") if size == 14 else ("decision", "QĐ-UBND")
    from signing.pdf.prepare import Wanted, prepare

    data = {**DATA, "number": "", "date": "", "notation": letters, "body": [*GROUNDS, *ARTICLES]}
    draft = typeset(form, {"kind": "QUYẾT ĐỊNH", **data}).pdf
    ready = prepare(draft, Wanted(signers=(DATA["signing"]["name"],)))
    filled = sign(
        ready.content, Mark("ConDau", pictures.seal_picture(AGENCY), fill=FILLED), key=leader
    )
    reading = read_pdf(filled)
    glyphs = {part.name: part.size for part in reading.parts}
    assert glyphs["date"] == glyphs["number"] == size


def spoken(content):
    """What is said of a file, sentence by sentence."""
    from django.utils import translation

    from signing.reports import form_words

    with translation.override("vi"):
        told = form_words.told(from_bytes(content).as_dict())
    return told, [line.sentence for line in (*told.wrong, *told.advice)]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": "5"}, "Trang 1, Số, ký hiệu, số 0 phía trước: đang là “5”, quy định 01 … 09 (Phụ lục I, Phần I, Mục II, khoản 3, điểm c)."),
        ({"recipients": ["Như trên;", "Sở Xây dựng."]}, "Trang 2: thiếu Danh sách nơi nhận (dòng lưu); quy định: Lưu: VT, … (Phụ lục I, Phần I, Mục II, khoản 9)."),
        ({"signing": {"capacity": "CHỦ TỊCH", "name": "TS. Nguyễn Văn An"}}, "Trang 2, Họ tên người ký: không được ghi “TS.” (Phụ lục I, Phần I, Mục II, khoản 7, điểm c)."),
        ({"kind": "", "subject": ""}, "Trang 1: thiếu Tên loại văn bản; quy định: tên loại, hoặc “V/v” dưới số, ký hiệu (Phụ lục I, Phần I, Mục II, khoản 5)."),
    ],
)  # fmt: skip
def test_a_deviation_is_one_sentence_with_page_and_clause(changed, sentence):
    told, sentences = spoken(right("report", **changed))
    assert sentences == [sentence]
    assert told.judged


def test_figures_are_written_as_their_reader_writes_them():
    from signing.reports import form_words

    line = form_words.told(
        {"form": "decree30", "kind": "", "pages": 1, "looked_at": 1, "deviations": [{
            "rule": "margin.left", "clause": "I.3", "component": "margin_left", "aspect": "width", "measured": "25.5 mm",
            "required": "30–35 mm", "severity": "wrong", "page": 1, "box": None, "text": "",
        }]}
    ).wrong[0]  # fmt: skip
    assert "đang là 25,5 mm, quy định 30–35 mm (Phụ lục I, Phần I, Mục I, khoản 3)" in line.sentence


def test_a_clause_nobody_compared_says_so():
    from signing.reports import form_words

    assert form_words._clause("II.6 [verify]").endswith("số điểm chưa đối chiếu với Công báo")
    assert "chưa đối chiếu" not in form_words._clause("II.6.a")


def picture_of(content):
    """The same pages as a scanner makes them: a picture each."""
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    pages = [document[at].render(scale=1.2).to_pil() for at in range(len(document))]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=86.4)
    return made.getvalue()


def machine_read(content):
    """A scan with letters behind it that a machine read: written without ink, in a typeface of its own."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        face = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources.Font = pikepdf.Dictionary(F9=face)
        page.contents_add(b"BT /F9 9 Tf 3 Tr 80 500 Td (CONG HOA XA HOI CHU NGHIA VIET NAM) Tj ET")
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize("make", [picture_of, lambda content: machine_read(picture_of(content))])
def test_a_scan_is_not_judged(make):
    told, sentences = spoken(make(right("report")))
    assert not told.judged
    assert not told.fits
    assert "bản chụp" in told.summary
    assert sentences == []


def test_what_is_empty_or_no_official_document_is_not_judged():
    import typst

    blank = typst.compile(b'#set page(paper: "a4")\n#pagebreak(weak: false)')
    letter = typst.compile(b'#set page(paper: "a4")\nDear Sir, #lorem(80)')
    assert "không có chữ" in spoken(blank)[0].summary
    assert "không phải văn bản hành chính" in spoken(letter)[0].summary
    assert not spoken(letter)[0].judged


def typed(path, *, wide):
    """A Word-like page whose lines below motto and agency were typed with underscores, its national title broken."""
    import typst

    source = """
    #set page(paper: "a4", margin: (top: 22mm, bottom: 20mm, left: 30mm, right: 20mm))
    #set text(font: "Tinos", size: 14pt, lang: "vi", top-edge: 0.891em, bottom-edge: -0.216em)
    #set par(leading: 0.06em, spacing: 6.84pt, justify: true)
    #grid(columns: (45%, 55%), align: center, row-gutter: 8pt,
      stack(spacing: 2pt, text(size: 12pt)[*ỦY BAN NHÂN DÂN*], text(size: 12pt)[*THÀNH PHỐ SÔNG HÀ*], text(size: 8pt, "_" * 12)),
      stack(spacing: 2pt, text(size: 12pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA*], text(size: 12pt)[*VIỆT NAM*], text(size: 13pt)[*Độc lập - Tự do - Hạnh phúc*], text(size: 12pt, "_" * WIDE)),
      text(size: 13pt)[Số: 12/BC-UBND], text(size: 13pt)[_Sông Hà, ngày 05 tháng 11 năm 2026_])
    #align(center)[*BÁO CÁO*]
    #h(12.7mm)Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện các việc đã nêu trên theo đúng tiến độ./.
    """.replace("WIDE", str(wide))  # fmt: skip
    from documents.typeset import _fonts

    return {
        one.rule: one.measured
        for one in from_bytes(typst.Compiler(source.encode(), font_paths=_fonts()).compile()).deviations
    }  # fmt: skip


def test_an_agency_close_to_the_national_title_is_told_apart(tmp_path):
    close = wrong(
        tmp_path, "report", [("decree30.typ", "columns: heads, column-gutter: 3%, row-gutter: 9pt", "columns: (36%, 1fr), row-gutter: 9pt"), ("decree30.typ", "agency-block(data), nation-block", "align(right, agency-block(data)), align(left, nation-block)")],
        agency="CÔNG TY CỔ PHẦN CẤP NƯỚC\nSÔNG HÀ", superior="",
    )  # fmt: skip
    found = {one.rule for one in from_bytes(close).deviations}
    assert not {"nation.there", "motto.there", "nation.words", "agency.there"} & found
    assert read_pdf(close).first("agency").text == "CÔNG TY CỔ PHẦN CẤP NƯỚC SÔNG HÀ"


def test_lines_typed_with_underscores_are_lines(tmp_path):
    right_ones = typed(tmp_path, wide=28)
    assert {"motto.rule", "agency.rule", "superior.size", "nation.there"} & set(right_ones) == set()
    assert typed(tmp_path, wide=14)["motto.rule"].endswith("%")


def test_a_word_file_with_typed_lines_has_its_lines(tmp_path):
    from docx import Document

    from tests.signing.test_form import written

    path = written("report", tmp_path)
    word = Document(str(path))
    cell = word.tables[0].cell(0, 1)
    cell.add_paragraph("_" * 20)
    word.save(str(path))
    from signing.looks.check import check_path

    assert {one.rule for one in check_path(path).deviations} == set()


def test_the_form_of_a_copy_is_no_page_of_the_document():
    """A decision of one page with “SAO Y” behind it: the second page is the copy's own, without a number."""
    import io

    import pikepdf

    copy = {
        **DATA,
        "notation": "SY-UBND",
        "subject": "Sao y",
        "original": "Quyết định số 12/QĐ-UBND",
        "pages": "",
    }
    whole = pikepdf.open(io.BytesIO(right("decision", body=[*GROUNDS, *ARTICLES])))
    made = typeset("copy", {"kind": "SAO Y", **copy}).pdf
    whole.pages.extend(pikepdf.open(io.BytesIO(made)).pages)
    out = io.BytesIO()
    whole.save(out)
    assert [one.rule for one in from_bytes(out.getvalue()).deviations] == []
