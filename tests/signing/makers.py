"""Signed files as other makers write them: other structures, other containers, other keys."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import subprocess
import zlib

import pikepdf
from asn1crypto import core
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from signing.agent.stock import KeptKeySigner
from tests.world import pdf as plain_pdf

RESERVED = 16_000


def pyhanko_signs(content, key, *, strict=True, password=None, box=(300, 60, 500, 120), **meta):
    """Sign as an ordinary pyHanko user does: a new field, an ordinary signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=strict)
    if password is not None:
        writer.encrypt(password)
    name = meta.pop("name", "Signature1")
    meta.setdefault("subfilter", fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    timestamper, style = meta.pop("timestamper", None), meta.pop("stamp_style", None)
    signer = PdfSigner(
        PdfSignatureMetadata(field_name=name, md_algorithm=meta.pop("md", "sha256"), **meta),
        signer=KeptKeySigner(key),
        timestamper=timestamper,
        **({"stamp_style": style} if style else {}),
        new_field_spec=fields.SigFieldSpec(name, box=box) if box else None,
    )
    out = io.BytesIO()
    signer.sign_pdf(writer, output=out, bytes_reserved=24_000)
    return out.getvalue()


def with_object_streams():
    return _saved(object_stream_mode=pikepdf.ObjectStreamMode.generate)


def linearized():
    return _saved(linearize=True)


def pdf_2():
    return _saved(min_version="2.0", force_version="2.0")


def encrypted():
    return _saved(encryption=pikepdf.Encryption(owner="owner", user="", R=6))


def _saved(**how):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain_pdf(pages=2))) as document:
        document.save(out, **how)
    return out.getvalue()


def hybrid():
    """A hybrid-reference file as Word writes it: a table, and beside it a stream that knows more (/XRefStm)."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R>>",
        4: b"<</Length 24>>stream\n0 0 1 rg 50 50 99 99 re f\nendstream",
    }
    objects[4] = b"<</Length %d>>stream\n0 0 1 rg 50 50 99 99 re f\nendstream" % 26
    out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    inner = b"5 0 <</ProcSet[/PDF]>>"
    packed = zlib.compress(inner)
    places[6] = len(out)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    out += b"6 0 obj\n" + head + packed + b"\nendstream\nendobj\n"
    places[7] = len(out)
    rows = bytes([2]) + (6).to_bytes(4, "big") + bytes([0])
    rows += bytes([1]) + places[6].to_bytes(4, "big") + bytes([0])
    stream = b"<</Type/XRef/Size 8/W[1 4 1]/Index[5 2]/Length %d>>stream\n" % len(rows)
    out += b"7 0 obj\n" + stream + rows + b"\nendstream\nendobj\n"
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in (1, 2, 3, 4))
    out += b"trailer\n<</Size 8/Root 1 0 R/XRefStm %d>>\n" % places[7]
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def self_signed(name="Ky tu ky", *, days=(-1, 365), curve=None):
    """An EC key with a certificate of its own, without any extension, as small tools make them."""
    key = ec.generate_private_key(curve or ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now + dt.timedelta(days=days[0]))
    builder = builder.not_valid_after(now + dt.timedelta(days=days[1]))
    return key, builder.sign(key, hashes.SHA256())


def openssl_signs(content, key, certificate, folder, *, attributes=True, kind="pkcs7.detached"):
    """Sign without any PDF library: a hand-written update, the container by ``openssl cms``."""
    with pikepdf.open(io.BytesIO(content)) as document:
        size, root = len(document.objects) + 1, document.Root.objgen[0]
        page = document.pages[0].obj.objgen[0]
        root_text = document.Root.unparse(resolved=True)
        page_text = document.pages[0].obj.unparse(resolved=True)
    start = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    out, places = content + b"\n", {}

    def add(number, body):
        nonlocal out
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)

    field, value = size, size + 1
    add(root, root_text[:-2] + b"/AcroForm<</SigFlags 3/Fields[%d 0 R]>>>>" % field)
    add(page, page_text[:-2] + b"/Annots[%d 0 R]>>" % field)
    widget = (
        b"<</FT/Sig/Type/Annot/Subtype/Widget/T(OpenSSL)/F 132/Rect[0 0 0 0]/V %d 0 R/P %d 0 R>>"
    )
    add(field, widget % (value, page))
    places[value] = len(out)
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    out += b"%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.%s" % (value, kind.encode())
    if kind == "x509.rsa_sha1":
        der = certificate.public_bytes(serialization.Encoding.DER)
        out += b"/Cert<%s>" % der.hex().encode()
    out += b"/M(D:20261122080000+07'00')/ByteRange "
    at = len(out)
    out += b" " * 48 + b"/Contents "
    first = len(out)
    out += b"<" + b"0" * RESERVED + b">"
    second = len(out)
    out += b">>\nendobj\n"
    table = len(out)
    out += b"xref\n"
    for number in sorted(places):
        out += b"%d 1\n%010d 00000 n \n" % (number, places[number])
    out += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (value + 1, root, start)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    numbers = b"[0 %d %d %d]" % (first, second, len(out) - second)
    out = out[:at] + numbers.ljust(48) + out[at + 48 :]
    (folder / "tbs").write_bytes(out[:first] + out[second:])
    pem = key.private_bytes(encoding, form, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    (folder / "cert.pem").write_bytes(certificate.public_bytes(encoding))
    if kind == "x509.rsa_sha1":
        signed = key.sign(out[:first] + out[second:], padding.PKCS1v15(), hashes.SHA1())
        made = core.OctetString(signed).dump()
    else:
        made = _container(folder, attributes, kind)
    made = made.hex().encode()
    return out[: first + 1] + made.ljust(RESERVED, b"0") + out[first + 1 + RESERVED :]


def _container(folder, attributes, kind):
    """Let OpenSSL make the container; ``pkcs7.sha1`` carries the file's SHA-1 inside."""
    if kind == "pkcs7.sha1":
        content = (folder / "tbs").read_bytes()
        (folder / "tbs").write_bytes(hashlib.sha1(content).digest())
    command = ["openssl", "cms", "-sign", "-binary", "-md", "sha256", "-outform", "DER"]
    command += ["-in", folder / "tbs", "-signer", folder / "cert.pem", "-inkey", folder / "key.pem"]
    command += [] if attributes else ["-noattr"]
    command += ["-nodetach"] if kind == "pkcs7.sha1" else []
    return subprocess.run(command, capture_output=True, check=True).stdout
