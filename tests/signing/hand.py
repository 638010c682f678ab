"""A signed file written by hand, object by object, so that each habit of a maker can be had alone."""

from __future__ import annotations

import hashlib

from asn1crypto import cms, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

RESERVED = 20_000  # hex digits
SHOWN = b"BT /F1 14 Tf 60 750 Td (Quyet dinh) Tj ET"
FIELD = b"<</FT/Sig/Type/Annot/Subtype/Widget/T(Ky)/F 132/Rect[300 60 480 110]/P 3 0 R/V 7 0 R>>"
OBJECTS = {
    1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R]>>>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]"
    b"/Resources<</Font<</F1 5 0 R>>>>>>",
    4: b"<</Length %d>>stream\n%s\nendstream" % (len(SHOWN), SHOWN),
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    6: FIELD,
    7: b"@",
}
VALUE = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:20261122080000+07'00')"


def hand_signed(
    container, objects=None, *, start=VALUE, rest=b">>", header=b"%PDF-1.7\n", **habits
):
    """Write the objects of one revision and sign it; ``@`` stands for the signature dictionary.

    ``container``: the signed bytes → the container; ``habits``: ``hexed`` (how digits are written), ``spaces`` (of the
    range), ``padding`` (behind the container), ``trailer`` (more keys), ``size`` (of the table).
    """
    out, places = header, {}
    gap = [0, 0]
    for number, body in {**OBJECTS, **(objects or {})}.items():
        places[number] = len(out)
        before, at, after = body.partition(b"@")
        out += b"%d 0 obj\n%s" % (number, before)
        if at:
            out += start + b"/ByteRange "
            room = len(out)
            out += b" " * 60 + b"/Contents "
            gap[0] = len(out)
            out += b"<" + b"0" * RESERVED + b">"
            gap[1] = len(out)
            out += rest + after
        out += b"\nendobj\n"
    out += _table(places, len(out), habits)
    numbers = habits.get("spaces", b"[%d %d %d %d]") % (0, *gap, len(out) - gap[1])
    out = out[:room] + numbers.ljust(60) + out[room + 60 :]
    made = container(out[: gap[0]] + out[gap[1] :]) + habits.get("padding", b"")
    digits = habits.get("hexed", bytes.hex)(made).encode().ljust(RESERVED, b"0")[:RESERVED]
    return out[: gap[0] + 1] + digits + out[gap[1] - 1 :]


def _table(places, at, habits):
    size = habits.get("size", max(places) + 1)
    rows = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    )
    more = habits.get("trailer", b"")
    return b"xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, rows, size, more, at,
    )  # fmt: skip


def later(data, objects, *, free=(), size=None, trailer=b""):
    """Append a revision that writes ``objects`` and calls the numbers ``free`` free."""
    previous = int(data.rsplit(b"startxref", 1)[1].split()[0])
    places = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n"
    for number in sorted({*places, *free}):
        row = b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        data += b"%d 1\n%s" % (number, row)
    size = size or max([7, *places, *free]) + 1
    data += b"trailer\n<</Size %d/Root 1 0 R/Prev %d%s>>\n" % (size, previous, trailer)
    return data + b"startxref\n%d\n%%%%EOF\n" % table


def signed_later(data, container, objects, *, start=VALUE, rest=b">>", size=None):
    """Append a revision that is signed; ``@`` in ``objects`` stands for the signature dictionary."""
    previous = int(data.rsplit(b"startxref", 1)[1].split()[0])
    places, gap, room = {}, [0, 0], 0
    for number, body in objects.items():
        places[number] = len(data)
        before, at, after = body.partition(b"@")
        data += b"%d 0 obj\n%s" % (number, before)
        if at:
            data += start + b"/ByteRange "
            room = len(data)
            data += b" " * 60 + b"/Contents "
            gap[0] = len(data)
            data += b"<" + b"0" * RESERVED + b">"
            gap[1] = len(data)
            data += rest + after
        data += b"\nendobj\n"
    table = len(data)
    data += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % one for one in sorted(places.items()))
    size = size or max(places) + 1
    data += b"trailer\n<</Size %d/Root 1 0 R/Prev %d>>\n" % (size, previous)
    data += b"startxref\n%d\n%%%%EOF\n" % table
    numbers = b"[%d %d %d %d]" % (0, *gap, len(data) - gap[1])
    data = data[:room] + numbers.ljust(60) + data[room + 60 :]
    digits = container(data[: gap[0]] + data[gap[1] :]).hex().encode().ljust(RESERVED, b"0")
    return data[: gap[0] + 1] + digits + data[gap[1] - 1 :]


def signed_by(key, *, twice_by=None, digest="sha256", carried=None, **names):
    """Return who makes a container: ``key`` and, as a second signer, ``twice_by``; ``names`` of the algorithms."""

    def container(content):
        keys = [key] if twice_by is None else [key, twice_by]
        signers = [_signer(one, content, digest, names) for one in keys]
        found = {one.certificate.serial_number: _asn1(one.certificate) for one in keys}
        data = {
            "version": "v1",
            "digest_algorithms": [{"algorithm": digest}],
            "encap_content_info": {"content_type": "data", "content": carried},
            "certificates": [*found.values(), *map(_asn1, key.chain)],
            "signer_infos": signers,
        }
        info = {"content_type": "signed_data", "content": cms.SignedData(data)}
        return cms.ContentInfo(info).dump()

    return container


def _asn1(certificate):
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _signer(key, content, digest, names):
    certificate = _asn1(key.certificate)
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [hashlib.new(digest, content).digest()]},
        ]
    )
    hashed = getattr(hashes, digest.upper())()
    if isinstance(key.private, ec.EllipticCurvePrivateKey):
        made = key.private.sign(attributes.dump(), ec.ECDSA(hashed))
    else:
        made = key.private.sign(attributes.dump(), padding.PKCS1v15(), hashed)
    kind = "ecdsa" if isinstance(key.private, ec.EllipticCurvePrivateKey) else "rsa"
    return {
        "version": "v1",
        "sid": cms.IssuerAndSerialNumber(
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        ),
        "digest_algorithm": {"algorithm": names.get("digest_name", digest)},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": names.get("signature_name", f"{digest}_{kind}")},
        "signature": made,
    }
