"""The archive: everything of a meeting as files, with a manifest that anybody can check without the server."""

import hashlib
import json
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils import timezone

from core.clock import now
from core.folding import fold
from documents.models import Version
from documents.witness import sealed
from journal.queries import chain_of
from meetings.dossier import check_archive
from meetings.dossier.book import dossier
from meetings.dossier.contents import chapters, name_of
from meetings.dossier.manifest import Entry, manifest, sums
from meetings.dossier.record import record_of
from meetings.models import Meeting

READ_ME = """HỒ SƠ PHIÊN HỌP / MEETING ARCHIVE

{title}

ho-so.pdf              toàn bộ hồ sơ ghép thành một tệp, có mục lục (bản để đọc; bản gốc ký số ở thư mục tai-lieu)
tai-lieu/              từng tài liệu, mọi phiên bản, đúng từng byte như đã nộp hoặc đã ký
phien-hop.json         chương trình, thành phần, biểu quyết, kết luận ở dạng dữ liệu
nhat-ky/nhat-ky.jsonl  nhật ký: mỗi dòng nối với dòng trước bằng mã băm
MANIFEST.json          danh mục các tệp với mã SHA-256
MANIFEST.json.p7s      chữ ký số của hệ thống trên danh mục (CMS, RFC 5652), có dấu thời gian nếu hệ thống có

Kiểm tra không cần mạng / check offline:
  python3 kiem-tra.py        hoặc / or        sha256sum --check SHA256SUMS
Chữ ký của hệ thống / the system's seal (chứng thư CA lấy từ cơ quan / take its certificate from the agency):
  openssl cms -verify -binary -inform DER -in MANIFEST.json.p7s -content MANIFEST.json -CAfile CHUNG-THU.pem -out /dev/null
Chữ ký số trên từng tài liệu: mở bằng phần mềm đọc PDF, hoặc / signatures: pdfsig tai-lieu/…/….pdf
"""


class Writer:
    """Writes files into the archive and remembers what the manifest says of them."""

    def __init__(self, file: IO[bytes]) -> None:
        self.zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False)
        self.entries: list[Entry] = []

    def text(self, path: str, text: str, *, listed: bool = True) -> None:
        """Write a text."""
        content = text.encode()
        self.zip.writestr(path, content)
        if listed:
            self.entries.append(Entry(path, len(content), hashlib.sha256(content).hexdigest()))

    def file(self, path: str, source: Path) -> None:
        """Copy a file; PDFs are packed already."""
        with source.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        self.zip.write(source, path, zipfile.ZIP_STORED)
        self.entries.append(Entry(path, source.stat().st_size, digest))


def archive(meeting: Meeting, *, inside: bool) -> IO[bytes]:
    """Return the archive as an open temporary file at its start; ``inside`` as for the dossier."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    writer = Writer(file)
    writer.file("ho-so.pdf", dossier(meeting, inside=inside))
    for path, version in _papers(meeting):
        writer.file(path, Path(version.path))
    lines = list(chain_of(meeting.book))
    writer.text(
        "nhat-ky/nhat-ky.jsonl",
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines),
    )
    writer.text(
        "phien-hop.json",
        json.dumps(record_of(meeting, inside=inside), ensure_ascii=False, indent=1),
    )
    writer.text("DOC-TRUOC.txt", READ_ME.format(title=meeting.title))
    writer.text("kiem-tra.py", Path(check_archive.__file__).read_text(encoding="utf-8"))
    writer.text("SHA256SUMS", sums(writer.entries), listed=False)
    listing = manifest(writer.entries, _about(meeting, lines))
    writer.text("MANIFEST.json", listing, listed=False)
    writer.zip.writestr(check_archive.SEAL, sealed(listing.encode()))
    writer.zip.close()
    file.seek(0)
    return file


def _about(meeting: Meeting, lines: list[dict[str, Any]]) -> dict[str, Any]:
    head = lines[-1]["hash"] if lines else ""
    return {
        "title": meeting.title, "unit": str(meeting.unit), "held": timezone.localtime(meeting.starts_at).isoformat(),
        "made": timezone.localtime(now()).isoformat(timespec="seconds"),
        "journal": {"book": meeting.book, "entries": len(lines), "head": head},
    }  # fmt: skip


def _papers(meeting: Meeting) -> Iterator[tuple[str, Version]]:
    """Yield every version of every paper of the dossier with its place in the archive."""
    for number, chapter in enumerate(chapters(meeting), start=1):
        folder = f"tai-lieu/{number:02} {_file_name(chapter.title, 60)}"
        for place, newest in enumerate(chapter.versions, start=1):
            for version in newest.paper.versions.order_by("number"):
                name = f"{place:02} {_file_name(name_of(newest), 80)} v{version.number}.pdf"
                yield f"{folder}/{name}", version


def _file_name(text: str, longest: int) -> str:
    """Return the words as a file name that every system takes: plain letters, no signs."""
    plain = "".join(c if c.isalnum() else " " for c in fold(unicodedata.normalize("NFC", text)))
    return "-".join(plain.split())[:longest].strip("-") or "tai-lieu"
