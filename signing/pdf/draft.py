"""A signature in the making: a revision with an empty place for the container, and the SHA-256 of everything around it."""

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from signing.pdf import annexes, pictures
from signing.pdf.imported import imported
from signing.pdf.places import LEAST_SIZE, MOST_SIZE, USUAL_SIZE
from signing.pdf.revision import Entries, Revision, dictionary, stream, text, unparsed

CHUNK = 1 << 20
HOLE = b"/Contents <"
RANGE = b"/ByteRange "
RANGE_WIDTH = 62  # room for four numbers of up to 13 digits
DATE_FIELDS = frozenset({"Ngay", "Thang", "Nam", "NgayThangNam"})
SIDES = {  # the number stands at its slash
    "NgayThangNam": "left",
    "SoKyHieu": "left",
    "So": "right",
}
TIMESTAMP_FIELD = "DauThoiGian"
SIGNATURES_EXIST, APPEND_ONLY = 1, 2
HIDDEN_LOCKED = 132  # print, locked: the invisible field of a timestamp
ZONE = dt.timezone(dt.timedelta(hours=7))
Addition = Callable[[Revision], None]


class NoSuchField(Exception):
    """The file has no free signature field of that name."""


class NoTimestamp(Exception):
    """The timestamp authority does not answer, or answers something else."""


@dataclass(frozen=True)
class Mark:
    """What one signature says and shows: its field, its picture (a one-page PDF), reason, place, fields it fills."""

    field: str
    picture: bytes = b""
    reason: str = ""
    location: str = ""
    certify: bool = False
    fill: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass
class Draft:
    """The bytes to append with zeros where the container goes; ``digest`` is over everything but the container."""

    revision: bytes
    hole: int
    width: int
    digest: bytes

    def filled(self, container: bytes) -> bytes:
        """Return the revision with the container in its place; ``ValueError`` when it is too large."""
        digits = container.hex().encode()
        if len(digits) > self.width:
            raise ValueError(f"A container of {len(container)} bytes does not fit.")
        end = self.hole + len(digits)
        return self.revision[: self.hole] + digits + self.revision[end:]


def chunks(source: Path | bytes) -> Iterator[bytes | memoryview]:
    """Yield the content in pieces that are not copied in memory."""
    if isinstance(source, bytes):
        yield source
        return
    buffer = bytearray(CHUNK)
    view = memoryview(buffer)
    with source.open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            yield view[:size]


def hashed(source: Path | bytes) -> Any:
    """Return a running SHA-256 that has seen the whole content."""
    running = hashlib.sha256()
    for piece in chunks(source):
        running.update(piece)
    return running


def signature(
    source: Path | bytes, mark: Mark, *, width: int, at: dt.datetime, more: Addition | None = None
) -> tuple[Revision, int]:
    """Plan the revision of a signature into ``mark.field``; ``width`` hex digits are kept for its container.

    ``more`` may add further objects to the same revision (proofs). ``NoSuchField`` when there is no free field.
    Returns the revision and the number of the signature's object, for ``settled``.
    """
    revision = Revision(source)
    found = find_field(revision.root, mark.field, "/Sig")
    if found is None or "/V" in found:
        raise NoSuchField(mark.field)
    fill(revision, mark.fill)
    number = revision.number()
    revision.entries(found)["/V"] = b"%d 0 R" % number
    if mark.picture:
        widget = found.Kids[0] if "/Kids" in found else found
        revision.entries(widget)["/AP"] = b"<</N %d 0 R>>" % _appearance(
            revision, widget, mark.picture
        )
    value = _said(mark, at) | _promises(revision, found, mark, number)
    _flagged(revision)
    if more is not None:
        more(revision)
    revision.add(_with_hole(value, width), number)
    return revision, number


