"""The form that a draft brings with it, drawn into its pages before ours is made: two fields of one name can be judged by nobody."""

import pikepdf
from pikepdf import Array, Dictionary, Name


def dissolve(pdf: pikepdf.Pdf) -> None:
    """Draw the fields of an unsigned draft as they are seen, and keep none; comments and links stay.

    Raises ``pikepdf.PdfError`` when a drawing cannot be read.
    """
    form = pdf.Root.get("/AcroForm")
    if form is None or not len(form.get("/Fields", Array())):
        return
    if form.get("/NeedAppearances"):
        pdf.generate_appearance_streams()
    others = [_put_aside(page) for page in pdf.pages]
    pdf.flatten_annotations("all")
    for page, kept in zip(pdf.pages, others, strict=True):
        if kept:
            page.obj.Annots = Array(kept)
        elif "/Annots" in page.obj:
            del page.obj.Annots
    if "/AcroForm" in pdf.Root:
        del pdf.Root.AcroForm


def _put_aside(page: pikepdf.Page) -> list[pikepdf.Object]:
    """Leave a page its fields only; return what else lies on it."""
    every = [one for one in page.obj.get("/Annots", Array()) if isinstance(one, Dictionary)]
    fields = [one for one in every if one.get("/Subtype") == Name.Widget]
    if "/Annots" in page.obj:
        page.obj.Annots = Array(fields)
    return [one for one in every if one.get("/Subtype") != Name.Widget]
