"""Reads edXML as a stream, in the child: no entities, no DTD, no network, files decoded to disk piece by piece. Pure.

Whatever is refused is raised as ``Unfit`` with a word; ``registry.exchange_words.SENTENCES`` says it to people.
"""

import base64
import binascii
import hashlib
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.parsers import expat

from registry.edxml.facts import DSIG, Attachment, Message
from registry.edxml.rules import judge

MOST_BYTES = 300 * 1024 * 1024  # of the message
MOST_FILES, MOST_FILE, MOST_ALL = 50, 200 << 20, 400 << 20  # decoded and unpacked
MOST_ELEMENTS, DEEPEST, MOST_TEXT = 20_000, 40, 20_000
CONTENT = "ContentTransferEncoded"
OFFICE = (
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".zip",
)  # zips that are files themselves


class Unfit(Exception):
    """The message is refused; the argument is the word for why, a second one what it is about."""


class _Stream:
    """Takes the parser's words: paths and texts of the header, the attachments' contents into files."""

    def __init__(self, out: Path) -> None:
        self.out, self.stack, self.text = out, list[str](), list[str]()
        self.fields: list[tuple[str, str]] = []
        self.digests: dict[str, str] = {}
        self.files: list[dict[str, str]] = []
        self.elements = self.letters_of_one = self.total = 0
        self.writing: Any = None
        self.rest, self.cid = "", ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        space, _bar, local = name.rpartition(" ")
        self.elements += 1
        self.stack.append(local)
        if self.elements > MOST_ELEMENTS or len(self.stack) > DEEPEST:
            raise Unfit("bomb")
        self.text, self.letters_of_one = [], 0
        if local == "Attachment":
            if len(self.files) >= MOST_FILES:
                raise Unfit("many")
            self.files.append({})
        elif local == CONTENT and self.files:
            self.writing = (self.out / f"{len(self.files) - 1}.raw").open("wb")
            self.rest = ""
        elif local == "Reference" and space == DSIG:
            self.cid = attributes.get("URI", "").removeprefix("cid:")

    def letters(self, text: str) -> None:
        """Take text."""
        if self.writing is not None:
            self._decode(text)
            return
        self.letters_of_one += len(text)
        if self.letters_of_one > MOST_TEXT:
            raise Unfit("bomb")
        self.text.append(text)

    def end(self, name: str) -> None:
        """Close an element."""
        space, _bar, local = name.rpartition(" ")
        said = "".join(self.text).strip()
        if self.writing is not None:
            self._decode("", last=True)
            self.writing.close()
            self.writing = None
        elif self.files and "Attachment" in self.stack[:-1]:
            self.files[-1][local] = said
        elif space == DSIG and local == "DigestValue":
            self.digests[self.cid] = said
        elif said:
            self.fields.append(("/".join(self.stack[_below(self.stack) :]), said))
        self.stack.pop()
        self.text, self.letters_of_one = [], 0

    def _decode(self, text: str, *, last: bool = False) -> None:
        letters = self.rest + re.sub(r"\s+", "", text)
        cut = len(letters) if last else len(letters) // 4 * 4
        try:
            piece = base64.b64decode(letters[:cut], validate=True)
        except (binascii.Error, ValueError) as error:
            raise Unfit("base64", str(len(self.files))) from error
        self.rest, self.total = letters[cut:], self.total + len(piece)
        if self.total > MOST_ALL:
            raise Unfit("huge")
        self.writing.write(piece)


def _below(stack: list[str]) -> int:
    """Return where the path below the header (or the body) begins."""
    for place, name in enumerate(stack):
        if name in ("edXMLHeader", "Header", "edXMLBody", "Body"):
            return place + 1
    return 0


def read(path: Path, out: Path) -> Message:
    """Read the message at ``path``; its files are written into ``out``. Raises ``Unfit``."""
    if path.stat().st_size > MOST_BYTES:
        raise Unfit("huge")
    stream = _parsed(path, out)
    kind = "status" if any(place.startswith("Status/") for place, _text in stream.fields) else "document"  # fmt: skip
    if kind == "document" and not any(place.startswith("MessageHeader/") for place, _ in stream.fields):  # fmt: skip
        raise Unfit("not_edxml")
    files = tuple(_file(out, number, said, stream) for number, said in enumerate(stream.files))
    _all_there(stream)
    fields = tuple(stream.fields)
    return Message(kind, fields, files, tuple(judge(kind, fields)))


def _parsed(path: Path, out: Path) -> _Stream:
    stream, parser = _Stream(out), expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text, parser.buffer_size = True, 1 << 16

    def dtd(*_said: object) -> None:
        raise Unfit("dtd")

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = dtd
    parser.StartElementHandler, parser.EndElementHandler = stream.start, stream.end
    parser.CharacterDataHandler = stream.letters
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise Unfit("not_xml", f"{error.lineno}:{error.offset}") from error
    finally:
        if stream.writing is not None:
            stream.writing.close()
    return stream


def _file(out: Path, number: int, said: dict[str, str], stream: _Stream) -> Attachment:
    """Unpack one file; its name is never used as a path."""
    raw, name = out / f"{number}.raw", said.get("AttachmentName", "")
    if not raw.is_file() or not raw.stat().st_size:
        raise Unfit("empty", name or str(number + 1))
    path = _unpacked(raw, name, number)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    wanted = stream.digests.get(said.get("ContentId", "").removeprefix("cid:"))
    if wanted is not None and base64.b64encode(digest.digest()).decode() != wanted:
        raise Unfit("digest", name)
    return Attachment(name[:200], said.get("ContentType", "")[:100], path=str(path), sha256=digest.hexdigest())  # fmt: skip


def _unpacked(raw: Path, name: str, number: int) -> Path:
    """Unpack what was packed; Office files that were not are archives of several parts themselves."""
    with raw.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return raw
    path = raw.with_suffix(".out")
    try:
        with zipfile.ZipFile(raw) as archive:
            rows = archive.infolist()
            if len(rows) != 1 and name.lower().endswith(OFFICE):
                return raw
            if len(rows) != 1:
                raise Unfit("several", name)
            _sound_row(rows[0], raw.stat().st_size, name)
            written = 0
            with archive.open(rows[0]) as packed, path.open("wb") as file:
                while piece := packed.read(1 << 20):
                    written += len(piece)
                    if written > MOST_FILE:
                        raise Unfit("bomb", name)
                    file.write(piece)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:  # fmt: skip
        raise Unfit("zip", name or str(number + 1)) from error
    return path


def _sound_row(row: zipfile.ZipInfo, size: int, name: str) -> None:
    parts = row.filename.replace("\\", "/").split("/")
    if ".." in parts or row.filename.startswith(("/", "\\")) or ":" in parts[0]:
        raise Unfit("slip", name)
    if row.file_size > MOST_FILE or row.file_size > 300 * max(size, 4096):
        raise Unfit("bomb", name)
    if row.flag_bits & 1:
        raise Unfit("zip", name)


def _all_there(stream: _Stream) -> None:
    """Refuse a message whose manifest names a file that is not in it."""
    there = {one.get("ContentId", "").removeprefix("cid:") for one in stream.files}
    named = [text.removeprefix("cid:") for place, text in stream.fields if place.endswith("Reference/ContentId")]  # fmt: skip
    for cid in named:
        if cid not in there:
            raise Unfit("absent", cid)
