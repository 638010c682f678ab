"""The notes of annexes bear the number and date of their document, filled in by the same signature (Decree 30/2020, Appendix I, III.1)."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest

from documents.typeset import draw, typeset
from signing.looks.check import from_bytes
from signing.pdf import annexes, pictures
from signing.pdf.prepare import SEAL_FIELD, Wanted, prepare, signature_field
from signing.pdf.sign import Mark, sign
from tests.signing.forms import DATA, RIGHT

NAME = DATA["signing"]["name"]
FILLED = {"So": "07", "NgayThangNam": "ngày 03 tháng 02 năm 2026", "Ngay": "03", "Thang": "02", "Nam": "2026"}  # fmt: skip
KINDS = {
    "decision": ("Quyết định", "QĐ-UBND", "07/QĐ-UBND"),
    "plan": ("Kế hoạch", "KH-BQLDA", "07/KH-BQLDA"),
    "party": ("Nghị quyết", "-NQ/TU", "07-NQ/TU"),
}


def with_annexes(form, count=2, notation="", between=()):
    kind, symbol, _said = KINDS[form]
    whose = {
        "kind": kind,
        "notation": notation or symbol,
        "agency": "Ủy ban nhân dân thành phố Sông Hà",
    }
    rows = [
        row
        for n in range(count)
        for row in ({"kind": "annex", "label": f"PHỤ LỤC {n + 1}", "text": "Danh mục", "of": whose}, {"kind": "para", "text": "Trạm cấp nước."}, *between)
    ]  # fmt: skip
    data = {**DATA, **RIGHT.get(form, {}), "kind": kind.upper(), "notation": symbol, "number": "", "date": "", "annexes": rows}  # fmt: skip
    return typeset(form, data).pdf


def issued(content, hand, seal):
    made = prepare(content, Wanted(signers=(NAME,)))
    signed = sign(made.content, Mark(signature_field(1), pictures.signature_picture(NAME), certify=True), key=hand)  # fmt: skip
    return sign(signed, Mark(SEAL_FIELD, pictures.seal_picture("UBND"), fill=FILLED), key=seal)


def said(content, tmp_path):
    """What a reader sees, page by page, in single spaces."""
    (tmp_path / "a.pdf").write_bytes(content)
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout  # fmt: skip
    return [" ".join(page.split()).replace(" /", "/") for page in text.split("\f")]


@pytest.mark.parametrize("form", KINDS)
def test_every_note_says_number_and_date(form, leader, agency, verdict, tmp_path):
    content = issued(with_annexes(form), leader, agency)
    pages = said(content, tmp_path)
    notes = [page for page in pages if "(Kèm theo" in page]
    assert len(notes) == 2
    for page in notes:
        assert (
            f"(Kèm theo {KINDS[form][0]} số {KINDS[form][2]} ngày 03 tháng 02 năm 2026 của" in page
        )
    assert verdict(content).verdict == "valid"
    assert not [one.rule for one in from_bytes(content).deviations if one.rule != "capacity.dot"]


def test_a_note_of_another_document_is_left_alone(leader, agency, tmp_path):
    content = issued(with_annexes("decision", notation="TT-BTC"), leader, agency)
    assert "(Kèm theo Quyết định số/TT-BTC ngày tháng năm của" in said(content, tmp_path)[-2]


def test_an_annex_in_the_middle_of_a_long_file_is_found():
    far = [{"kind": "page"}, {"kind": "para", "text": "Biểu."}] * 20
    made = prepare(with_annexes("decision", count=1, between=far), Wanted(signers=(NAME,)))
    assert {"SoPhuLuc1", "NgayPhuLuc1", "ThangPhuLuc1", "NamPhuLuc1"} <= set(made.places)


def test_the_blanks_of_a_date_typed_elsewhere_are_filled_on_its_line():
    """The “y” of “ngày” reaches below the line; what is filled in stands on it."""
    made = prepare(draw('#set page(paper: "a4")\n#set text(font: "Tinos", size: 13pt)\nSố: #h(20pt)/QĐ-UBND #h(60pt) Sông Hà, ngày#h(22pt)tháng#h(22pt)năm#h(34pt)2', ""), Wanted(signers=(NAME,)))  # fmt: skip
    feet = {made.places[name].bottom for name in ("So", "Ngay", "Thang", "Nam")}
    assert max(feet) - min(feet) < 0.8


def test_fields_of_other_makers_keep_their_meaning():
    assert [annexes.meant(one) for one in ("NgayPhuLuc2", "Ngay", "NgaySinh", "NgayPhuLuc")] == ["Ngay", "Ngay", "NgaySinh", "NgayPhuLuc"]  # fmt: skip


def test_the_number_in_a_note_stands_in_the_size_of_its_line():
    made = prepare(with_annexes("decision"), Wanted(signers=(NAME,)))
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        found = {str(one.T): str(one.DA) for page in pdf.pages for one in page.get("/Annots", []) if one.FT == "/Tx"}  # fmt: skip
    assert found["SoPhuLuc1"] == "/Helv 14 Tf 0 g"
    assert found["So"] == "/Helv 13 Tf 0 g"
