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


def page_of(drawing, *, count=1, turn=90):
    """A file of plain pages, 200 × 300, turned; the drawing is the first one's."""
    pdf = pikepdf.new()
    for _page in range(count):
        pdf.add_blank_page(page_size=(200, 300))
    for page in pdf.pages:
        page.obj.Rotate = turn
    pdf.pages[0].obj.Contents = pdf.make_stream(drawing)
    return pdf


def written(pdf):
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


DOT = b" 0 0 0 rg 20 200 50 50 re f "


@pytest.mark.parametrize(
    "drawing",
    [
        b"q" + DOT + b"Q Q 0 0 0 rg 120 250 40 40 re f",
        b"Q 0.5 0 0 0.5 0 0 cm Q" + DOT + b"(Q) Tj % Q\nQ 120 250 40 40 re f",
        b"q q 0.5 0 0 0.5 0 0 cm" + DOT,
        b"q Q Q \xff\xfe q BI /W 1 /H 1 /BPC 8 /CS /G ID Q EI Q Q" + DOT,
    ],
)
def test_a_drawing_with_a_q_too_many_or_too_few_turns_whole(drawing):
    strange = written(page_of(drawing))
    laid = upright(strange)
    assert seen(strange).convert("L").getextrema() == (0, 255)
    assert differ(seen(laid), seen(strange)) == 0
    with pikepdf.open(io.BytesIO(laid)) as pdf:  # what is added later stands where it is put
        pdf.pages[0].contents_add(b" 1 0 0 rg 0 0 10 10 re f")
        after = seen(written(pdf))
    assert [after.getpixel(at) for at in ((5, 195), (15, 195))] == [(255, 0, 0), (255, 255, 255)]


def test_a_drawing_that_is_in_order_is_kept_byte_for_byte():
    drawing = b"q 1.50 0 0 -.5 0 0 cm" + DOT + b"Q"
    with pikepdf.open(io.BytesIO(upright(written(page_of(drawing))))) as pdf:
        assert drawing in [one.read_bytes() for one in pdf.pages[0].obj.Contents]


def test_a_drawing_that_cannot_be_read_is_refused():
    pdf = page_of(b"")
    pdf.pages[0].obj.Contents.write(b"no zlib", filter=Name.FlateDecode)
    with pytest.raises(pikepdf.PdfError):
        upright(written(pdf))


@pytest.mark.parametrize("shared", ["annotation", "list", "list of direct ones"])
def test_what_two_pages_share_is_turned_once(shared):
    pdf = page_of(b"", count=2)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 20, 50, 40]))
    if shared != "list of direct ones":
        link = pdf.make_indirect(link)
    every = pdf.make_indirect(Array([link]))
    for page in pdf.pages:
        page.obj.Annots = Array([link]) if shared == "annotation" else every
    with pikepdf.open(io.BytesIO(upright(written(pdf)))) as laid:
        for page in laid.pages:  # the left edge, 10, is seen 190 above the floor
            assert [float(edge) for edge in page.obj.Annots[0].Rect] == [20, 150, 40, 190]


def test_looks_that_two_annotations_share_are_turned_once():
    pdf = page_of(b"")
    look = pikepdf.Stream(pdf, b"1 0 0 rg 0 0 30 10 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 30, 10])
    looks = pdf.make_indirect(Dictionary(N=pdf.make_indirect(look)))
    pdf.pages[0].obj.Annots = Array([
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array(box), AP=looks))
        for box in ([10, 20, 40, 30], [10, 60, 40, 70])
    ])  # fmt: skip
    with pikepdf.open(io.BytesIO(upright(written(pdf)))) as laid:
        for one in laid.pages[0].obj.Annots:
            assert [float(part) for part in one.AP.N.Matrix] == [0, -1, 1, 0, 0, 0]


def test_what_leads_to_a_place_on_a_turned_page_leads_to_the_page():
    pdf = page_of(b"", count=2)
    pdf.pages[1].obj.Rotate = 0
    turned, plain = (page.obj for page in pdf.pages)

    def link(**leads):
        return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 2, 5, 4]), **leads))  # fmt: skip

    there, here = Array([turned, Name.XYZ, 10, 280, 0]), Array([plain, Name.FitH, 280])
    action = Dictionary(S=Name.GoTo, D=Array([turned, Name.FitR, 1, 2, 3, 4]))
    plain.Annots = Array([link(Dest=there), link(A=action), link(Dest=here)])
    line = pdf.make_indirect(Dictionary(Dest=Array([turned, Name.FitV, 7])))
    line.Next = line  # a circle
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=line))
    pdf.Root.OpenAction = Array([turned, Name.FitBH, 7])
    with pikepdf.open(io.BytesIO(upright(written(pdf)))) as laid:
        one, two, three = laid.pages[1].obj.Annots
        root, whole = laid.Root, [Name.Fit]
        every = one.Dest, two.A.D, root.Outlines.First.Dest, root.OpenAction
        assert [list(place)[1:] for place in every] == [whole] * 4
        assert {place[0].objgen for place in every} == {laid.pages[0].obj.objgen}
        assert list(three.Dest)[1:] == [Name.FitH, 280]
