"""Attacks on what a certified file allows, and the comments that it really allows (EAA, SSA: Rohlmann and others 2021)."""

from __future__ import annotations

import io

from pyhanko.pdf_utils import generic, layout
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
)
from pyhanko.stamp import StaticStampStyle

from tests.signing import makers
from tests.signing.attacks import page, updated

TEXT = (60, 770, 500, 800)  # where the first line of the paper stands
MARGIN = (400, 30, 560, 60)  # where nothing stands


def numbers(values):
    return generic.ArrayObject(map(generic.FloatObject, values))


def paper(box=b"[0 0 595 842]", catalog=b""):
    """A page with two lines of text in Helvetica, one of them at ``TEXT``."""
    lines = b"BT /F1 18 Tf 70 778 Td (Giao 100.000.000 dong cho So Xay dung.) Tj 0 -60 Td (Dieu 2.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>/Annots[]>>"
        )
        % box,
        b"<</Length %d>>stream\n%s\nendstream" % (len(lines), lines),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return written(objects)


def written(objects, header=b"%PDF-1.7\n", *, size=None, root=b""):
    """Write a file from the bodies of its objects."""
    parts, places, at = [header], [], len(header)
    for number, body in enumerate(objects, 1):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    out = b"".join(parts)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (size or len(objects) + 1, root)
    return out + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def certified(key, permission=MDPPerm.ANNOTATE):
    return makers.pyhanko_signs(
        paper(),
        key,
        certify=True,
        docmdp_permissions=permission,
        box=(60, 100, 200, 150),
    )


def drawing(writer, code, rect):
    one = generic.StreamObject(stream_data=code)
    one[pdf_name("/Type")], one[pdf_name("/Subtype")] = pdf_name("/XObject"), pdf_name("/Form")
    one[pdf_name("/BBox")] = numbers((0, 0, rect[2] - rect[0], rect[3] - rect[1]))
    helvetica = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = generic.DictionaryObject({pdf_name(k): pdf_name(v) for k, v in helvetica.items()})
    fonts = generic.DictionaryObject({pdf_name("/F1"): font})
    one[pdf_name("/Resources")] = generic.DictionaryObject({pdf_name("/Font"): fonts})
    return generic.DictionaryObject({pdf_name("/N"): writer.add_object(one)})


def commented(data, subtype, rect, code, **more):
    """Append one comment with its own drawing."""

    def change(writer):
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name(subtype),
                pdf_name("/Rect"): numbers(rect),
                pdf_name("/Contents"): pdf_string("ghi chú"),
                pdf_name("/F"): generic.NumberObject(4),
                pdf_name("/AP"): drawing(writer, code, rect),
                **{pdf_name(f"/{key}"): value for key, value in more.items()},
            }
        )
        one = page(writer)
        if "/Annots" not in one:
            one[pdf_name("/Annots")] = generic.ArrayObject()
        one["/Annots"].append(writer.add_object(note))
        writer.update_container(one["/Annots"])

    return updated(data, change)


WHITE = b"1 g 0 0 500 40 re f"
LIE = WHITE + b" 0 g BT /F1 18 Tf 10 8 Td (Giao 900.000.000 dong cho Cong ty X.) Tj ET"
PRINT = b"0 g BT /F1 12 Tf 4 8 Td (Dieu 3. Chi them 5 ty) Tj ET"
YELLOW_NOTE = b"1 1 0.6 rg 0 0 160 30 re f 0 g BT /F1 10 Tf 4 8 Td (xem lai) Tj ET"


def covering(data, subtype="/Square"):
    return commented(data, subtype, TEXT, WHITE)


def lying(data):
    return commented(data, "/FreeText", TEXT, LIE)


def printing(data):
    return commented(data, "/FreeText", MARGIN, PRINT)


def note(data):
    return commented(data, "/Text", (560, 800, 580, 820), b"1 1 0 rg 0 0 20 20 re f")


def yellow_note(data):
    return commented(data, "/FreeText", MARGIN, YELLOW_NOTE)


def underline(data):
    return commented(data, "/Underline", TEXT, b"1 0 0 RG 10 4 m 400 4 l S")


def with_link(data):
    action = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/URI"), pdf_name("/URI"): pdf_string("http://x.example/")}
    )
    return commented(data, "/Square", MARGIN, b"0 0 1 rg 0 0 9 9 re f", A=action)


def sneaky_signature(data, key, rect=TEXT, code=LIE):
    """SSA: a new, visible signature whose picture covers the text."""
    helvetica = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = generic.DictionaryObject({pdf_name(k): pdf_name(v) for k, v in helvetica.items()})
    box = layout.BoxConstraints(width=rect[2] - rect[0], height=rect[3] - rect[1])
    picture = RawContent(code, box=box)
    picture.resources.font["/F1"] = font
    style = StaticStampStyle(background=picture, border_width=0, background_opacity=1)
    return makers.pyhanko_signs(data, key, name="Lén", box=rect, stamp_style=style)


def with_text_field(data, says=""):
    """Add a text field; it may say something already."""

    def change(writer):
        one = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): pdf_string("GhiThem"),
                pdf_name("/Rect"): numbers((60, 600, 300, 620)),
                pdf_name("/F"): generic.NumberObject(4),
            }
        )
        if says:
            one[pdf_name("/V")] = pdf_string(says)
            code = b"BT /F1 12 Tf 2 4 Td (%s) Tj ET" % says.encode()
            one[pdf_name("/AP")] = drawing(writer, code, (60, 600, 300, 620))
        reference = writer.add_object(one)
        fields = generic.ArrayObject([reference])
        form = generic.DictionaryObject({pdf_name("/Fields"): fields})
        writer.root[pdf_name("/AcroForm")] = form
        writer.update_root()
        first = page(writer)
        first["/Annots"].append(reference)
        writer.update_container(first["/Annots"])

    return updated(data, change)


def locked_field_filled(key):
    """A signature that locks all fields; one is filled in afterwards."""
    lock = FieldMDPSpec(FieldMDPAction.ALL)
    writer = IncrementalPdfFileWriter(io.BytesIO(with_text_field(paper())))
    spec = SigFieldSpec("Khóa", box=(60, 100, 200, 150), field_mdp_spec=lock)
    append_signature_field(writer, spec)
    out = io.BytesIO()
    writer.write(out)
    return text_changed(makers.pyhanko_signs(out.getvalue(), key, name="Khóa", box=None))


def text_changed(data, says="them 5 ty"):
    """Let the text field say something else."""

    def change(writer):
        fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
        one = next(found for found in fields if found["/T"] == "GhiThem")
        one[pdf_name("/V")] = pdf_string(says)
        code = b"BT /F1 12 Tf 2 4 Td (%s) Tj ET" % says.encode()
        one[pdf_name("/AP")] = drawing(writer, code, (60, 600, 300, 620))
        writer.update_container(one)

    return updated(data, change)
