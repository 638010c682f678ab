"""Reads a .docx that came from outside; run as a limited child process, with the standard library only.

    python -I documents/word_child.py FILE MEBIBYTES SECONDS → one line of JSON

{"paragraphs": [{"text", "marks", "table"}], "notes": [{"by", "text"}]} or {"error": "…"}. Nothing is fetched, nothing is
run: the directory of the archive is judged before anything is unpacked, and XML with a DTD is not read on.
"""

import json
import resource
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.parsers import expat

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
MOST_ENTRIES, MOST_BYTES, MOST_RATIO, MOST_XML = 2_000, 120_000_000, 300, 30_000_000
MOST_PARAGRAPHS, DEEPEST = 20_000, 400
END_RECORD = b"PK\x05\x06"
HARMLESS = "/hyperlink"  # an address in the text; it is not followed
DELETED = frozenset({W + "del", W + "moveFrom"})


class Unfit(Exception):
    """The file is refused; the argument is the word for why."""


def main(path: str, mebibytes: int, seconds: int) -> dict[str, Any]:
    """Read the file under limits of memory and time."""
    limit = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        return _read(Path(path))
    except Unfit as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "bomb"}
    except (zipfile.BadZipFile, expat.ExpatError, ValueError, KeyError, EOFError, OSError, NotImplementedError, RuntimeError):  # fmt: skip
        return {"error": "damaged"}


def _read(path: Path) -> dict[str, Any]:
    _directory_is_small(path)
    with zipfile.ZipFile(path) as archive:
        names = _fit_names(archive)
        _no_foreign_references(archive, names)
        text = Text()
        _parse(archive, "word/document.xml", text.start, text.end, text.letters)
        notes: list[dict[str, str]] = []
        if "word/comments.xml" in names:
            found = Notes(notes)
            _parse(archive, "word/comments.xml", found.start, found.end, found.letters)
    return {"paragraphs": text.paragraphs, "notes": notes}


def _directory_is_small(path: Path) -> None:
    """Judge the archive by its last record, before its directory is read."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            raise Unfit("not_word")
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - 66_000))
        tail = file.read()
    place = tail.rfind(END_RECORD)
    if place < 0 or len(tail) < place + 22:
        raise Unfit("damaged")
    entries, directory = struct.unpack("<HI", tail[place + 10 : place + 16])
    if entries > MOST_ENTRIES or directory > 4_000_000:
        raise Unfit("bomb")


def _fit_names(archive: zipfile.ZipFile) -> set[str]:
    rows = archive.infolist()
    packed = sum(row.compress_size for row in rows)
    unpacked = sum(row.file_size for row in rows)
    if (
        len(rows) > MOST_ENTRIES
        or unpacked > MOST_BYTES
        or unpacked > MOST_RATIO * max(packed, 4096)
    ):
        raise Unfit("bomb")
    names = [row.filename for row in rows]
    if len(set(names)) != len(names) or any(row.flag_bits & 1 for row in rows):
        raise Unfit("damaged")
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise Unfit("not_word")
    small = [name.lower() for name in names]
    kinds = _bytes(archive, "[Content_Types].xml")
    if (
        any("vbaproject" in name or name.startswith("word/activex") for name in small)
        or b"macroEnabled" in kinds
    ):
        raise Unfit("macros")
    if any("/embeddings/" in name for name in small):
        raise Unfit("embedded")
    return set(names)


def _no_foreign_references(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Refuse templates, pictures and sections that lie elsewhere: opening the file would fetch them."""

    def start(_name: str, attributes: dict[str, str]) -> None:
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not attributes.get("Type", "").endswith(HARMLESS):
            raise Unfit("external")

    for name in sorted(names):
        if name.endswith(".rels"):
            _parse(archive, name, start, _nothing, _nothing)


def _nothing(_said: str) -> None:
    """Let it pass."""


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one entry, counting what really comes out."""
    with archive.open(name) as file:
        content = file.read(MOST_XML + 1)
    if len(content) > MOST_XML:
        raise Unfit("bomb")
    return content


def _parse(archive: zipfile.ZipFile, name: str, start: Any, end: Any, letters: Any) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def down(element: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unfit("bomb")
        start(element, attributes)

    def up(element: str) -> None:
        nonlocal depth
        depth -= 1
        end(element)

    def doctype(*_arguments: object) -> None:
        raise Unfit("dtd")

    parser.StartElementHandler, parser.EndElementHandler = down, up
    parser.CharacterDataHandler = letters
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = doctype
    parser.Parse(_bytes(archive, name), True)


class Text:
    """Gathers the paragraphs with the bookmarks they lie in; what was deleted in Word's tracked changes is left out."""

    def __init__(self) -> None:
        self.paragraphs: list[dict[str, Any]] = []
        self.marks: dict[str, str] = {}
        self.stack: list[tuple[list[str], set[str]]] = []
        self.skipped = self.tables = 0
        self.taking = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if name in DELETED or name == FALLBACK:
            self.skipped += 1
        elif name == W + "tbl":
            self.tables += 1
        elif name == W + "p":
            self.stack.append(([], set(self.marks.values())))
        elif name in (W + "bookmarkStart", W + "bookmarkEnd"):
            self._mark(name, attributes)
        elif name == W + "t":
            self.taking = not self.skipped
        elif self.stack and not self.skipped and name in SIGNS:
            self.stack[-1][0].append(SIGNS[name])

    def _mark(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get(W + "id", "")
        if name == W + "bookmarkEnd":
            self.marks.pop(number, None)
            return
        self.marks[number] = attributes.get(W + "name", "")
        for _words, marks in self.stack[-1:]:
            marks.add(self.marks[number])

    def end(self, name: str) -> None:
        """Close an element; a paragraph that ends is kept."""
        if name in DELETED or name == FALLBACK:
            self.skipped -= 1
        elif name == W + "tbl":
            self.tables -= 1
        elif name == W + "t":
            self.taking = False
        elif name == W + "p" and self.stack:
            words, marks = self.stack.pop()
            if len(self.paragraphs) >= MOST_PARAGRAPHS:
                raise Unfit("bomb")
            text = "".join(words).strip()
            self.paragraphs.append({"text": text, "marks": sorted(marks), "table": self.tables > 0})

    def letters(self, text: str) -> None:
        """Take letters of a run."""
        if self.taking and self.stack:
            self.stack[-1][0].append(text)


SIGNS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


class Notes:
    """Gathers the comments written in Word."""

    def __init__(self, notes: list[dict[str, str]]) -> None:
        self.notes, self.taking = notes, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element; a comment names who wrote it."""
        if name == W + "comment":
            self.notes.append({"by": attributes.get(W + "author", "")[:120], "text": ""})
        self.taking = name == W + "t"

    def end(self, _name: str) -> None:
        """Close an element."""
        self.taking = False

    def letters(self, text: str) -> None:
        """Take letters of a comment, up to a page of them."""
        if self.taking and self.notes and len(self.notes[-1]["text"]) < 4000:
            self.notes[-1]["text"] += text


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201  its answer
