"""The form of documents: Decree 30/2020/NĐ-CP, Appendix I, measured on the finished page."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from documents.typeset import FORMS, Box, Typeset, typeset

OWN = {
    "sheets",
    "opinion",
    "ballots",
    "dossier",
    "task_list",
    "verification",
    "book",
}  # sheets of our own, and a register's book: tested in their rooms
WITHOUT_NATION = {"copy"}  # form 3.1 stands below what was copied
PARTY = {"party", "party_letter"}

MM = 72 / 25.4
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = "aăâeêioôơuưy"
SMALL = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
LETTERS = sorted(
    letter for letter in SMALL | {one.upper() for one in SMALL} if not letter.isascii()
)

DATA = {
    "agency": "Ủy ban nhân dân\nthành phố Sông Hà",
    "notation": "QĐ-UBND",
    "town": "Sông Hà",
    "subject": "Về việc phê duyệt danh mục công trình",
    "authority": "Chủ tịch Ủy ban nhân dân thành phố",
    "body": [
        {"kind": "grounds", "text": "Căn cứ Luật Tổ chức chính quyền địa phương;"},
        {"kind": "order", "text": "QUYẾT ĐỊNH:"},
        {"kind": "article", "number": 1, "text": "Phê duyệt danh mục công trình kèm theo."},
    ],
    "recipients": ["Như Điều 1;", "Lưu: VT."],
    "signing": {"capacity": "Chủ tịch", "name": "Nguyễn Văn An"},
    "secretary": {"capacity": "Thư ký", "name": "Phạm Thị Chi"},
}
LONG = {"body": [{"kind": "para", "text": "Các cơ quan, đơn vị khẩn trương thực hiện. " * 40}] * 6}


def printed(tmp_path: Path, form: str = "decision", **changes: object) -> tuple[Typeset, Path]:
    """Typeset the sample with changes; the file lies on disk for poppler."""
    made = typeset(form, {**DATA, **changes})
    path = tmp_path / f"{form}.pdf"
    path.write_bytes(made.pdf)
    return made, path


def text_of(path: Path) -> str:
    """Return the text that poppler reads, spaces joined."""
    shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(shown.stdout.split())


def words_of(path: Path) -> list[tuple[str, int, Box]]:
    """Return each word with its page and its box from the page's bottom left."""
    shown = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    )
    found, page, height = [], 0, 0.0
    for line in shown.stdout.splitlines():
        if match := re.search(r'<page width="[\d.]+" height="([\d.]+)"', line):
            page, height = page + 1, float(match[1])
        elif match := re.search(
            r'xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)</word>', line
        ):
            left, top, right, bottom = map(float, match.groups()[:4])
            found.append(
                (match[5], page, Box(page, left, height - bottom, right - left, bottom - top))
            )
    return found


def word(path: Path, wanted: str) -> Box:
    """Return the box of the first word of that spelling."""
    return next(box for spelling, _, box in words_of(path) if spelling == wanted)


def ink_of(path: Path, page: int) -> tuple[float, float, float, float]:
    """Return the white border of a rendered page in millimetres: left, top, right, bottom."""
    scale = 100
    command = f"pdftoppm -r {scale} -gray -f {page} -l {page} -singlefile".split()
    subprocess.run([*command, path, path.with_suffix("")], check=True)
    picture = Image.open(path.with_suffix(".pgm")).point(lambda grey: 255 if grey < 128 else 0)
    left, top, right, bottom = picture.getbbox() or (0, 0, 0, 0)
    edges = (left, top, picture.width - right, picture.height - bottom)
    return tuple(edge / scale * 25.4 for edge in edges)  # type: ignore[return-value]


def test_all_134_vietnamese_letters_come_out_as_they_went_in(tmp_path: Path) -> None:
    body = [
        {"kind": "para", "text": " ".join(LETTERS)},
        {"kind": "heading", "level": 2, "text": " ".join(LETTERS)},
    ]
    _, path = printed(tmp_path, body=body)
    shown = text_of(path)
    assert len(LETTERS) == 134
    assert [letter for letter in LETTERS if shown.count(letter) < 2] == []


def test_decomposed_text_is_printed_as_composed(tmp_path: Path) -> None:
    _, path = printed(tmp_path, subject=unicodedata.normalize("NFD", "Về việc chống ngập úng"))
    assert "Về việc chống ngập úng" in text_of(path)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in OWN])
def test_every_form_names_its_kind_and_its_places(tmp_path: Path, form: str) -> None:
    made, path = printed(tmp_path, form, original="Bản chính", pages="")
    shown = text_of(path)
    assert FORMS[form].kind in shown
    head = "ĐẢNG CỘNG SẢN VIỆT NAM" if form in PARTY else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert (head in shown) == (form not in WITHOUT_NATION)
    assert {"number", "date", "signature", "seal"} <= set(made.places)


