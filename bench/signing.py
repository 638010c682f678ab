"""Signing beside the floor, in one run: CPU milliseconds, medians, ratios; a batch; memory.

The floor is SHA-256 of the file (read in steps of 1 MiB) and one raw signature with the opened key. “usual” is pyHanko's own
signer as its manual shows it (the key read anew, steps of 4 KiB); “a call” is the same in a process of its own, as pyHanko's
command line is used. All sign from file to file. Rounds are interleaved, so that a busy machine is unfair to nobody.
Run: ``python -m bench.signing [ROUNDS]``. Verifying: ``python -m bench.verifying``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import logging
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("NGHISU_DATA", tempfile.mkdtemp(prefix="nghisu-bench-"))

import pikepdf
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import pkcs12

from signing.pdf import authority
from signing.pdf.keys import OpenKey
from signing.pdf.prepare import Wanted, prepare, signature_field
from signing.pdf.sign import Mark, sign, sign_file
from tests.world import pdf

ROUNDS = 9
NOW = dt.datetime.now(dt.UTC)
SIZES = (("1 page, 20 KB", 1, 15_000), ("5 MB", 50, 5_000_000), ("50 MB", 500, 50_000_000))
SIGNED = (0, 4, 19)  # signatures that are there already
BATCH = 100
STEP = 1 << 20
Work = Callable[[], Any]


def paper(pages: int, size: int, signers: int = 1) -> bytes:
    """A prepared paper of about ``size`` bytes with places for so many signers."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(pages=pages))) as document:
        document.Root.Padding = document.make_indirect(pikepdf.Stream(document, os.urandom(size)))
        document.save(out)
    names = tuple(f"Người {n}" for n in range(signers))
    return prepare(out.getvalue(), Wanted(signers=names, number=False)).content


def rsa_key() -> OpenKey:
    issued = authority.issue(authority.found_authority(NOW), holder="An", unit="", at=NOW)
    return OpenKey(issued.key, issued.certificate, issued.chain)


def curve_key(like: OpenKey) -> OpenKey:
    """A P-256 key with a certificate of its own."""
    private = ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder().subject_name(like.certificate.subject)
    builder = builder.issuer_name(like.certificate.subject).public_key(private.public_key())
    builder = builder.serial_number(1).not_valid_before(NOW - dt.timedelta(days=1))
    builder = builder.not_valid_after(NOW + dt.timedelta(days=300))
    return OpenKey(private, builder.sign(private, hashes.SHA256()), ())


def hashed(path: Path) -> bytes:
    running, buffer = hashlib.sha256(), bytearray(STEP)
    view = memoryview(buffer)
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            running.update(view[:size])
    return running.digest()


def raw(key: OpenKey, data: bytes) -> bytes:
    if isinstance(key.private, ec.EllipticCurvePrivateKey):
        return key.private.sign(data, ec.ECDSA(hashes.SHA256()))
    return key.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


