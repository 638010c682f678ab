"""Documents with annexes across are judged, prepared and signed as any other; marks stand where the page is seen."""

from __future__ import annotations

import datetime as dt

import pytest

from signing.looks.check import from_bytes, read_pdf
from signing.pdf import marks
from signing.pdf.prepare import Wanted, prepare, signature_field
from signing.pdf.sign import Mark, sign
from tests.signing.across import TEXT, annex, narrow, wide
from tests.signing.forms import DATA, RIGHT, printed, right, wrong
from tests.signing.test_annex_notes import NAME, issued, said

PLAN = {**DATA, **RIGHT["plan"], "signing": DATA["signing"], "number": "", "date": ""}


def with_annexes(*blocks):
    return printed("plan", {**PLAN, "annexes": list(blocks)})


@pytest.mark.parametrize("form", ["decision", "official", "plan", "minutes", "telegram"])
def test_the_checker_finds_nothing_wrong_with_them(form):
    content = right(form, annexes=[annex("I"), wide(30), TEXT, annex("II"), narrow()])
    assert [(one.rule, one.measured) for one in from_bytes(content).deviations] == []
    assert any(wide > high for wide, high in read_pdf(content).papers)


def test_a_number_beside_the_middle_of_a_page_across_is_found_out(tmp_path):
    edits = [("decree30.typ", "place(top + center, dy: 10mm", "place(top + (if page.flipped { right } else { center }), dy: 10mm")]  # fmt: skip
    content = wrong(tmp_path, "plan", edits, annexes=[annex("I"), wide(30)])
    assert [(one.rule, one.page) for one in from_bytes(content).deviations] == [("page_number.place", 3)]  # fmt: skip


def test_notes_across_take_number_and_date_and_the_seal_stays_with_its_signature(leader, agency, verdict, tmp_path):  # fmt: skip
    content = issued(with_annexes(annex("I"), wide(12, owner=NAME), annex("II"), narrow()), leader, agency)  # fmt: skip
    notes = [page for page in said(content, tmp_path) if "(Kèm theo" in page]
    assert len(notes) == 2
    assert all("số 07/KH-UBND ngày 03 tháng 02 năm 2026 của" in page for page in notes)
    assert verdict(content).verdict == "valid"
    assert [one.rule for one in from_bytes(content).deviations] == []


def test_a_name_in_a_table_across_is_no_place_for_a_signature():
    made = prepare(with_annexes(annex("I"), wide(12, owner=NAME)), Wanted(signers=(NAME,)))
    assert made.places[signature_field(1)].page == 1
    assert made.doubts == {}


def test_the_mark_of_an_attachment_across_stands_at_its_top_right(agency, tmp_path):
    flipped = [("decree30.typ", 'paper: "a4"', 'paper: "a4", flipped: true')]
    lines = marks.attachment_lines("05/QĐ-UBND", dt.datetime(2026, 11, 22, 3, 15, 30, tzinfo=dt.UTC))  # fmt: skip
    ready = marks.prepare_mark(wrong(tmp_path, "report", flipped), lines)
    content = sign(ready.content, Mark(ready.field, marks.text_mark(lines), certify=True), key=agency)  # fmt: skip
    assert not ready.covers
    mark = next(one for one in read_pdf(content).shown if one.is_text)
    assert mark.box[2] == pytest.approx(297 - 15, abs=1)
    assert mark.box[3] > 210 - 12
    assert from_bytes(content, "attachment").deviations == ()


def test_a_document_of_tables_may_lie_across_as_a_whole(tmp_path):
    flipped = [("decree30.typ", 'paper: "a4"', 'paper: "a4", flipped: true')]
    table = {"body": [*DATA["body"][:2], wide(3), DATA["body"][-1]]}
    assert "paper.upright" in {one.rule for one in from_bytes(wrong(tmp_path, "plan", flipped)).deviations}  # fmt: skip
    assert "paper.upright" not in {one.rule for one in from_bytes(wrong(tmp_path, "plan", flipped, **table)).deviations}  # fmt: skip