def test_margins_are_those_of_the_decree(tmp_path: Path) -> None:
    made, path = printed(tmp_path, **LONG)
    left, top, right, bottom = ink_of(path, 1)
    assert made.pages > 1
    assert 29.5 <= left <= 35.5, "left 30-35 mm"
    assert 14.5 <= right <= 20.5, "right 15-20 mm"
    assert 19.5 <= top <= 25.5, "top 20-25 mm"
    assert 19.5 <= bottom <= 28, "bottom 20-25 mm; the last line may end above"


def test_it_knows_its_number_of_pages(tmp_path: Path) -> None:
    made, path = printed(tmp_path, **LONG)
    with pikepdf.open(path) as pdf:
        assert made.pages == len(pdf.pages) > 1


def test_page_number_stands_in_the_top_margin_but_not_on_page_one(tmp_path: Path) -> None:
    _, path = printed(tmp_path, **LONG)
    numbers = [(page, box) for spelling, page, box in words_of(path) if spelling == str(page)]
    assert [page for page, _ in numbers][:1] == [2]
    number = numbers[0][1]
    assert number.y > 841.89 - 20 * MM
    assert abs(number.x + number.width / 2 - (30 + 160 / 2) * MM) < 2


def test_what_people_write_is_text_and_never_runs(tmp_path: Path) -> None:
    hostile = '#import "decree30.typ" #read("/etc/passwd") *đậm* $x^2$ <place> @ref \\ #panic("x") /* no */'
    body = [{"kind": "para", "text": hostile}, {"kind": "item", "text": hostile}]
    made, path = printed(tmp_path, body=body, subject=hostile, recipients=[hostile])
    shown = text_of(path).replace("“", '"').replace("”", '"')
    assert '#read("/etc/passwd")' in shown
    assert "*đậm* $x^2$" in shown
    assert "root:" not in shown
    assert set(made.places) == {"number", "date", "signature", "seal"}


def test_the_number_belongs_between_its_word_and_the_notation(tmp_path: Path) -> None:
    made, path = printed(tmp_path)
    box, label, notation = made.places["number"], word(path, "Số:"), word(path, "/QĐ-UBND")
    assert label.x + label.width <= box.x + 1
    assert box.x + box.width <= notation.x + 1
    assert abs(box.y - label.y) < 4


def test_the_date_belongs_after_the_town_on_the_same_line(tmp_path: Path) -> None:
    made, path = printed(tmp_path)
    box, label = made.places["date"], word(path, "/QĐ-UBND")
    assert box.page == 1
    assert abs(box.y - label.y) < 4
    assert box.x + box.width <= (210 - 20) * MM + 1


def test_the_signature_belongs_between_title_and_name(tmp_path: Path) -> None:
    made, path = printed(tmp_path, **LONG)
    box, name = made.places["signature"], word(path, "An")
    title = [box for spelling, _, box in words_of(path) if spelling == "CHỦ"][-1]
    assert box.page == made.pages == name.page == title.page
    assert name.y + name.height <= box.y + 1
    assert box.y + box.height <= title.y + 1


def test_the_signature_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    alone = []
    for lines in range(14, 34):
        body = [{"kind": "para", "text": f"Nội dung số {line}."} for line in range(lines)]
        made, path = printed(tmp_path, body=body)
        page = made.places["signature"].page
        if not any(spelling == "dung" for spelling, at, _ in words_of(path) if at == page):
            alone.append(lines)
    assert alone == []


def test_the_seal_covers_a_third_of_the_signature_on_its_left(tmp_path: Path) -> None:
    made, _ = printed(tmp_path)
    seal, signature = made.places["seal"], made.places["signature"]
    covered = seal.x + seal.width - signature.x
    assert abs(covered - signature.width / 3) < 0.5
    assert abs((seal.y + seal.height / 2) - (signature.y + signature.height / 2)) < 0.5
    assert abs(seal.width - 36 * MM) < 0.5


def test_a_given_number_and_date_are_printed_with_leading_noughts(tmp_path: Path) -> None:
    made, path = printed(tmp_path, number="05", date="2026-02-07")
    assert "Số: 05/QĐ-UBND" in text_of(path)
    assert "Sông Hà, ngày 07 tháng 02 năm 2026" in text_of(path)
    assert set(made.places) == {"signature", "seal"}


def test_the_file_is_for_the_archive_and_carries_its_fonts(tmp_path: Path) -> None:
    _, path = printed(tmp_path)
    with pikepdf.open(path) as pdf:
        mark = pdf.open_metadata()
        assert (mark["pdfaid:part"], mark["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.Lang == "vi-VN"
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts.splitlines()[2:])
