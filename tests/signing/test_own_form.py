"""Drafts that bring a form of their own: what it shows is drawn into the page, what is signed then stays valid."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from signing.pdf import pictures
from signing.pdf.prepare import SEAL_FIELD, Wanted, prepare, signature_field
from signing.pdf.sign import Mark, sign
from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing.forms import DATA, right

NAME = DATA["signing"]["name"]
FILLED = {"So": "05", "SoKyHieu": "05/QĐ-UBND", "NgayThangNam": "ngày 23 tháng 11 năm 2026"}


def _field(pdf, name="Text1", kind=Name.Tx, **more):
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=kind, T=name, F=4, Rect=[60, 20, 160, 40],
        DA="/Helv 10 Tf 0 g", **more,
    )  # fmt: skip


def _form(pdf, fields, **more):
    pdf.pages[0].obj.Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), **more)


def twins(pdf):
    """Two fields of one name, as in merged files."""
    _form(pdf, [pdf.make_indirect(_field(pdf)), pdf.make_indirect(_field(pdf))])


def direct(pdf):
    """A field that is no object of its own and lies on no page."""
    _form(pdf, [])
    pdf.Root.AcroForm.Fields.append(_field(pdf))


def ours(pdf):
    """An empty place for a signature that bears our name."""
    _form(pdf, [pdf.make_indirect(_field(pdf, "ChuKy1", Name.Sig))])


def spoilt(pdf):
    """A form and a page with holes."""
    _form(pdf, [pdf.make_indirect(_field(pdf))])
    pdf.Root.AcroForm.Fields.append(None)
    pdf.pages[0].obj.Annots.append(None)


def filled(pdf):
    """A text that viewers are told to draw."""
    _form(pdf, [pdf.make_indirect(_field(pdf, "Tong", V="Tong 12"))], NeedAppearances=True)


def shared(pdf):
    """Two pages with one list of marks."""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 10, 20, 20])
    pdf.pages.append(pdf.pages[0])
    both = pdf.make_indirect(Array([pdf.make_indirect(link)]))
    for page in pdf.pages:
        page.obj.Annots = both


def prepared(pdf):
    """A paper that was made ready once, taken away and handed in again."""
    out = io.BytesIO()
    pdf.save(out)
    return prepare(out.getvalue(), Wanted(signers=(NAME,))).content


@pytest.mark.parametrize("make", [twins, direct, ours, spoilt, filled, shared, prepared])
def test_a_draft_with_a_form_is_signed_and_stays_valid(make, leader, agency, roots):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(right("decision", number="", date=""))) as pdf:
        content = make(pdf)
        pdf.save(out)
    made = prepare(content or out.getvalue(), Wanted(signers=(NAME,)))
    picture = pictures.signature_picture(NAME)
    signed = sign(made.content, Mark(signature_field(1), picture, certify=True), key=leader)
    seal = pictures.seal_picture("UBND")
    found = judge(sign(signed, Mark(SEAL_FIELD, seal, fill=FILLED), key=agency), roots)
    assert found.verdict == Verdict.VALID, found
    assert len(found.signatures) == 2


def test_what_a_field_shows_stands_in_the_paper():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(right("decision", number="", date=""))) as pdf:
        filled(pdf)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 10, 20, 20])
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(link))
        pdf.save(out)
    content = prepare(out.getvalue(), Wanted(signers=(NAME,))).content
    assert "Tong 12" in pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert Name.Link in [one.Subtype for one in pdf.pages[0].obj.Annots]
        assert "Tong" not in [str(one.T) for one in pdf.Root.AcroForm.Fields]
