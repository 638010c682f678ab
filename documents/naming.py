"""How a file is called when it is saved: an issued document by its number, “01-QD-UBND-da-ky.pdf”, any other by its own name."""

import mmap
import unicodedata
from pathlib import Path
from urllib.parse import quote

from documents.models import Version

LONGEST = 120  # letters of a name before its ending
SIGNED = b"/ByteRange"  # every signature in a PDF says what it covers (ISO 32000-2, 12.8.1)


def plain(text: str) -> str:
    """Return the text as part of a file name that every system takes: letters without tone marks, digits, “-”, “_”, “.”."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = (c if c.isascii() and (c.isalnum() or c in "._") else "-" for c in bare if not unicodedata.combining(c))  # fmt: skip
    return "-".join(part for part in "".join(kept).split("-") if part).strip(".-")


def saved_as(version: Version) -> str:
    """Return the name a version is saved under; what is numbered is called by its number, and whether it is signed."""
    paper = version.paper
    if not paper.notation:
        return version.name
    return f"{plain(paper.notation)[:LONGEST]}{'-da-ky' if carries_signature(Path(version.path)) else ''}.pdf"


def carries_signature(path: Path) -> bool:
    """Say whether the PDF carries a signature; what it is worth the verifier says. Nothing is read into memory."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:  # fmt: skip
            return content.rfind(SIGNED) >= 0
    except (OSError, ValueError):
        return False


def disposition(name: str, *, inline: bool = False) -> str:
    """Return the header that names a file (RFC 6266): a plain name for old programs, the full one in UTF-8."""
    stem, _dot, ending = name.rpartition(".")
    real = bool(stem) and ending.isascii() and ending.isalnum()
    ascii_name = (plain(stem if real else name)[:LONGEST] or "van-ban") + (
        f".{ending}" if real else ""
    )
    manner = "inline" if inline else "attachment"
    return f"{manner}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
