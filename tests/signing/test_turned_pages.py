"""Pages that are turned, shifted, cropped or in larger units: signed, sealed, marked and checked as they are seen."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import ImageChops

from signing.looks.check import from_bytes
from signing.pdf import marks, moving, pictures
from signing.pdf.prepare import SEAL_FIELD, Wanted, prepare, signature_field
from signing.pdf.sign import Mark, sign
from tests.documents.turned import ODD, odd
from tests.signing.forms import DATA, right

AT = dt.datetime(2026, 2, 3, 3, 15, tzinfo=dt.UTC)
NAME = DATA["signing"]["name"]
WANTED = Wanted(signers=(NAME,), address="https://hop.songha.gov.vn/verify/ABCD-EFGH-2345/")


@pytest.fixture(scope="module")
def plain():
    return right("decision", number="", date="")


def issued(content, hand, seal):
    """The paper with signature, number, date and seal."""
    made = prepare(content, WANTED)
    look = pictures.signature_picture(NAME)
    signed = sign(made.content, Mark(signature_field(1), look, certify=True), key=hand)
    fill = {"So": "05", "NgayThangNam": "ngày 03 tháng 02 năm 2026"}
    mark = Mark(SEAL_FIELD, pictures.seal_picture(DATA["agency"]), fill=fill)
    return made, sign(signed, mark, key=seal)


def pages(content):
    document = pdfium.PdfDocument(content)
    return [document[at].render(may_draw_forms=True).to_pil().convert("L") for at in range(len(document))]  # fmt: skip


@pytest.mark.parametrize("how", ODD)
def test_signature_seal_number_and_code_lie_where_they_would_on_a_plain_page(
    plain, leader, agency, how
):
    made, sealed = issued(odd(plain, **ODD[how]), leader, agency)
    wanted, expected = issued(plain, leader, agency)
    assert made.doubts == wanted.doubts == {}
    for name, place in wanted.places.items():
        assert made.places[name].box == pytest.approx(place.box, abs=0.3), name
    for one, other in zip(pages(sealed), pages(expected), strict=True):
        apart = ImageChops.difference(one, other).point(lambda level: 255 if level > 130 else 0)
        assert apart.histogram()[255] < 60
    assert from_bytes(sealed).deviations == ()


@pytest.mark.parametrize("how", ODD)
def test_the_checker_reads_the_page_as_it_is_seen(how):
    assert from_bytes(odd(right("decision"), **ODD[how])).deviations == ()


def test_a_page_that_is_seen_across_is_told_as_across():
    with pikepdf.open(io.BytesIO(right("decision"))) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = 90
        out = io.BytesIO()
        pdf.save(out)
    assert "paper.upright" in {one.rule for one in from_bytes(out.getvalue()).deviations}


@pytest.mark.parametrize("how", ODD)
def test_the_mark_of_an_attachment_stands_at_the_top_right_as_seen(plain, how):
    lines = marks.attachment_lines("05/QĐ-UBND", AT)
    ready = marks.prepare_mark(odd(plain, **ODD[how]), lines)
    with pikepdf.open(io.BytesIO(ready.content)) as pdf:
        page = pdf.pages[0]
        left, bottom, right_edge, top = (float(edge) for edge in page.obj.Annots[-1].Rect)
        wide, high = (float(edge) for edge in list(page.mediabox)[2:])
    assert left > wide / 2
    assert right_edge < wide
    assert high - 60 < bottom < top < high


def test_a_place_moved_by_hand_is_judged_on_the_page_as_seen(plain):
    strange = odd(plain, **ODD["cropped"])
    place = prepare(plain, WANTED).places[signature_field(1)]
    assert moving.wrong(strange, {signature_field(1): place}) == {}
