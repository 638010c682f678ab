"""Shadow attacks (Mainka and others 2021), layers, letters and stores: what is prepared before signing and turned later."""

from __future__ import annotations

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.signing import makers
from tests.signing.attacks import page, updated
from tests.signing.attacks_certified import paper, text_changed, with_text_field, written

FULL = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>"
TRUE = b"BT /F1 18 Tf 70 778 Td (Giao 100 trieu.) Tj ET"
FALSE = b"BT /F1 18 Tf 70 778 Td (Giao 900 trieu.) Tj ET"


def _stream(head, body):
    return head + b"/Length %d>>stream\n%s\nendstream" % (len(body), body)


def _paper(content, *, resources=b"", catalog=b"", more=(), font=b"/Helvetica", page_more=b""):
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[]"
            b"/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (resources, page_more),
            _stream(b"<<", content),
            b"<</Type/Font/Subtype/Type1/BaseFont%s>>" % font,
            *more,
        ]
    )


def _overwrite(data, number, change):
    def update(writer):
        one = writer.get_object(generic.Reference(number, 0, writer))
        change(one)
        writer.mark_update(generic.Reference(number, 0, writer))

    return updated(data, update)


def hide(key):
    """A picture lies over the true text when it is signed; later it is emptied."""
    cover = _stream(FULL, b"1 g 50 760 500 60 re f 0 g " + TRUE)
    paper = _paper(FALSE + b" /Cover Do", resources=b"/XObject<</Cover 6 0 R>>", more=[cover])
    signed = makers.pyhanko_signs(paper, key)
    return signed, _overwrite(signed, 6, lambda one: setattr(one, "_data", b" ") or _emptied(one))


def _emptied(one):
    one._encoded_data, one._data = None, b" "


def hide_by_freeing(key):
    """The same; the picture's number is freed."""
    signed, _other = hide(key)
    start = signed.rfind(b"startxref")
    number = signed[start + 9 : signed.find(b"%%EOF", start)].strip()
    body = signed + b"\n"
    table = b"xref\n0 1\n0000000006 65535 f \n6 1\n0000000000 00001 f \n"
    trailer = b"trailer\n<</Size 60/Root 1 0 R/Prev %s>>\n" % number
    return signed, body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def field_replaced(key):
    """A field that says something when it is signed says something else later."""
    signed = makers.pyhanko_signs(with_text_field(paper(), "100 trieu"), key)
    return signed, text_changed(signed, "900 trieu")


def font_replaced(key):
    """The letters of the page become another typeface, in which a 1 looks like a 9."""
    signed = makers.pyhanko_signs(_paper(TRUE), key)

    def change(one):
        one[pdf_name("/BaseFont")] = pdf_name("/ZapfDingbats")

    return signed, _overwrite(signed, 5, change)


def evil_encoding(key):
    """The letters are drawn anew by an encoding that swaps two of them."""
    signed = makers.pyhanko_signs(_paper(TRUE), key)

    def change(one):
        swap = [generic.NumberObject(49), pdf_name("/nine"), pdf_name("/zero")]
        encoding = {pdf_name("/Type"): pdf_name("/Encoding")}
        encoding[pdf_name("/Differences")] = generic.ArrayObject(swap)
        one[pdf_name("/Encoding")] = generic.DictionaryObject(encoding)

    return signed, _overwrite(signed, 5, change)


LAYERS = b"/OCProperties<</OCGs[6 0 R 7 0 R]/D %s>>"
TWO = b"/OC /A BDC " + TRUE + b" EMC /OC /B BDC " + FALSE + b" EMC"
GROUPS = [b"<</Type/OCG/Name(A)>>", b"<</Type/OCG/Name(B)>>"]
PROPERTIES = b"/Properties<</A 6 0 R/B 7 0 R>>"


def layered():
    """A page with two layers of which one is off, as drawing programs write too."""
    catalog = LAYERS % b"<</ON[6 0 R]/OFF[7 0 R]>>"
    return _paper(TWO, resources=PROPERTIES, catalog=catalog, more=GROUPS)


