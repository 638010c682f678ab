"""One revision appended to a PDF by hand: the changed and the new objects, and a cross-reference of the file's own kind.

A writer that models the whole file costs more than everything else in signing a page; here only what changes is written
(ISO 32000-1, 7.5.6). The bytes before are never touched. Files that need repair, are encrypted or hybrid are refused:
``signing.pdf.prepare`` makes them clean before anybody signs.
"""

import io
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf

START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
TAIL = 1100  # bytes at the end among which “startxref” stands
Entries = dict[str, bytes]


class NotAppendable(Exception):
    """Nothing can be appended to this file: it is damaged, encrypted or hybrid."""


class Revision:
    """What one revision will add to a file that is open for reading."""

    def __init__(self, source: Path | bytes) -> None:
        try:
            self.pdf = pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source))
        except pikepdf.PdfError as error:
            raise NotAppendable(str(error)) from error
        self.size, tail, head = _ends(source)
        found = START.search(tail)
        if found is None or self.pdf.is_encrypted or "/XRefStm" in self.pdf.trailer:
            raise NotAppendable("no clean last cross-reference")
        self._previous = int(found[1])
        begins = head(self._previous)
        self._is_table = begins == b"xref"
        if not (self._is_table or begins[:1].isdigit()) or self.pdf.get_warnings():
            raise NotAppendable("the last cross-reference is damaged")
        self._glue = b"" if tail.endswith((b"\n", b"\r")) else b"\n"
        self._next = int(self.pdf.trailer.Size)
        self._bodies: dict[int, tuple[int, bytes]] = {}
        self._changed: dict[int, tuple[int, Entries]] = {}

    @property
    def root(self) -> pikepdf.Object:
        """The catalogue."""
        return self.pdf.Root

    def number(self) -> int:
        """Take the number of a new object."""
        self._next += 1
        return self._next - 1

    def add(self, body: bytes, number: int = 0) -> int:
        """Add a new object and return its number."""
        number = number or self.number()
        self._bodies[number] = (0, body)
        return number

    def entries(self, one: pikepdf.Object) -> Entries:
        """Return the entries of an indirect dictionary, to be changed in place: they are written anew."""
        number, generation = one.objgen
        if number == 0:
            raise NotAppendable("a direct object cannot be changed by itself")
        if number not in self._changed:
            self._changed[number] = (generation, entries_of(one))
        return self._changed[number][1]

    def within(self, owner: pikepdf.Object, key: str) -> "Nested":
        """Return the dictionary ``owner[key]`` to be changed, wherever it is written; a new one when there is none."""
        found = owner.get(key)
        if found is not None and found.is_indirect:
            return Nested(self.entries(found))
        return Nested(entries_of(found) if found is not None else {}, self.entries(owner), key)

    def push(self, owner: pikepdf.Object, entries: Entries, key: str, reference: int) -> None:
        """Append a reference to the array ``owner[key]``."""
        found = owner.get(key)
        one = b"%d 0 R" % reference
        if found is not None and found.is_indirect:
            number, generation = found.objgen
            before = self._bodies.get(number, (generation, _array(found)))[1]
            self._bodies[number] = (generation, before[:-1] + b" " + one + b"]")
        else:
            before = entries.get(key, b"[]")
            entries[key] = before.rstrip()[:-1] + b" " + one + b"]"

    def render(self) -> tuple[bytes, dict[int, int]]:
        """Return the bytes to append and where in them each object's body begins."""
        bodies = dict(self._bodies)
        for number, (generation, entries) in self._changed.items():
            bodies[number] = (generation, dictionary(entries))
        parts, places, rows, at = [self._glue], {}, {}, len(self._glue)
        for number, (generation, body) in sorted(bodies.items()):
            head = b"%d %d obj\n" % (number, generation)
            rows[number], places[number] = (self.size + at, generation), at + len(head)
            parts += (head, body, b"\nendobj\n")
            at += len(head) + len(body) + 8
        parts.append(self._table(rows, at) if self._is_table else self._stream(rows, at))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % (self.size + at))
        return b"".join(parts), places

    def _table(self, rows: dict[int, tuple[int, int]], _at: int) -> bytes:
        parts = [b"xref\n"]
        for first, run in _runs(sorted(rows)):
            parts.append(b"%d %d\n" % (first, len(run)))
            parts += [b"%010d %05d n \n" % rows[number] for number in run]
        return b"".join(parts) + b"trailer\n" + dictionary(self._trailer(self._next)) + b"\n"

    def _stream(self, rows: dict[int, tuple[int, int]], at: int) -> bytes:
        own = self._next
        rows = {**rows, own: (self.size + at, 0)}
        numbers = [part for first, run in _runs(sorted(rows)) for part in (first, len(run))]
        data = b"".join(
            b"\x01" + rows[n][0].to_bytes(5, "big") + rows[n][1].to_bytes(2, "big")
            for n in sorted(rows)
        )
        entries = self._trailer(own + 1)
        entries |= {"/Type": b"/XRef", "/W": b"[1 5 2]", "/Length": b"%d" % len(data)}
        entries["/Index"] = b"[" + b" ".join(b"%d" % one for one in numbers) + b"]"
        return b"%d 0 obj\n" % own + stream(entries, data) + b"\nendobj\n"

    def _trailer(self, size: int) -> Entries:
        trailer = self.pdf.trailer
        kept = {k: _reference(trailer, k) for k in ("/Root", "/Info") if k in trailer}
        made = {"/Size": b"%d" % size, **kept, "/Prev": b"%d" % self._previous}
        if "/ID" in trailer:
            first = bytes(trailer.ID[0]).hex().encode()
            made["/ID"] = b"[<" + first + b"><" + os.urandom(16).hex().encode() + b">]"
        return made


