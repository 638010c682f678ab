"""The signature container (CMS, RFC 5652): parsed, what it carries, and the digests of the bytes it signs."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms, parser, x509
from pyhanko.sign.general import find_cms_attribute_iter

EXTENDABLE = {"shake128": (32,), "shake256": (64,)}  # RFC 8419, RFC 8702: their length in bytes
NAMES = {"shake128": "shake_128", "shake256": "shake_256"}
HASHES = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"}
KEY_ONLY = "1.2.840.10045.2.1"
PKCS1 = "1.2.840.113549.1.1"  # RFC 8017
HASH_OF = {
    f"{PKCS1}.5": "sha1",
    f"{PKCS1}.11": "sha256",
    f"{PKCS1}.12": "sha384",
    f"{PKCS1}.13": "sha512",
}
IMPRINTED = {"signature": "signature_time_stamp_token", "content": "content_time_stamp"}
STRONG = (set(NAMES) | HASHES) - {"md5", "sha1"}
FORGED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)  # since then SHA-1 is (Leurent, Peyrin 2020)
STEP = 1 << 24  # bytes hashed at once


class Spoilt(Exception):
    """The container cannot be read."""


class Several(Spoilt):
    """Several people signed one container: a PDF's holds one signature (ISO 32000-2, 12.8.3.3)."""


@dataclass(frozen=True)
class Container:
    """A parsed container."""

    signed_data: cms.SignedData
    signer_info: cms.SignerInfo
    clean_padding: bool

    @property
    def is_timestamp(self) -> bool:
        """Say whether it is a document timestamp (RFC 3161) and not somebody's signature."""
        return bool(self.signed_data["encap_content_info"]["content_type"].native == "tst_info")

    @property
    def names_its_certificate(self) -> bool:
        """Say whether the signed attributes name the certificate, as PAdES demands (RFC 5035, RFC 2634)."""
        return any(
            _attribute(self.signer_info["signed_attrs"], name)
            for name in ("signing_certificate", "signing_certificate_v2")
        )

    def imprint(self, kind: str, at: Any) -> str:
        """Return by which hash a timestamp made ``at`` names what it saw: the weakest of several; "" when unknown.

        ``kind``: “document” (the container itself), “signature” or “content” (carried within it).
        """
        info, name = self.signer_info, IMPRINTED.get(kind, "")
        attributes = info["unsigned_attrs" if kind == "signature" else "signed_attrs"]
        tokens = [one["content"] for one in _attribute(attributes, name)] if name else []
        known = [_imprint(one) for one in tokens or [self.signed_data]]
        found = [hashed for made, hashed in known if made == at]
        return next((one for one in ("", "md5", "sha1") if one in found), found[0] if found else "")

    def certificates(self) -> list[x509.Certificate]:
        """Return the certificates in the container and in the timestamps within it."""
        return list(_certificates(self.signed_data, 0))

    def revocations(self) -> Iterator[bytes]:
        """Yield lists and answers that the container carries, in DER: Adobe's attribute and the field ``crls``."""
        try:
            for choice in self.signed_data["crls"]:
                yield choice.chosen.dump()
            found = _attribute(self.signer_info["signed_attrs"], "adobe_revocation_info_archival")
            for archive in found:
                for kind in ("crl", "ocsp"):
                    yield from (one.dump() for one in archive[kind] or ())
        except Exception:  # noqa: BLE001 (a spoilt attribute is as good as none)
            return


def _imprint(signed_data: cms.SignedData) -> tuple[Any, str]:
    """Return when a timestamp was made, and the hash of what it saw."""
    try:
        said = signed_data["encap_content_info"]["content"].parsed
        hashed = said["message_imprint"]["hash_algorithm"]["algorithm"].native
        return said["gen_time"].native, str(hashed)
    except Exception:  # noqa: BLE001 (a spoilt one proves nothing)
        return None, ""


def forgeable(imprint: str, at: dt.datetime) -> bool:
    """Say whether a timestamp names what it saw by a hash that somebody could already forge then (ETSI TS 119 312)."""
    return imprint not in STRONG and not (imprint == "sha1" and at < FORGED)


def _certificates(signed_data: cms.SignedData, depth: int) -> Iterator[x509.Certificate]:
    try:
        for choice in signed_data["certificates"]:
            if choice.name == "certificate":
                yield choice.chosen
        for name in ("signature_time_stamp_token", "content_time_stamp"):
            kind = "unsigned_attrs" if name.startswith("signature") else "signed_attrs"
            for token in (
                _attribute(signed_data["signer_infos"][0][kind], name) if not depth else ()
            ):
                yield from _certificates(token["content"], depth + 1)
    except Exception:  # noqa: BLE001
        return


