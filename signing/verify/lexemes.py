"""Names and strings of hex digits read in one piece: pyHanko reads them letter by letter, of a signature some twenty thousand.

``install`` puts these readers in the place of pyHanko's; whatever is not plain (escapes, blanks between digits, an end
of file) is still read by pyHanko's own, so what is found is the same (``tests/signing/test_opening.py``).
"""

import re
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic

DIGITS = re.compile(rb"<([0-9A-Fa-f]*)>")
NAME = re.compile(rb"(/[!\"$&'*-.0-;=?-Z\\^-z|~]+)(?=[\x00\t\n\x0c\r ()<>\[\]{}/%])")
slow_digits: Final = generic.read_hex_string_from_stream
slow_name: Final = generic.NameObject.read_from_stream


def read_digits(stream: Any) -> generic.ByteStringObject | generic.TextStringObject:
    """Read a string of hex digits (ISO 32000-1, 7.3.4.3) from where the stream stands."""
    digits = _taken(DIGITS, stream)
    if digits is None:
        return slow_digits(stream)
    return generic.pdf_string(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def read_name(stream: Any) -> generic.NameObject:
    """Read a name (ISO 32000-1, 7.3.5) from where the stream stands."""
    name = _taken(NAME, stream)
    return slow_name(stream) if name is None else generic.NameObject(name.decode())


def _taken(pattern: re.Pattern[bytes], stream: Any) -> bytes | None:
    """Return what ``pattern`` finds here and go on behind it; ``None``, and the stream stays, when it finds nothing."""
    if not isinstance(stream, BytesIO):
        return None
    with stream.getbuffer() as buffer:
        found = pattern.match(buffer, stream.tell())
        taken, end = (found[1], found.end()) if found else (None, 0)
        del found  # it holds the buffer
    if taken is not None:
        stream.seek(end)
    return taken


def install() -> None:
    """Let pyHanko read by these; it has no other way in."""
    generic.read_hex_string_from_stream = read_digits
    generic.NameObject.read_from_stream = staticmethod(read_name)  # type: ignore[method-assign]
