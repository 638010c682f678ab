"""Pages that are turned, shifted, cropped or in larger units look the same when they are laid upright, and are so in numbers too."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ImageChops

from documents.typeset import draw
from documents.upright import upright
from tests.documents.turned import ODD, odd

PAGE = """
#set page(width: 300pt, height: 400pt, margin: 20pt)
#set text(font: "Tinos", size: 14pt)
Quyết định #link("https://example.org")[có liên kết]
#rect(width: 80pt, height: 60pt, fill: tiling(size: (12pt, 9pt), place(line(start: (0%, 0%), end: (100%, 100%)))))
#rect(width: 80pt, height: 60pt, fill: gradient.linear(blue, red))
"""


def seen(content, scale=1.0):
    document = pdfium.PdfDocument(content)
    try:
        return document[0].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def with_comments(content):
    """A box with a look of its own, a marked line, and a note that stands upright on a turned page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        look = pikepdf.Stream(pdf, b"1 0 0 rg 0 0 30 10 re f 0 0 1 rg 0 0 8 10 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 30, 10])
        box = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([150, 60, 240, 90]), AP=Dictionary(N=look))  # fmt: skip
        line = Dictionary(Type=Name.Annot, Subtype=Name.Ink, F=4, Rect=Array([40, 40, 90, 60]), InkList=Array([Array([40, 40, 90, 60])]))  # fmt: skip
        page.obj.Annots = Array([*page.obj.get("/Annots", []), pdf.make_indirect(box), pdf.make_indirect(line)])  # fmt: skip
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def differ(one, other):
    """The share of dots that are clearly not the same."""
    apart = ImageChops.difference(one, other).convert("L").point(lambda level: 255 if level > 120 else 0)  # fmt: skip
    return apart.histogram()[255] / (one.width * one.height)


@pytest.mark.parametrize("how", ODD)
def test_an_odd_page_looks_as_before_and_begins_at_its_corner(how):
    plain = with_comments(draw(PAGE, ""))
    strange = odd(plain, **ODD[how])
    laid = upright(strange)
    with pikepdf.open(io.BytesIO(laid)) as pdf:
        page = pdf.pages[0]
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 300, 400]
        assert (int(page.obj.Rotate), "/UserUnit" in page.obj) == (0, False)
        comment = page.obj.Annots[-2].Rect
        assert [round(float(edge)) for edge in comment] == [150, 60, 240, 90]
        assert [round(float(n)) for n in page.obj.Annots[-1].InkList[0]] == [40, 40, 90, 60]
    unit = ODD[how].get("unit", 1)  # PDFium does not read /UserUnit
    assert differ(seen(laid), seen(strange, unit)) < 0.002


def test_a_page_that_is_as_it_is_seen_keeps_its_bytes():
    plain = draw(PAGE, "")
    assert upright(plain) == plain


def test_what_is_inherited_from_the_tree_of_pages_counts():
    with pikepdf.open(io.BytesIO(draw(PAGE, ""))) as pdf:
        pdf.Root.Pages.Rotate = 90
        out = io.BytesIO()
        pdf.save(out)
    before = seen(out.getvalue())
    assert before.size == (400, 300)
    assert differ(seen(upright(out.getvalue())), before) < 0.002


def test_a_note_that_never_turns_stays_at_its_upper_left_corner():
    with pikepdf.open(io.BytesIO(draw(PAGE, ""))) as pdf:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, F=16 | 8, Rect=Array([100, 200, 120, 220]))  # fmt: skip
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        pdf.pages[0].obj.Rotate = 90
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(upright(out.getvalue()))) as pdf:
        # (100, 220) is seen 220 from the left and 200 above the floor of a page of 400 × 300
        assert [float(edge) for edge in pdf.pages[0].obj.Annots[0].Rect] == [220, 180, 240, 200]
