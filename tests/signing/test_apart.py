"""Where a name stands alone on a page, and where two sign side by side: what is said, and what nothing lies over."""

from __future__ import annotations

import zipfile

from documents.typeset import draw
from signing.looks.check import check_path
from signing.pdf.hands import Doubt
from signing.pdf.pieces import overlaps
from signing.pdf.prepare import Wanted, initial_field, prepare, signature_field

PAGE = '#set page(paper: "a4", margin: 20mm)\n#set text(font: "Tinos", size: 14pt, lang: "vi")\n'
BODY = "#lorem(90)\n\n"
LEFT, RIGHT = "Phạm Thị Hà", "Nguyễn Thị Hồng Ưu"


def test_a_name_whose_title_stayed_on_the_page_before_is_told():
    apart = PAGE + BODY * 2 + "#align(right)[*GIÁM ĐỐC*]\n#pagebreak()\n#v(40pt)\n#align(right)[*Phạm Thị Hà*]"  # fmt: skip
    made = prepare(draw(apart, ""), Wanted(signers=(LEFT,), initials=("Lê Thị Chi",)))
    assert made.doubts[signature_field(1)] == Doubt.TITLE_APART
    assert (
        made.places[initial_field(1)].page == 0
    )  # beside the end of the text, not beside the name


def test_an_initial_keeps_off_the_other_signatures():
    columns = "#grid(columns: (50%, 50%), [#align(center)[*TM. ỦY BAN MẶT TRẬN TỔ QUỐC*#v(70pt)*Phạm Thị Hà*]], [#align(center)[*CHỦ TỊCH*#v(70pt)*Nguyễn Thị Hồng Ưu*]])"  # fmt: skip
    for text in (BODY, BODY + "Điều cuối.", BODY * 3):
        made = prepare(draw(PAGE + text + columns, ""), Wanted(signers=(LEFT, RIGHT), initials=("a", "b")))  # fmt: skip
        small = [made.places[initial_field(n)] for n in (1, 2)]
        large = [made.places[signature_field(n)] for n in (1, 2)]
        assert not [one for one in small for other in large if overlaps(one, other)]


def test_a_file_of_libreoffice_is_called_what_it_is_and_not_damaged(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", "<office:document-content/>")
    assert check_path(tmp_path / "a.odt").error == "unknown_kind"
