"""Signing and verifying beside the floor, in one run: CPU milliseconds, medians, ratios.

The floor of signing is SHA-256 of the file and one raw RSA-2048 signature; the floor of verifying is SHA-256 and one
raw check. “usual” is pyHanko's own signer as its manual shows it (the key read anew, 4 KiB steps). Rounds are
interleaved, so that a busy machine is unfair to nobody. Run: ``python -m bench.signing [ROUNDS]``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("NGHISU_DATA", tempfile.mkdtemp(prefix="nghisu-bench-"))

import pikepdf
from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.pdf import authority
from signing.pdf.keys import OpenKey, _asn1
from signing.pdf.prepare import Wanted, prepare
from signing.pdf.sign import Mark, sign
from signing.verify.judge import judge
from tests.world import pdf

ROUNDS = 9
NOW = dt.datetime.now(dt.UTC)
FIELD, SEAL = "ChuKy1", "ConDau"
Work = Callable[[], Any]


def paper(pages: int, size: int) -> bytes:
    """A prepared paper of about ``size`` bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(pages=pages))) as document:
        document.Root.Padding = document.make_indirect(pikepdf.Stream(document, os.urandom(size)))
        document.save(out)
    return prepare(out.getvalue(), Wanted(signers=("An",))).content


def usual(content: bytes, key: OpenKey) -> bytes:
    """Sign as pyHanko's manual shows."""
    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    der = key.private.private_bytes(encoding, form, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(_asn1(one) for one in key.chain)
    private = asn1_keys.PrivateKeyInfo.load(der)
    signer = SimpleSigner(_asn1(key.certificate), private, store)
    meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", certify=True)
    out = io.BytesIO()
    PdfSigner(meta, signer=signer).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(content)), output=out
    )
    return out.getvalue()


def works(pages: int, size: int, key: OpenKey) -> dict[str, Work]:
    """Everything that is measured for one paper."""
    from signing.verify.trust import read_certificates

    content = paper(pages, size)
    once = sign(content, Mark(FIELD, certify=True), key=key)
    twice = sign(once, Mark(SEAL, fill={}), key=key)
    with tempfile.NamedTemporaryFile(suffix=".pem") as pem:
        pem.write(authority.pem(key.chain[-1]))
        pem.flush()
        from pathlib import Path

        roots = read_certificates([Path(pem.name)])
    raw = key.private.sign(content, padding.PKCS1v15(), hashes.SHA256())
    public = key.certificate.public_key()
    assert judge(twice, roots).verdict == "valid"
    return {
        "floor: hash and raw signature": lambda: (
            hashlib.sha256(content).digest(),
            key.private.sign(b"attributes", padding.PKCS1v15(), hashes.SHA256()),
        ),
        "sign, usual pyHanko": lambda: usual(content, key),
        "sign, ours": lambda: sign(content, Mark(FIELD, certify=True), key=key),
        "floor: hash and raw check": lambda: public.verify(
            raw, content, padding.PKCS1v15(), hashes.SHA256()
        ),
        "verify one signature": lambda: judge(once, roots),
        "verify signature and seal": lambda: judge(twice, roots),
    }


def measured(work: dict[str, Work], rounds: int) -> dict[str, float]:
    """Medians of CPU milliseconds, the works taken in turn."""
    spent: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(rounds):
        for name, do in work.items():
            begun = time.process_time()
            do()
            spent[name].append((time.process_time() - begun) * 1000)
    return {name: statistics.median(times) for name, times in spent.items()}


def main() -> None:
    """Measure a one-page paper and one of five megabytes, and print a table."""
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    issued = authority.issue(authority.found_authority(NOW), holder="An", unit="", at=NOW)
    key = OpenKey(issued.key, issued.certificate, issued.chain)
    print(
        f"CPU ms, median of {rounds} interleaved rounds; RSA-2048, PAdES B-B; × = times the floor above\n"
    )
    print("| paper | work | CPU ms | × floor |\n|---|---|---|---|")
    for title, pages, size in (("1 page, 20 KB", 1, 15_000), ("50 pages, 5 MB", 50, 5_000_000)):
        floor = 1.0
        for name, spent in measured(works(pages, size, key), rounds).items():
            floor = spent if name.startswith("floor") else floor
            print(f"| {title} | {name} | {spent:.1f} | {spent / floor:.1f} |", flush=True)


if __name__ == "__main__":
    main()
