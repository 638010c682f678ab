"""Who signed and who stamped a file, and by when that is proved: read from its signature fields."""

import datetime as dt
from collections.abc import Iterator

import pikepdf
from asn1crypto import cms
from cryptography import x509

from signing.levels.stamps import Token, read_token
from signing.pdf.draft import fields

Signer = tuple[x509.Certificate, tuple[x509.Certificate, ...], Token | None]


def signers(root: pikepdf.Object) -> list[Signer]:
    """Return who signed: certificate, others in the container, the timestamp over the signature."""
    return [
        signer_of(bytes(one.V.Contents))
        for _name, one in signed_fields(root)
        if not is_stamp(one.V)
    ]


def stamps(root: pikepdf.Object) -> list[Token]:
    """Return the document timestamps, the oldest first."""
    found = [one for _name, one in signed_fields(root) if is_stamp(one.V)]
    tokens = [read_token(trimmed(bytes(one.V.Contents))) for one in found]
    return sorted(tokens, key=lambda token: token.at)


def signed_fields(root: pikepdf.Object) -> list[tuple[str, pikepdf.Object]]:
    """Return the signature fields that are signed or stamped, with their names."""
    return [
        (name, one)
        for name, one in fields(root)
        if str(one.get("/FT", "")) == "/Sig" and "/V" in one
    ]


def signer_of(contents: bytes) -> Signer:
    """Read a container: who signed, the other certificates, the timestamp over the signature."""
    signed = cms.ContentInfo.load(trimmed(contents))["content"]
    found = [x509.load_der_x509_certificate(one.dump()) for one in signed["certificates"]]
    info = signed["signer_infos"][0]
    serial = info["sid"].chosen["serial_number"].native
    own = next(one for one in found if one.serial_number == serial)
    token = None
    attributes = info["unsigned_attrs"]
    for one in attributes if attributes.native is not None else ():
        if one["type"].native == "signature_time_stamp_token":
            token = read_token(one["values"][0].dump())
    return own, tuple(one for one in found if one is not own), token


Proved = tuple[x509.Certificate, tuple[x509.Certificate, ...], dt.datetime | None]


def everyone(root: pikepdf.Object) -> Iterator[Proved]:
    """Yield who signed or stamped: certificate, others beside it, when that is proved to have been done at the latest."""
    everything = [one.V for _name, one in signed_fields(root)]
    tokens = {at: read_token(trimmed(bytes(one.Contents))) for at, one in enumerate(everything) if is_stamp(one)}  # fmt: skip
    ends = [sum(int(number) for number in list(one.ByteRange)[2:]) for one in everything]
    for at, one in enumerate(everything):
        over = min((tokens[n].at for n in tokens if ends[n] > ends[at]), default=None)
        if at in tokens:
            yield tokens[at].certificate, tokens[at].others, over
            continue
        own, others, token = signer_of(bytes(one.Contents))
        yield own, others, token.at if token else over
        if token:
            yield token.certificate, token.others, over


def is_stamp(value: pikepdf.Object) -> bool:
    """Say whether a signature field's value is a document timestamp."""
    return str(value.get("/SubFilter", "")) == "/ETSI.RFC3161"


def trimmed(contents: bytes) -> bytes:
    """Return a container without the zeros behind it: its own length says where it ends."""
    size = contents[1]
    if size < 0x80:
        return contents[: 2 + size]
    count = size & 0x7F
    return contents[: 2 + count + int.from_bytes(contents[2 : 2 + count], "big")]
