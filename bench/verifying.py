"""Verifying beside the floor, in one run: CPU milliseconds, medians, ratios, for 1, 5 and 20 signatures.

The floor is SHA-256 of the file and one raw RSA-2048 check a signature. ``pdfsig`` and ``pyhanko sign validate`` (when
installed) are whole processes. Run: ``python -m bench.verifying [ROUNDS]``.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import io
import logging
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("NGHISU_DATA", tempfile.mkdtemp(prefix="nghisu-bench-"))

import pikepdf
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from signing.pdf import authority
from signing.pdf.keys import OpenKey
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from tests.signing import makers
from tests.world import pdf

SIZES = ((1, 1 << 10), (50, 5 << 20), (500, 50 << 20))
COUNTS = (1, 5, 20)


def paper(pages: int, size: int) -> bytes:
    """A file of many pages and of about ``size`` bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(pages=pages))) as document:
        for page in document.pages:
            padding_ = pikepdf.Stream(document, os.urandom(size // pages))
            page.obj.Padding = document.make_indirect(padding_)
        document.save(out)
    return out.getvalue()


def cpu(work: Any) -> float:
    """CPU milliseconds of a call, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.process_time()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (time.process_time() - begun + children) * 1000


def works(content: bytes, count: int, key: OpenKey, root: Path) -> dict[str, Any]:
    """What is measured for one file."""
    path = Path(tempfile.mkdtemp(prefix="nghisu-bench-")) / "one.pdf"
    path.write_bytes(content)
    roots, raw = (
        read_certificates([root]),
        key.private.sign(b"x", padding.PKCS1v15(), hashes.SHA256()),
    )
    public = key.certificate.public_key()

    def floor() -> None:
        hashlib.sha256(content)
        for _number in range(count):
            public.verify(raw, b"x", padding.PKCS1v15(), hashes.SHA256())  # type: ignore[union-attr,call-arg,arg-type]

    def others(*command: Any) -> Any:
        return lambda: subprocess.run(command, capture_output=True, check=False, timeout=120)

    found = {"floor": floor, "ours": lambda: judge(content, roots)}
    for tool in ("pdfsig", "pyhanko"):
        if shutil.which(tool):
            ask = ("sign", "validate", "--trust", root, path) if tool == "pyhanko" else (path,)
            found[tool] = others(tool, *ask)
    return found


def main() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    gc.disable()  # as in the fork that opens a file (signing.bounded.limits)
    rounds, now = int(sys.argv[1]) if len(sys.argv) > 1 else 3, dt.datetime.now(dt.UTC)
    pki = authority.found_authority(now)
    made = authority.issue(pki, holder="An", unit="", at=now)
    key = OpenKey(made.key, made.certificate, made.chain)
    root = Path(tempfile.mkdtemp(prefix="nghisu-bench-")) / "root.pem"
    root.write_bytes(authority.pem(pki.chain[-1]))
    for pages, size in SIZES:
        content = paper(pages, size)
        for number in range(max(COUNTS)):
            box = (20 + number % 5 * 110, 20 + number // 5 * 60, 120 + number % 5 * 110, 70)
            box = (*box[:3], box[1] + 50)
            content = makers.pyhanko_signs(content, key, name=f"S{number}", box=box)
            if number + 1 in COUNTS:
                told(pages, number + 1, works(content, number + 1, key, root), rounds)


def told(pages: int, count: int, found: dict[str, Any], rounds: int) -> None:
    """Measure interleaved and print one line."""
    taken: dict[str, list[float]] = {name: [] for name in found}
    for _round in range(rounds):
        for name, work in found.items():
            taken[name].append(cpu(work))
    middle = {name: statistics.median(some) for name, some in taken.items()}
    parts = [f"{name} {ms:.0f} ms ({ms / middle['floor']:.0f}x)" for name, ms in middle.items()]
    sys.stdout.write(f"{pages} pages, {count} signatures: {', '.join(parts)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
