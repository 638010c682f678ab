"""Kiểm tra hồ sơ phiên họp, không cần mạng và không cần phần mềm nào khác: python3 kiem-tra.py [HO-SO.zip | THU-MUC].

Checks an archive of a meeting without the server that made it, with Python's own library only: that every file is there
and unchanged (MANIFEST.json), that none was added, that the journal's chain of hashes holds, and that the system's seal is
over this list (whose seal it is, OpenSSL says with the agency's certificate). Exit code 0 when all holds, 1 when something
was changed (each line names it), 2 when this is no archive.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MANIFEST, JOURNAL, SUMS = "MANIFEST.json", "nhat-ky/nhat-ky.jsonl", "SHA256SUMS"
SEAL = "MANIFEST.json.p7s"


def read(place: Path) -> dict[str, bytes]:
    """Return the archive's files by path, from a .zip or from the folder it was unpacked to."""
    if place.is_dir():
        files = (path for path in place.rglob("*") if path.is_file())
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}
    with zipfile.ZipFile(place) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def faults(files: dict[str, bytes]) -> Iterator[str]:
    """Yield a sentence for each thing that does not hold."""
    manifest = json.loads(files[MANIFEST])
    listed = {row["path"]: row for row in manifest["files"]}
    lines = []
    for path, row in sorted(listed.items()):
        if path not in files:
            yield f"Thiếu tệp: {path}"
            continue
        digest = hashlib.sha256(files[path]).hexdigest()
        if digest != row["sha256"]:
            yield f"Tệp đã bị sửa: {path}"
        lines.append(f"{row['sha256']}  {path}\n")
    for path in sorted(set(files) - set(listed) - {MANIFEST, SUMS, SEAL}):
        yield f"Tệp không có trong danh mục: {path}"
    if hashlib.sha256("".join(lines).encode()).hexdigest() != manifest["root"]:
        yield "Danh mục đã bị sửa: mã tổng không khớp"
    yield from broken_chain(files.get(JOURNAL, b""), manifest)
    yield from broken_seal(files)


def broken_seal(files: dict[str, bytes]) -> Iterator[str]:
    """Yield a sentence when the system's seal is not over this list; asked of OpenSSL, where there is one."""
    program = shutil.which("openssl")
    if SEAL not in files:
        yield "Thiếu chữ ký của hệ thống trên danh mục"
    elif program:
        with tempfile.TemporaryDirectory() as folder:
            for name in (MANIFEST, SEAL):
                (Path(folder) / name).write_bytes(files[name])
            command = [
                program,
                "cms",
                "-verify",
                "-noverify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                SEAL,
            ]
            command += ["-content", MANIFEST, "-out", os.devnull]
            if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:
                yield "Chữ ký của hệ thống không khớp với danh mục"


def broken_chain(journal: bytes, manifest: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each entry of the journal that does not hold on to the one before."""
    before, seq = "", 0
    for number, line in enumerate(journal.decode().splitlines(), start=1):
        entry = json.loads(line)
        content = entry["content"]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if content["seq"] != number or entry["before"] != before:
            yield f"Nhật ký: thiếu hoặc chen dòng ở số {number}"
        if hashlib.sha256(f"{entry['before']}\n{text}".encode()).hexdigest() != entry["hash"]:
            yield f"Nhật ký: dòng số {content['seq']} đã bị sửa"
        before, seq = entry["hash"], content["seq"]
    if (before, seq) != (manifest["journal"]["head"], manifest["journal"]["entries"]):
        yield "Nhật ký: phần cuối bị cắt"


def main() -> int:
    """Check the archive beside this script, or the one that is named."""
    place = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    try:
        files = read(place)
        found = list(faults(files))
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        print(f"Đây không phải là hồ sơ phiên họp nguyên vẹn: {error}")  # noqa: T201
        return 2
    for line in found:
        print(line)  # noqa: T201
    if not found:
        manifest = json.loads(files[MANIFEST])
        print(f"Nguyên vẹn: {manifest['title']}")  # noqa: T201
        print(f"{len(manifest['files'])} tệp, {manifest['journal']['entries']} dòng nhật ký")  # noqa: T201
        print(f"Mã tổng: {manifest['root']}")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