def timestamp(
    source: Path | bytes, *, width: int, more: Addition | None = None
) -> tuple[Revision, int]:
    """Plan the revision of a document timestamp (ETSI EN 319 142-1, 5.4.3) in an invisible field of its own."""
    revision = Revision(source)
    number, place = revision.number(), revision.number()
    names = {name for name, _one in fields(revision.root)}
    free = next(
        f"{TIMESTAMP_FIELD}{n}"
        for n in range(1, len(names) + 2)
        if f"{TIMESTAMP_FIELD}{n}" not in names
    )
    page = revision.pdf.pages[0].obj
    revision.add(
        dictionary({
            "/Type": b"/Annot", "/Subtype": b"/Widget", "/FT": b"/Sig", "/T": text(free), "/F": b"%d" % HIDDEN_LOCKED,
            "/Rect": b"[0 0 0 0]", "/P": b"%d %d R" % page.objgen, "/V": b"%d 0 R" % number,
        }),
        place,
    )  # fmt: skip
    revision.push(page, revision.entries(page), "/Annots", place)
    _flagged(revision, place)
    if more is not None:
        more(revision)
    value = {
        "/Type": b"/DocTimeStamp",
        "/Filter": b"/Adobe.PPKLite",
        "/SubFilter": b"/ETSI.RFC3161",
    }
    revision.add(_with_hole(value, width), number)
    return revision, number


def settled(revision: Revision, number: int, before: Any) -> Draft:
    """Render a planned revision; ``before`` is the running SHA-256 of the file so far (it is not changed)."""
    content, places = revision.render()
    start = places[number]
    first = content.index(HOLE, start) + len(HOLE) - 1
    last = content.index(b">", first) + 1
    numbers = (0, revision.size + first, revision.size + last, len(content) - last)
    at = content.index(RANGE, start) + len(RANGE)
    said = (b"[%d %d %d %d]" % numbers).ljust(RANGE_WIDTH)
    content = content[:at] + said + content[at + RANGE_WIDTH :]
    running = before.copy()
    running.update(content[:first])
    running.update(content[last:])
    return Draft(content, first + 1, last - first - 2, running.digest())