def _attribute(attributes: Any, name: str) -> list[Any]:
    try:
        return list(find_cms_attribute_iter(attributes, name))
    except (TypeError, ValueError, AttributeError):
        return []


def read_container(contents: bytes) -> Container:
    """Parse ``/Contents``; ``Spoilt`` when it holds no signature."""
    try:
        length = parser.peek(contents)
        info = cms.ContentInfo.load(contents[:length])
        signed_data = info["content"]
        signers = signed_data["signer_infos"]
        for one in signers:
            _touch(one)  # asn1crypto parses lazily: spoilt parts show here
    except Exception as error:
        raise Spoilt(type(error).__name__) from error
    if info["content_type"].native != "signed_data" or not len(signers):
        raise Spoilt("not one signature")
    if len({one["sid"].dump() for one in signers}) > 1:
        raise Several
    if len(signers) > 1:  # the same person twice, with another hash each (PoDoFo): one is enough
        signed_data = signed_data.copy()
        signed_data["signer_infos"] = cms.SignerInfos([signers[0]])
    signer_info = signed_data["signer_infos"][0]
    carried = signed_data["encap_content_info"]
    if carried["content"].native == b"":  # nothing is carried: the file's bytes are signed
        signed_data["encap_content_info"] = {"content_type": carried["content_type"].native}
    _name_algorithms(signer_info)
    return Container(signed_data, signer_info, _is_padding(contents[length:]))


def _name_algorithms(signer_info: cms.SignerInfo) -> None:
    """Name the algorithms as the standard has them where old makers did not.

    iText 5 names for ECDSA the kind of key only, old Adobe programs name the signature's algorithm as the hash.
    """
    named = signer_info["digest_algorithm"]["algorithm"].dotted
    if named in HASH_OF:
        signer_info["digest_algorithm"] = {"algorithm": HASH_OF[named]}
    if signer_info["signature_algorithm"]["algorithm"].native == KEY_ONLY:
        digest = signer_info["digest_algorithm"]["algorithm"].native
        signer_info["signature_algorithm"] = {"algorithm": f"{digest}_ecdsa"}


def _is_padding(rest: bytes) -> bool:
    """Say whether what follows the container is filling: zeros, or noise as PDFBox leaves in an encrypted file.

    Single bytes that are not zero among zeros are none: somebody wrote there.
    """
    return rest.count(0) in (len(rest), *range(len(rest) // 8))


def _touch(signer: cms.SignerInfo) -> None:
    """Read what every signature needs; not the lists and timestamps it carries, which cost seconds (``native``)."""
    for name in ("version", "sid", "digest_algorithm", "signature_algorithm", "signature"):
        _ = signer[name].native
    for kind in ("signed_attrs", "unsigned_attrs"):
        for attribute in signer[kind] or ():
            _ = attribute["type"].native, len(attribute["values"])


class Digests:
    """The digest of one byte range, by hash name, worked out once each."""

    def __init__(self, data: bytes, byte_range: list[int]) -> None:
        self._data, (_, self.first, self.second, self.length) = memoryview(data), byte_range
        self.known: dict[str, bytes] = {}

    def __call__(self, name: str) -> bytes:
        """Return the digest under the hash ``name``; ``Spoilt`` for an unknown one."""
        if name not in self.known:
            work = _new(name)
            work.update(self._data[: self.first])
            self.finish(name, work)
        return self.known[name]

    def finish(self, name: str, work: Any) -> None:
        """Keep the digest of which ``work`` has seen all bytes before the signature."""
        work.update(self._data[self.second : self.second + self.length])
        self.known[name] = work.digest(*EXTENDABLE.get(name, ()))


def _new(name: str) -> Any:
    if name not in HASHES and name not in NAMES:
        raise Spoilt(name)
    return hashlib.new(NAMES.get(name, name), usedforsecurity=False)


def digest_together(data: bytes, wanted: Iterable[tuple[str, Digests]]) -> None:
    """Work out the digests of many signatures in one pass over the file: what they share is hashed once."""
    view = memoryview(data)
    work: dict[str, Any] = {}
    done: dict[str, int] = {}
    for name, digests in sorted(wanted, key=lambda one: one[1].first):
        if name in digests.known or (name not in HASHES and name not in NAMES):
            continue
        running = work.setdefault(name, _new(name))
        for start in range(done.get(name, 0), digests.first, STEP):
            running.update(view[start : min(start + STEP, digests.first)])
        done[name] = max(digests.first, done.get(name, 0))
        digests.finish(name, running.copy())
