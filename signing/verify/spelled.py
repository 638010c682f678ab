"""The text that a drawing shows, spelled out of its content: strings in either way of writing, by the maps of their fonts."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic

from signing.pdf.reading import entry

TOKEN = re.compile(
    rb"/([^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf\b|/([^\s/<>\[\]()]+)\s+Do\b"
    rb"|(\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<(?!<)[0-9A-Fa-f\s]*>(?!>))",
    re.DOTALL,
)
LISTS = re.compile(rb"beginbf(char|range)")
CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[([^\]]*)\]")
DEEPEST, MOST = 4, 20_000  # drawings within drawings, codes of a font
UNKNOWN = "\ufffd"
Maps = dict[bytes, str]


def spelled(drawing: generic.StreamObject, fonts: Any, depth: int = 0) -> str:
    """Return the text of a drawing; ``fonts``: those it may use besides its own; “�” for what no map explains."""
    try:
        content = bytes(drawing.data)
    except Exception:  # noqa: BLE001 (what cannot be unpacked says nothing)
        return UNKNOWN
    own = entry(drawing, "/Resources")
    out, font = "", None
    for found in TOKEN.finditer(content):
        name, inner, string = found.groups()
        if name is not None:
            font = _named(name, entry(own, "/Font"), fonts)
        elif inner is not None:
            within = _named(inner, entry(own, "/XObject"))
            if isinstance(within, generic.StreamObject) and depth < DEEPEST:
                out += spelled(within, fonts, depth + 1)
        else:
            out += _read(string, font)
    return out


def _named(name: bytes, *lists: Any) -> Any:
    key = f"/{name.decode('latin-1')}"
    return next((one for one in (entry(each, key) for each in lists) if one is not None), None)


def _read(string: bytes, font: Any) -> str:
    try:
        found: Any = generic.read_object(BytesIO(string), generic.Reference(0, 0))
        codes = bytes(found.original_bytes)
    except Exception:  # noqa: BLE001 (a spoilt string)
        return UNKNOWN
    width = 2 if entry(font, "/Subtype") == "/Type0" else 1
    known = _map(entry(font, "/ToUnicode"))
    parts = (codes[at : at + width] for at in range(0, len(codes), width))
    return "".join(known.get(one) or _default(one) for one in parts)


def _default(code: bytes) -> str:
    return code.decode("cp1252", "replace") if len(code) == 1 else UNKNOWN


def _map(stream: Any) -> Maps:
    """Return what a font's ``/ToUnicode`` says (ISO 32000-1, 9.10.3)."""
    if not isinstance(stream, generic.StreamObject):
        return {}
    try:
        said = bytes(stream.data)
        return dict(_pairs(said))
    except Exception:  # noqa: BLE001 (a spoilt map explains nothing)
        return {}


def _pairs(said: bytes) -> Iterator[tuple[bytes, str]]:
    for kind, body in _lists(said):
        codes = [(bytes.fromhex(one.decode()), many) for one, many in CODE.findall(body)][:MOST]
        if kind == b"char":
            yield from ((code, _text(to)) for (code, _), (to, _) in zip(codes[::2], codes[1::2], strict=False))  # fmt: skip
            continue
        for (first, _), (last, _), (to, many) in zip(codes[::3], codes[1::3], codes[2::3], strict=False):  # fmt: skip
            numbers = range(int.from_bytes(first), min(int.from_bytes(last) + 1, int.from_bytes(first) + 256))  # fmt: skip
            listed = [bytes.fromhex(one.decode()) for one, _ in CODE.findall(many)]
            for step, number in enumerate(numbers):
                text = listed[step] if step < len(listed) else _next(to, step)
                yield number.to_bytes(len(first)), _text(text)


def _lists(said: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the inside of each list of a map, read once from the beginning to the end."""
    at = 0
    while begun := LISTS.search(said, at):
        kind = begun[1]
        at = said.find(b"endbf" + kind, begun.end())
        if at < 0:
            return
        yield kind, said[begun.end() : at]


def _next(to: bytes, step: int) -> bytes:
    return (int.from_bytes(to) + step).to_bytes(max(len(to), 1)) if to else b""


def _text(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
