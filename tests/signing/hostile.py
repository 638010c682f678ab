"""Files that are made to hang or to burst their reader, signed where they can be (faults S8)."""

from __future__ import annotations

import zlib

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from tests.signing import makers
from tests.signing.attacks import updated
from tests.signing.attacks_certified import paper, written


def _tail(data, body, entries):
    """Append raw objects with a plain table: ``entries`` is number → offset within ``body``."""
    start = data.rfind(b"startxref")
    number = data[start + 9 : data.find(b"%%EOF", start)].strip()
    base = len(data) + 1
    out = data + b"\n" + body
    table = b"xref\n" + b"".join(
        b"%d 1\n%010d 00000 n \n" % (one, base + at) for one, at in sorted(entries.items())
    )
    trailer = b"trailer\n<</Size 2000000/Root 1 0 R/Prev %s>>\n" % number
    return out + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def deep(key):
    """An object of a hundred thousand arrays within each other, appended."""
    body = b"3 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\n"
    return _tail(makers.pyhanko_signs(paper(), key), body, {3: 0})


def deep_dictionaries(key):
    body = b"4 0 obj\n" + b"<</A " * 50_000 + b"1" + b">>" * 50_000 + b"\nendobj\n"
    return _tail(makers.pyhanko_signs(paper(), key), body, {4: 0})


def cyclic_pages(key):
    """The page tree has itself as its child."""
    body = b"2 0 obj\n<</Type/Pages/Count 1/Kids[2 0 R 2 0 R 3 0 R]>>\nendobj\n"
    return _tail(makers.pyhanko_signs(paper(), key), body, {2: 0})


def cyclic_fields(key):
    """A form field that is its own child and its own parent."""
    signed = makers.pyhanko_signs(paper(), key)

    def change(writer):
        fields = writer.root["/AcroForm"]["/Fields"]
        one = generic.DictionaryObject({pdf_name("/T"): generic.pdf_string("x")})
        reference = writer.add_object(one)
        one[pdf_name("/Kids")] = generic.ArrayObject([reference, reference])
        one[pdf_name("/Parent")] = reference
        fields.append(reference)
        writer.update_container(fields)

    return updated(signed, change)


def table_loop(key):
    """The last table names itself as the one before it."""
    signed = makers.pyhanko_signs(paper(), key)
    at = len(signed) + 1
    table = b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 90/Root 1 0 R/Prev %d>>\n" % at
    return signed + table + b"startxref\n%d\n%%%%EOF\n" % at


def many_objects(_key=None, count=300_000):
    """A great many tiny objects in one table."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    objects += [b"[%d 0 R]" % (number + 5) for number in range(count)]
    return written(objects)


def many_pages(_key=None, count=60_000):
    """A great many pages that are one and the same object, in one flat list."""
    kids = b"3 0 R " * count
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
    ]
    return written([*objects, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[]>>"])


def huge_page(key):
    """A page a million points wide, with a mark on it."""
    data = paper(box=b"[0 0 999999 999999]")
    return makers.pyhanko_signs(makers.pyhanko_signs(data, key), key, name="Hai")


def bursting_store(key, size=600 << 20):
    """A security store whose list unfolds to hundreds of megabytes."""
    signed = makers.pyhanko_signs(paper(), key)
    packed = zlib.compressobj(9)
    small = b"".join(packed.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packed.flush()

    def change(writer):
        stream = generic.StreamObject(encoded_data=small)
        stream[pdf_name("/Filter")] = pdf_name("/FlateDecode")
        lists = generic.ArrayObject([writer.add_object(stream)])
        store = generic.DictionaryObject({pdf_name("/CRLs"): lists})
        writer.root[pdf_name("/DSS")] = writer.add_object(store)
        writer.update_root()

    return updated(signed, change)


def many_signature_fields(key, count=2000):
    """Two thousand fields that all show the same signature."""
    signed = makers.pyhanko_signs(paper(), key)

    def change(writer):
        fields = writer.root["/AcroForm"]["/Fields"]
        value = fields[0].raw_get("/V")
        for number in range(count):
            one = {pdf_name("/FT"): pdf_name("/Sig"), pdf_name("/V"): value}
            one[pdf_name("/T")] = generic.pdf_string(f"s{number}")
            fields.append(writer.add_object(generic.DictionaryObject(one)))
        writer.update_container(fields)

    return updated(signed, change)


def many_revisions(key, count=400):
    """Hundreds of empty-handed updates, each a revision."""
    data = makers.pyhanko_signs(paper(), key)
    for number in range(count):
        data = _tail(data, b"%d 0 obj\n(x)\nendobj\n" % (1000 + number), {1000 + number: 0})
    return data


def links_everywhere(key, count=300):
    """Pages that all point at all the others: paths through them are without number."""
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R/All[%s]>>" % kids]
    objects.append(b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Others[%s]/Annots[]>>" % kids
    data = makers.pyhanko_signs(written([*objects, *[page] * count]), key)
    return makers.pyhanko_signs(data, key, name="Hai", box=(0, 0, 60, 40))


def web_of_objects(key, count=40):
    """Objects that each point at all that follow: pyHanko's search for paths doubles with each."""
    objects = [b"<</Type/Catalog/Pages 2 0 R/Web 4 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[]>>")
    for number in range(count):
        below = b" ".join(b"%d 0 R" % (4 + other) for other in range(number + 1, count))
        objects.append(b"[%s]" % below)
    data = makers.pyhanko_signs(written(objects), key, box=(0, 0, 60, 40))
    return makers.pyhanko_signs(data, key, name="Hai", box=(0, 50, 60, 90))


def polyglot(_key=None):
    return b"<html><script>alert(1)</script>" + b" " * 1500 + paper()


def scripted(key):
    data = paper(catalog=b"/OpenAction<</S/JavaScript/JS(while\\(1\\){})>>")
    return makers.pyhanko_signs(data, key)


ALL = [
    deep,
    deep_dictionaries,
    cyclic_pages,
    cyclic_fields,
    table_loop,
    many_objects,
    many_pages,
    huge_page,
    bursting_store,
    many_signature_fields,
    many_revisions,
    links_everywhere,
    web_of_objects,
    polyglot,
    scripted,
]