class Nested:
    """A dictionary to be changed that is an object of its own or stands inside another one."""

    def __init__(self, entries: Entries, owner: Entries | None = None, key: str = "") -> None:
        self.entries, self._owner, self._key = entries, owner, key

    def done(self) -> None:
        """Write it back into the one it stands in."""
        if self._owner is not None:
            self._owner[self._key] = dictionary(self.entries)


def dictionary(entries: Entries) -> bytes:
    """Return a dictionary in the syntax of PDF."""
    inner = b"".join(key.encode() + b" " + value + b"\n" for key, value in entries.items())
    return b"<<\n" + inner + b">>"


def stream(entries: Entries, data: bytes) -> bytes:
    """Return a stream with its dictionary; the data are written as they are."""
    return (
        dictionary({**entries, "/Length": b"%d" % len(data)})
        + b"\nstream\n"
        + data
        + b"\nendstream"
    )


def text(value: str) -> bytes:
    """Return a text string: as it is when ASCII, else UTF-16 (ISO 32000-1, 7.9.2.2); hexadecimal."""
    raw = value.encode() if value.isascii() else b"\xfe\xff" + value.encode("utf-16-be")
    return b"<" + raw.hex().encode() + b">"


def entries_of(one: pikepdf.Object) -> Entries:
    """Return the entries of a dictionary as bytes, references kept."""
    return {key: _reference(one, key) for key in one.keys()}  # noqa: SIM118 (pikepdf's own dictionary)


def _reference(one: pikepdf.Object, key: str) -> bytes:
    return unparsed(one.get(key))


def unparsed(value: Any) -> bytes:
    """Return a value as bytes; pikepdf hands numbers and booleans out as Python's own."""
    if isinstance(value, pikepdf.Object):
        return bytes(value.unparse())
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return format(value, "f" if isinstance(value, Decimal) else "d").encode()


def _array(one: pikepdf.Object) -> bytes:
    return bytes(one.unparse(resolved=True))


def _ends(source: Path | bytes) -> tuple[int, bytes, Any]:
    """Return the size, the last bytes, and a function that reads four bytes at a place."""
    if isinstance(source, bytes):
        return len(source), source[-TAIL:], lambda at: source[at : at + 4]
    with source.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read()

    def head(at: int) -> bytes:
        with source.open("rb") as file:
            file.seek(at)
            return file.read(4)

    return size, tail, head


def _runs(numbers: list[int]) -> list[tuple[int, list[int]]]:
    """Return runs of consecutive numbers with the first of each."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [(run[0], run) for run in runs]