def layer_switched(key):
    """The catalogue switches the layers after signing."""
    signed = makers.pyhanko_signs(layered(), key)

    def change(writer):
        default = writer.root["/OCProperties"]["/D"]
        default["/ON"], default["/OFF"] = default["/OFF"], default["/ON"]
        writer.update_root()

    return signed, updated(signed, change)


def layer_state_object(key):
    """The same through an object of its own that only says which layers are off."""
    state = b"<</ON[6 0 R]/OFF[7 0 R]>>"
    paper = _paper(TWO, resources=PROPERTIES, catalog=LAYERS % b"8 0 R", more=[*GROUPS, state])
    signed = makers.pyhanko_signs(paper, key)

    def change(one):
        one["/ON"], one["/OFF"] = one["/OFF"], one["/ON"]

    return signed, _overwrite(signed, 8, change)


def promised(key):
    """The signed page draws an object that does not exist yet and that its table has no room for."""
    paper = _paper(TRUE + b" /Later Do", resources=b"/XObject<</Later 900 0 R>>")
    signed = makers.pyhanko_signs(paper, key)
    start = signed.rfind(b"startxref")
    number = signed[start + 9 : signed.find(b"%%EOF", start)].strip()
    place = len(signed) + 1
    form = _stream(FULL, b"1 g 50 760 500 60 re f 0 g " + FALSE)
    body = signed + b"\n900 0 obj\n" + form + b"\nendobj\n"
    table = b"xref\n900 1\n%010d 00000 n \n" % place
    trailer = b"trailer\n<</Size 901/Root 1 0 R/Prev %s>>\n" % number
    return signed, body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def store_as_cover(key):
    """A security store whose “certificate” is the page's content, written anew."""
    signed = makers.pyhanko_signs(_paper(TRUE), key)

    def change(writer):
        content = generic.Reference(4, 0, writer)
        stream = content.get_object()
        stream._encoded_data, stream._data = None, FALSE
        writer.mark_update(content)
        certs = generic.ArrayObject([generic.IndirectObject(4, 0, writer)])
        store = generic.DictionaryObject({pdf_name("/Certs"): certs})
        writer.root[pdf_name("/DSS")] = writer.add_object(store)
        writer.update_root()

    return signed, updated(signed, change)


def store_with_more(key):
    """A security store that carries what no store has."""
    signed = makers.pyhanko_signs(_paper(TRUE), key)

    def change(writer):
        action = generic.DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript")})
        store = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/DSS")})
        store[pdf_name("/OpenAction")] = writer.add_object(action)
        writer.root[pdf_name("/DSS")] = writer.add_object(store)
        writer.update_root()

    return signed, updated(signed, change)


def opens_with_program(key):
    signed = makers.pyhanko_signs(_paper(TRUE), key)

    def change(writer):
        action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_name("/x")}
        writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(action)
        writer.update_root()

    return signed, updated(signed, change)


def page_swapped(key):
    """The page tree points at another page."""
    signed = makers.pyhanko_signs(_paper(TRUE), key)

    def change(writer):
        other = generic.DictionaryObject({key: page(writer).raw_get(key) for key in page(writer)})
        other[pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=FALSE))
        kids = writer.root["/Pages"]["/Kids"]
        kids[0] = writer.add_object(other)
        writer.update_container(kids)

    return signed, updated(signed, change)


def overlapping_revision(key):
    """An update whose table claims an object that lies across the end of the signed bytes."""
    signed = makers.pyhanko_signs(_paper(TRUE), key)
    start = signed.rfind(b"startxref")
    number = signed[start + 9 : signed.find(b"%%EOF", start)].strip()
    place = signed.rfind(b"trailer")
    body = signed + b" 4 0 obj\n" + _stream(b"<<", FALSE) + b"\nendobj\n"
    table = b"xref\n4 1\n%010d 00000 n \n" % (place + 3)
    trailer = b"trailer\n<</Size 60/Root 1 0 R/Prev %s>>\n" % number
    return signed, body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def reader_of(data):
    return IncrementalPdfFileWriter(io.BytesIO(data)).prev