def fields(root: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield the form's fields with their full names; at most a few thousand, each once."""
    form = root.get("/AcroForm")
    queue = [("", one) for one in (form.get("/Fields", []) if form is not None else [])]
    seen = 0
    while queue and seen < 5000:
        above, one = queue.pop(0)
        seen += 1
        name = f"{above}.{one.T}".lstrip(".") if "/T" in one else above
        kids = [kid for kid in one.get("/Kids", []) if "/T" in kid]
        if kids:
            queue += [(name, kid) for kid in kids]
        else:
            yield name, one


def find_field(root: pikepdf.Object, name: str, kind: str) -> pikepdf.Object | None:
    """Return the field of that full name and kind (``/Sig``, ``/Tx``), or nothing."""
    for found, one in fields(root):
        if found == name and str(one.get("/FT", "")) == kind and one.is_indirect:
            return one
    return None


def fill(revision: Revision, values: Mapping[str, str]) -> None:
    """Fill text fields by name, those in notes of annexes with them; each gets an appearance with its own embedded letters."""
    found = [(name, one) for name, one in fields(revision.root) if annexes.meant(name) in values]
    for name, widget in found if values else ():
        if str(widget.get("/FT", "")) != "/Tx" or not widget.is_indirect:
            continue
        value, italic = (
            values[annexes.meant(name)],
            name in DATE_FIELDS or annexes.is_of_annex(name),
        )
        left, bottom, right, top = (float(edge) for edge in widget.Rect)
        side = SIDES.get(annexes.meant(name), "center")
        drawn = pictures.text_picture(
            value, right - left, top - bottom, size=_size_of(widget), italic=italic, side=side
        )  # fmt: skip
        entries = revision.entries(widget)
        entries["/V"] = text(value)
        entries["/AP"] = b"<</N %d 0 R>>" % imported(revision, drawn)[0]


def _size_of(widget: pikepdf.Object) -> float:
    """Return the size of letters the field's appearance string asks for; 13 points where it asks for none."""
    asked = re.search(r"([\d.]+) +Tf", str(widget.get("/DA", "")))
    size = float(asked[1]) if asked else USUAL_SIZE
    return size if LEAST_SIZE <= size <= MOST_SIZE else USUAL_SIZE


def _said(mark: Mark, at: dt.datetime) -> Entries:
    """Return what the signature's dictionary says of itself."""
    value = {
        "/Type": b"/Sig", "/Filter": b"/Adobe.PPKLite", "/SubFilter": b"/ETSI.CAdES.detached",
        "/M": _moment(at),
    }  # fmt: skip
    spoken = (("/Reason", mark.reason), ("/Location", mark.location))
    return value | {key: text(said) for key, said in spoken if said}


def _with_hole(value: Entries, width: int) -> bytes:
    inner = dictionary(value)[:-2]
    return inner + RANGE + b" " * RANGE_WIDTH + b"\n" + HOLE + b"0" * width + b">\n>>"


def _moment(at: dt.datetime) -> bytes:
    local = at.astimezone(ZONE)
    return b"(D:" + local.strftime("%Y%m%d%H%M%S").encode() + b"+07'00')"


def _promises(revision: Revision, found: pikepdf.Object, mark: Mark, number: int) -> Entries:
    """Return what the signature says of later changes: a certification (DocMDP 2), a lock of fields (FieldMDP)."""
    made: list[bytes] = []
    params = b"<</Type/TransformParams/V/1.2"
    if mark.certify:
        made.append(
            b"<</Type/SigRef/TransformMethod/DocMDP/TransformParams " + params + b"/P 2>>>>"
        )
        perms = revision.within(revision.root, "/Perms")
        perms.entries["/DocMDP"] = b"%d 0 R" % number
        perms.done()
    lock = found.get("/Lock")
    if lock is not None:
        kept = b"".join(
            key.encode() + b" " + unparsed(lock.get(key))
            for key in ("/Action", "/Fields", "/P")
            if key in lock
        )
        root = b"%d %d R" % revision.root.objgen
        made.append(
            b"<</Type/SigRef/TransformMethod/FieldMDP/Data "
            + root
            + b"/TransformParams "
            + params
            + kept
            + b">>>>"
        )
    return {"/Reference": b"[" + b"".join(made) + b"]"} if made else {}


def _flagged(revision: Revision, new_field: int = 0) -> None:
    """Say in the form that signatures exist and that bytes may only be appended; add a new field to it."""
    form = revision.root.get("/AcroForm")
    wanted = SIGNATURES_EXIST | APPEND_ONLY
    if form is not None and int(form.get("/SigFlags", 0)) & wanted == wanted and not new_field:
        return
    nested = revision.within(revision.root, "/AcroForm")
    nested.entries["/SigFlags"] = b"%d" % wanted
    nested.entries.setdefault("/Fields", b"[]")
    if new_field:
        revision.push(
            form if form is not None else pikepdf.Dictionary(), nested.entries, "/Fields", new_field
        )
    nested.done()


def _appearance(revision: Revision, widget: pikepdf.Object, picture: bytes) -> int:
    """Return the number of an appearance: the picture fitted into the field's box, in its middle."""
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    width, height = abs(right - left), abs(top - bottom)
    inner, (x, y, wide, tall) = imported(revision, picture)
    scale = min(width / wide, height / tall)
    across, up = (width - wide * scale) / 2 - x * scale, (height - tall * scale) / 2 - y * scale
    drawing = f"q {scale:.5f} 0 0 {scale:.5f} {across:.3f} {up:.3f} cm /Picture Do Q".encode()
    resources = b"<</XObject<</Picture %d 0 R>>>>" % inner
    box = f"[0 0 {width:.3f} {height:.3f}]".encode()
    entries = {"/Type": b"/XObject", "/Subtype": b"/Form", "/BBox": box, "/Resources": resources}
    return revision.add(stream(entries, drawing))