def usual(source: Path, target: Path, field: str, key: OpenKey, *, certify: bool) -> None:
    """Sign as pyHanko's manual shows."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    private = key.private.private_bytes(encoding, form, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(asn1_x509.Certificate.load(c.public_bytes(encoding)) for c in key.chain)
    own = asn1_x509.Certificate.load(key.certificate.public_bytes(encoding))
    signer = SimpleSigner(own, asn1_keys.PrivateKeyInfo.load(private), store)
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", certify=certify)
    with source.open("rb") as opened, target.open("w+b") as out:
        PdfSigner(meta, signer=signer).sign_pdf(IncrementalPdfFileWriter(opened), output=out)


def a_call(source: Path, target: Path, field: str, p12: Path) -> None:
    """The same in a process of its own."""
    script = (
        "import sys; from pyhanko.sign import signers; from pyhanko.sign.signers import PdfSignatureMetadata as M;"
        "from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter as W;"
        "s=signers.SimpleSigner.load_pkcs12(sys.argv[1], passphrase=b'x');"
        "i=open(sys.argv[2],'rb'); o=open(sys.argv[3],'w+b');"
        "signers.sign_pdf(W(i), M(field_name=sys.argv[4]), signer=s, output=o)"
    )
    subprocess.run([sys.executable, "-c", script, p12, source, target, field], check=True)


def works(
    folder: Path, size: tuple[str, int, int], signed: int, key: OpenKey, p12: Path
) -> dict[str, Work]:
    """Everything that is measured for one paper with so many signatures on it."""
    _title, pages, length = size
    content = paper(pages, length, signed + 1)
    for n in range(signed):
        content = sign(content, Mark(signature_field(n + 1), certify=n == 0), key=key)
    source, target = folder / "source.pdf", folder / "target.pdf"
    source.write_bytes(content)
    field, first = signature_field(signed + 1), signed == 0
    found: dict[str, Work] = {
        "floor": lambda: (hashed(source), raw(key, b"attributes")),
        "ours": lambda: sign_file(source, target, Mark(field, certify=first), key=key),
        "usual pyHanko": lambda: usual(source, target, field, key, certify=first),
    }
    if not signed:
        found["usual pyHanko, a call"] = lambda: a_call(source, target, field, p12)
    return found


def spent() -> float:
    """CPU seconds of this process and of those it waited for."""
    own, others = (
        resource.getrusage(resource.RUSAGE_SELF),
        resource.getrusage(resource.RUSAGE_CHILDREN),
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def measured(work: dict[str, Work], rounds: int, *written: Path) -> dict[str, float]:
    """Medians of CPU milliseconds, the works taken in turn."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(rounds):
        for name, do in work.items():
            for made in written:  # a signed file is always a new one
                made.unlink(missing_ok=True)
            begun = spent()
            do()
            times[name].append((spent() - begun) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def batch(folder: Path, key: OpenKey) -> dict[str, Work]:
    """A hundred papers under one opened key."""
    sources = []
    for n in range(BATCH):
        sources.append(folder / f"batch-{n}.pdf")
        sources[-1].write_bytes(paper(1, 15_000))
    target, mark = folder / "target.pdf", Mark(signature_field(1), certify=True)
    return {
        "floor": lambda: [(hashed(one), raw(key, b"attributes")) for one in sources],
        "ours": lambda: each(lambda one: sign_file(one, target, mark, key=key), sources),
        "usual pyHanko": lambda: each(
            lambda one: usual(one, target, mark.field, key, certify=True), sources
        ),
    }


def each(work: Callable[[Path], None], sources: list[Path]) -> None:
    for one in sources:
        work(one)


FILES = "sign_file(one, target, Mark('ChuKy1', certify=True), key=k)"
SERVER = "making.make(one, Mark('ChuKy1', certify=True), key=k)"  # into the store, as pages and batches sign
HALVES = (  # prepared and completed in the store; the raw signature is made elsewhere
    "h = halves.prepare(one, target, Mark('ChuKy1', certify=True), certificate=k.certificate, at=now());"
    "halves.complete(h, target, other, k.sign(h.attributes), certificate=k.certificate, chain=k.chain)"
)
WHOLE = (  # a signed file that comes back as a whole (VGCA); its signature is judged in the bounded child
    "uploads.offered(one, target, Mark('ChuKy1'));"
    "sign_file(target, other, Mark('ChuKy1', certify=True), key=k);"
    "assert not uploads.objection(target, other, print_of(k.certificate))"
)
WAYS = (("from file to file", FILES), ("in the server", SERVER), ("two halves, key elsewhere", HALVES), ("whole file came back", WHOLE))  # fmt: skip


def memory(folder: Path, p12: Path) -> None:
    """Print how much the peak of memory grows over what the imports need, by size of the file."""
    script = (
        "import sys, pathlib, django; django.setup(); from signing.levels import making; making.roots = lambda: [];"
        "from signing.pdf.sign import sign_file, Mark; from signing.pdf.keys import read_key;"
        "from core.clock import now; from signing import uploads; from signing.pdf import halves;"
        "from signing.strongbox import print_of; uploads.trusted = lambda: []; other = pathlib.Path(sys.argv[5]);"
        "k=read_key(open(sys.argv[1],'rb').read(), b'x'); small, source, target = map(pathlib.Path, sys.argv[2:5]);"
        "peak=lambda: int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])/1024;"
        "one=small; WORK; before=peak(); one=source; WORK; print(f'{before:.0f} {peak()-before:.1f}')"
    )
    small = folder / "small.pdf"
    small.write_bytes(paper(1, 15_000))
    print(
        "\n| file | way | peak after a small file, MiB | more for this one, MiB |\n|---|---|---|---|"
    )
    for title, pages, length in SIZES:
        source = folder / "source.pdf"
        source.write_bytes(paper(pages, length))
        for way, work in WAYS:
            asked = script.replace("WORK", work)
            command: list[Any] = [sys.executable, "-c", asked, p12, small, source, folder / "target.pdf", folder / "other.pdf"]  # fmt: skip
            said = subprocess.run(
                command, capture_output=True, text=True, check=True
            ).stdout.split()
            print(f"| {title} | {way} | {said[0]} | {said[1]} |", flush=True)


def rows(title: str, found: dict[str, float]) -> None:
    for name, times in found.items():
        print(f"| {title} | {name} | {times:.1f} | {times / found['floor']:.1f} |", flush=True)


def main() -> None:
    """Measure and print tables."""
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    rsa = rsa_key()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        p12 = folder / "key.p12"
        locked = serialization.BestAvailableEncryption(b"x")
        p12.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"k", rsa.private, rsa.certificate, list(rsa.chain), locked
            )
        )
        print(f"CPU ms, median of {rounds} interleaved rounds, PAdES B-B; × = times the floor\n")
        print("| paper | work | CPU ms | × floor |\n|---|---|---|---|")
        for key, word in ((rsa, "RSA-2048"), (curve_key(rsa), "P-256")):
            for size in SIZES:
                for signed in SIGNED if word == "RSA-2048" else (0,):
                    title = f"{size[0]}, {word}, signature {signed + 1}"
                    work = works(folder, size, signed, key, p12)
                    rows(title, measured(work, rounds, folder / "target.pdf"))
        rows(
            f"{BATCH} papers of 1 page, one PIN", measured(batch(folder, rsa), max(1, rounds // 3))
        )
        memory(folder, p12)


if __name__ == "__main__":
    main()
