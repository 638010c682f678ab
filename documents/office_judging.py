"""Judges an Office file by its first bytes and its directory, before any program opens it. Runs in the child; pure.

What is refused is raised as ``Unfit`` with one word; ``documents.office_files.SENTENCES`` says it to people.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MOST_ENTRIES, MOST_BYTES, MOST_RATIO, MOST_ENTRY = 4_000, 250_000_000, 300, 120_000_000
MOST_FILE = 100 * 1024 * 1024  # bytes as uploaded
ZIP, OLE, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
# the part that says what a package is (ECMA-376, part 1, annex A)
PACKAGES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
# the media type in the first entry of an OpenDocument file (ODF 1.3, part 2, 3.3)
OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
STREAMS = {"WordDocument": "doc", "Workbook": "xls", "PowerPoint Document": "ppt"}
NEEDS = {
    "docx": "writer", "doc": "writer", "odt": "writer", "rtf": "writer",
    "xlsx": "calc", "xls": "calc", "ods": "calc", "pptx": "impress", "ppt": "impress", "odp": "impress",
}  # fmt: skip
NAMED = re.compile(
    rb'(?:w:ascii|w:hAnsi|svg:font-family|latin typeface)="(?:&apos;|\')?([^"+\'&]{1,60})'
)
RTF_NAMED = re.compile(rb"\{\\f\d+[^{};]*? ([A-Za-z.][^{};\\]{1,50});")
CHANGED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) |<text:changed-region")
# letters of the time before Unicode: the text is read as other letters without their typefaces
OLD_LETTERS = re.compile(r"^(?:\.Vn|VNI-|VN[I ]|UVN|SVN |ABC )", re.IGNORECASE)


class Unfit(Exception):
    """The file is refused; the argument is the word for why."""


@dataclass(frozen=True)
class Judged:
    """What a file is: its kind (“docx”), the typefaces it asks for, and what a person should be told of it."""

    kind: str
    fonts: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    needs: str = field(default="writer")


def judge(path: Path) -> Judged:
    """Say what the file is; ``Unfit``: not_office, locked, bomb, damaged, huge."""
    size = path.stat().st_size
    if size > MOST_FILE:
        raise Unfit("huge")
    with path.open("rb") as file:
        first = file.read(8)
    if first.startswith(ZIP):
        return _package(path)
    if first == OLE:
        return _compound(path.read_bytes())
    if first.startswith(RTF):
        names = frozenset(_words(RTF_NAMED.findall(path.read_bytes()[:2_000_000])))
        return Judged("rtf", names, _told(names, changed=False))
    raise Unfit("not_office")


def _package(path: Path) -> Judged:
    """Judge a zipped file (.docx, .xlsx, .pptx, .odt …): every entry is unpacked and counted, none is kept."""
    try:
        with zipfile.ZipFile(path) as archive:
            _directory(archive, path.stat().st_size)
            kind = _kind(archive)
            names, changed, real = set[str](), False, 0
            for row in archive.infolist():
                content = b""
                for part in _parts(archive, row):
                    real += len(part)
                    if real > MOST_BYTES:
                        raise Unfit("bomb")
                    if row.filename.endswith(".xml") and len(content) < 30_000_000:
                        content += part
                _not_locked(row.filename, content)
                names |= set(_words(NAMED.findall(content)))
                changed = changed or bool(CHANGED.search(content))
    except (zipfile.BadZipFile, ValueError, KeyError, EOFError, OSError, NotImplementedError, RuntimeError) as error:  # fmt: skip
        raise Unfit("damaged") from error
    macros = ("macros",) if any("vbaProject" in name for name in archive.namelist()) else ()
    return Judged(kind, frozenset(names), _told(names, changed=changed) + macros, NEEDS[kind])


def _directory(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse by the directory alone what would unpack to far more than a document, or stands in it twice."""
    rows = archive.infolist()
    unpacked = sum(row.file_size for row in rows)
    if (
        len(rows) > MOST_ENTRIES
        or unpacked > MOST_BYTES
        or unpacked > MOST_RATIO * max(size, 4096)
        or any(row.file_size > MOST_ENTRY for row in rows)
    ):
        raise Unfit("bomb")
    if any(row.flag_bits & 1 for row in rows):
        raise Unfit("locked")
    if len({row.filename for row in rows}) != len(rows):
        raise Unfit("damaged")


def _parts(archive: zipfile.ZipFile, row: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(row) as file:
        while part := file.read(1 << 20):
            yield part


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    for part, kind in PACKAGES.items():
        if part in names and "[Content_Types].xml" in names:
            return kind
    if "mimetype" in names:
        with archive.open("mimetype") as file:
            media = file.read(100).strip()
        if media in OPEN:
            return OPEN[media]
    raise Unfit("not_office")


def _not_locked(name: str, content: bytes) -> None:
    """Refuse an OpenDocument file with a password."""
    if name == "META-INF/manifest.xml" and b"encryption-data" in content:
        raise Unfit("locked")


def _compound(content: bytes) -> Judged:
    """Judge an OLE file ([MS-CFB]): its streams' names stand in its directory in UTF-16."""
    if _stream(content, "EncryptedPackage") >= 0:
        raise Unfit("locked")
    for name, kind in STREAMS.items():
        place = _stream(content, name)
        if place < 0:
            continue
        if kind == "doc" and _word_is_locked(content, place):
            raise Unfit("locked")
        macros = ("macros",) if _stream(content, "_VBA_PROJECT") >= 0 else ()
        return Judged(kind, told=macros, needs=NEEDS[kind])
    raise Unfit("not_office")


def _stream(content: bytes, name: str) -> int:
    """Return where the directory entry of the stream begins, or -1."""
    return content.find(name.encode("utf-16-le") + b"\0\0")


def _word_is_locked(content: bytes, entry: int) -> bool:
    """Read fEncrypted of the FIB ([MS-DOC] 2.5.2): bit 8 of the flags at byte 10 of the stream."""
    power = int.from_bytes(content[30:32], "little")
    first = int.from_bytes(content[entry + 116 : entry + 120], "little")
    if not 7 <= power <= 16:
        raise Unfit("damaged")
    begin = (first + 1) << power
    return bool(int.from_bytes(content[begin + 10 : begin + 12], "little") & 0x0100)


def _words(found: list[bytes]) -> Iterator[str]:
    """Yield the names of typefaces as text."""
    for name in found:
        word = name.decode("utf-8", "replace").split(";")[0].strip()
        if word and not word.startswith(("Symbol", "Wingdings", "OpenSymbol", "StarSymbol")):
            yield word


def _told(names: frozenset[str] | set[str], *, changed: bool) -> tuple[str, ...]:
    """Return what a person should be told: tracked changes are open, letters of the time before Unicode are used."""
    old = any(OLD_LETTERS.match(name) for name in names)
    return (("changes",) if changed else ()) + (("old_letters",) if old else ())
