"""Register books as PDF to be printed and bound: cover, the decree's columns across, page numbers, closing note and signatures.

Decree 30/2020/NĐ-CP, art. 16, 22: a register kept by a system is printed in full and bound; its columns are those of Appendix IV.
One function for every book of the registry: outgoing, incoming, copies, handing over.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import accumulate, pairwise

from django.conf import settings

from documents.typeset import Typeset, typeset
from documents.witness import sealed_pdf

CLOSING = "Sổ này gồm {rows} dòng đăng ký, in từ hệ thống lúc {at}. Số đã hủy, số để dành được giữ nguyên trong sổ."
SEALED = (
    "Tệp sổ được niêm phong bằng chứng thư số của hệ thống ngay khi in; kiểm tra tệp không bị sửa tại {address}. "
    "Niêm phong của hệ thống không thay chữ ký, con dấu dưới đây."
)

# lines; in a longer book the tags would be nine tenths of the file and half of the work, and each month begins a page:
# typst then sets the months side by side, on as many processors as there are
LONG = 1_000


@dataclass(frozen=True)
class Column:
    """A column: its head in print, its share of the width, and on which side its text stands (l, c, r)."""

    title: str
    width: float = 1
    align: str = "l"


@dataclass(frozen=True)
class Line:
    """One line of a book: a text for each column; struck through when its number was cancelled; the day it is of."""

    cells: tuple[str, ...]
    struck: bool = False
    on: date | None = None


@dataclass(frozen=True)
class Cover:
    """What the cover says: agency (and the one above), the book's name, year, further lines, number of the volume.

    ``nation`` prints the national title; a Party committee's book has none.
    """

    agency: str
    title: str
    year: int
    superior: str = ""
    lines: tuple[str, ...] = ()
    volume: str = "01"
    nation: bool = True


def book(
    cover: Cover, columns: Sequence[Column], lines: Sequence[Line], *, at: datetime,
    signers: Sequence[str] = ("Người giữ sổ", "Người đứng đầu cơ quan, đơn vị"),
) -> Typeset:  # fmt: skip
    """Print a register book and let the system seal its file; every line has one text for each column (``ValueError``)."""
    if any(len(line.cells) != len(columns) for line in lines):
        raise ValueError("a line of a register has one text for each column")
    said = f"{at:%H:%M} ngày {at:%d/%m/%Y}"
    address = f"{settings.SITE_URL.rstrip('/')}/verify/"
    data = {
        "kind": cover.title.upper(), "title": f"{cover.title} {cover.year}", "year": cover.year,
        "agency": cover.agency, "superior": cover.superior, "cover": list(cover.lines),
        "volume": cover.volume, "nation": cover.nation, "columns": [asdict(one) for one in columns],
        "parts": [[{"cells": line.cells, "struck": line.struck} for line in part] for part in parts(lines)],
        "closing": f"{CLOSING.format(rows=len(lines), at=said)} {SEALED.format(address=address)}", "signers": list(signers), "subject": "",
    }  # fmt: skip
    made = typeset("book", data, tagged=len(lines) <= LONG)
    return replace(made, pdf=sealed_pdf(made.pdf))


def parts(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines by what begins on a page of its own: all together, in a long book each month that is later than any before."""
    if len(lines) <= LONG:
        return [lines] if lines else []
    months = ((line.on.year, line.on.month) if line.on else (0, 0) for line in lines)
    seen = list(accumulate(months, max))  # an earlier day among later ones stays in its place
    starts = [n for n in range(len(lines)) if n == 0 or seen[n] > seen[n - 1]]
    return [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
