"""Where people sign and seal: on our own sheets, on pages as others write them, on scans, where there is no room."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from documents.typeset import draw, typeset
from signing.pdf import hands
from signing.pdf.pieces import Letter, Line, Sheet, overlaps, read_sheets
from signing.pdf.places import MM
from signing.pdf.prepare import SEAL_FIELD, Wanted, initial_field, prepare, signature_field
from tests.signing.forms import DATA, RIGHT, right

NAME = "Nguyễn Thị Hồng Ưu"
PAGE = '#set page(paper: "a4", margin: (left: 30mm, rest: 20mm))\n#set text(font: "Tinos", size: 14pt, lang: "vi")\n'


def page(body):
    return draw(PAGE + body, "")


def placed(content, *names, **how):
    return prepare(content, Wanted(signers=names or (NAME,), **how))


def free(made, *allowed):
    """No place but those allowed lies over text of the prepared file."""
    sheets = read_sheets(made.content)
    for name, place in made.places.items():
        if name not in allowed:
            assert not any(overlaps(place, box, 1.5) for box in sheets[place.page].taken), name
    return True


@pytest.mark.parametrize("form", RIGHT)
def test_on_our_own_sheets_every_signer_is_found(form):
    data = {**DATA, **RIGHT[form]}
    names = [data["signing"]["name"]]
    if form == "minutes":
        names.insert(0, data["secretary"]["name"])
    made = placed(right(form, number="", date=""), *names, initials=("Đỗ Đức Đạt", "Lê Thị Chi"))
    assert made.doubts == {}
    assert {"So", "NgayThangNam", SEAL_FIELD, initial_field(1), initial_field(2)} <= set(
        made.places
    )
    assert free(made, SEAL_FIELD, "So", "NgayThangNam")
    chair = made.places[signature_field(len(names))]
    seal = made.places[SEAL_FIELD]
    assert (seal.right - chair.left) / chair.width == pytest.approx(1 / 3, abs=0.01)
    assert seal.width == pytest.approx(36 * MM, abs=0.1)
    if form == "minutes":
        assert made.places[signature_field(1)].right < chair.left  # the secretary on the left


@pytest.mark.parametrize(
    "body",
    [
        "#v(150mm)\n#h(80mm) CHỦ TỊCH\n#v(24mm)\n#h(70mm) Nguyễn Thị   Hồng Ưu",
        "#v(150mm)\n#align(right, block(width: 70mm)[#align(center)[CHỦ TỊCH #v(24mm) Nguyễn Thị \\ Hồng Ưu]])",
        "#v(150mm)\n#align(right, block(width: 70mm)[#align(center)[CHỦ TỊCH #v(24mm) NGUYỄN THỊ HỒNG ƯU]])",
        "#v(150mm)\n#align(right, block(width: 70mm)[#align(center)[CHỦ TỊCH #v(24mm) #text(tracking: 2pt)[Nguyễn Thị Hồng Ưu]]])",
        "#v(150mm)\n#align(right, block(width: 80mm)[#align(center)[TM. ỦY BAN NHÂN DÂN \\ KT. CHỦ TỊCH \\ PHÓ CHỦ TỊCH #v(24mm) TS. Nguyễn Thị Hồng Ưu]])",
        "Giao ông Nguyễn Thị Hồng Ưu\n\n#v(120mm)\n#table(columns: (1fr, 1fr), stroke: none, align: center, [ĐẠI DIỆN BÊN A #v(24mm) Trần Văn Bình], [ĐẠI DIỆN BÊN B #v(24mm) Nguyễn Thị Hồng Ưu])",
    ],
)
def test_names_as_others_set_them(body):
    made = placed(page(body))
    place = made.places[signature_field(1)]
    assert made.doubts.get(signature_field(1), "") == ""
    assert place.left > 85 * MM
    assert place.height > 18 * MM
    assert free(made, SEAL_FIELD)


def test_joint_documents_have_a_place_for_each():
    row = "[BÊN A #v(26mm) Trần Văn Bình], [BÊN B #v(26mm) Nguyễn Thị Hồng Ưu]"
    made = placed(
        page(f"#v(140mm)\n#table(columns: (1fr, 1fr), stroke: none, align: center, {row})"),
        "Trần Văn Bình",
        NAME,
    )
    one, two = made.places[signature_field(1)], made.places[signature_field(2)]
    assert one.right < two.left
    assert free(made, SEAL_FIELD)


def test_without_room_it_is_smaller_or_beside_and_said():
    made = placed(
        page(
            "#v(150mm)\n#align(right, block(width: 70mm)[#align(center)[CHỦ TỊCH #v(10mm) Nguyễn Thị Hồng Ưu]])"
        )
    )
    assert made.doubts[signature_field(1)] == hands.Doubt.TIGHT
    assert free(made, SEAL_FIELD)
    none = placed(page("#v(150mm)\n#align(right)[CHỦ TỊCH \\ Nguyễn Thị Hồng Ưu]"))
    assert none.doubts[signature_field(1)] == hands.Doubt.TIGHT
    assert free(none, SEAL_FIELD)


def test_a_name_that_is_not_there_gets_a_free_place_and_a_full_page_is_said():
    made = placed(page("#lorem(120)"), "Ai Đó")
    assert made.doubts[signature_field(1)] == hands.Doubt.NOT_NAMED
    assert signature_field(1) not in made.named
    assert free(made, SEAL_FIELD)
    full = placed(page("#set page(margin: 2mm)\n#lorem(1500)"), "Ai Đó")
    assert full.doubts[signature_field(1)] in (hands.Doubt.NOT_FREE, hands.Doubt.NOT_NAMED)


def test_a_scan_is_signed_where_it_is_white():
    text = page("#v(170mm)\n#align(right)[" + "Chữ đã quét trên giấy. " * 30 + "]")
    document = pdfium.PdfDocument(text)
    image = document[0].render(scale=1.5).to_pil().convert("L")
    document.close()
    out = io.BytesIO()
    Image.Image.save(image, out, "PDF", resolution=108)
    made = placed(out.getvalue())
    assert made.doubts[signature_field(1)] == hands.Doubt.NOT_NAMED
    assert free(made, SEAL_FIELD)


def test_a_picture_of_another_size_keeps_its_shape_and_its_third():
    made = placed(
        right("report"), "Trần Văn Bình", hands=((30 * MM, 20 * MM),), seal_size=(34 * MM, 34 * MM)
    )
    hand, seal = made.places[signature_field(1)], made.places[SEAL_FIELD]
    assert hand.width / hand.height == pytest.approx(1.5, abs=0.01)
    assert seal.width == pytest.approx(34 * MM, abs=0.1)
    assert (seal.right - hand.left) / hand.width == pytest.approx(1 / 3, abs=0.01)


def test_a_copy_is_numbered_on_its_last_page():
    form = typeset("copy", {**DATA, "kind": "SAO Y", "notation": "SY-UBND", "number": "", "date": "", "original": "Quyết định", "pages": ""}).pdf  # fmt: skip
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(right("report"))) as pdf, pikepdf.open(io.BytesIO(form)) as last:
        pdf.pages.extend(last.pages)
        pdf.save(out)
    made = placed(out.getvalue())
    assert made.places["So"].page == 2
    assert made.suffix == "SY-UBND"


@pytest.mark.parametrize("count", [2, 8, 20])
def test_signers_whose_names_are_not_printed_sign_beside_each_other(count):
    """Nobody's picture covers another's: a later signature over an earlier one would be a change of what was signed."""
    names = [f"Người Ký Thứ {number}" for number in range(count)]
    made = placed(
        page("Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện./."), *names, seal=False
    )
    found = list(made.places.items())
    hit = [
        (a, b)
        for n, (a, one) in enumerate(found)
        for b, two in found[n + 1 :]
        if overlaps(one, two)
    ]
    assert hit == []


def standing(page, text, left, bottom):
    letters = (Letter(one, left + 6 * at, bottom, left + 6 * at + 6, bottom + 12) for at, one in enumerate(text))  # fmt: skip
    return Line(page, tuple(letters))


@pytest.mark.parametrize(("between", "page"), [("Điều 2. Tổ chức thực hiện", 1), ("Phụ lục I", 0)])
@pytest.mark.parametrize("gap", [6, 9.5])
def test_a_name_without_room_is_left_for_an_earlier_one_only_when_it_stands_in_an_annex(gap, between, page):  # fmt: skip
    """The first page lists who was there, or is the whole document; the last name has a line right above it."""
    first = standing(0, "CHỦ TỊCH", 360, 700), standing(0, "Nguyễn Văn An", 340, 600)
    last = standing(1, "CHỦ TỊCH", 360, 312 + gap * MM), standing(1, "Nguyễn Văn An", 340, 300)
    sheets = [Sheet(0, 595, 842, first), Sheet(1, 595, 842, (standing(1, between, 80, 700), *last))]
    found = hands.signature(sheets, "Nguyễn Văn An")
    assert found.place.page == page
