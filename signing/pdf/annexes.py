"""The blanks in the notes of annexes: “(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm …)”. Pure.

Decree 30/2020/NĐ-CP, Appendix I, part III.1: a note below an annex's title says number, symbol and date of its document. They
are filled in with those of the first page, as fields of their own. Lengths are points from the page's lower left corner.
"""

import re
from collections.abc import Iterator, Sequence

from signing.pdf.pieces import ANNEX_NOTE, Line, Place
from signing.pdf.places import DATE_BLANK, between, parts_of_date

NUMBER = re.compile(r"số\s*:?(\s*)(?=/?(-?[^\W\d_][\w./-]*))", re.IGNORECASE)
FIELD = re.compile(r"(So|SoKyHieu|Ngay|Thang|Nam|NgayThangNam)PhuLuc\d+")
MOST_LINES, MOST_NOTES = 4, 20
CAPITAL_K, LEAST, MOST = 0.66, 11.0, 14.0  # the ink of a “K” as a share of the size; points


def places(sheets: Sequence[Sequence[Line]], numbered: int, suffix: str) -> dict[str, Place]:
    """Find the blanks of every note of an annex behind the page that bears the number (``numbered``, from 0).

    Only notes that name the document's own symbol (``suffix``) are its annexes; dotted lines stay as they are typed.
    """
    found: dict[str, Place] = {}
    notes = [note for lines in sheets[numbered + 1 :] for note in _notes(lines)]
    for count, note in enumerate(notes[:MOST_NOTES] if suffix else [], start=1):
        found |= {f"{name}PhuLuc{count}": place for name, place in _blanks(note, suffix).items()}
    return found


def meant(field: str) -> str:
    """Return the word of the first page's field whose value an annex's field repeats; the field itself for any other."""
    found = FIELD.fullmatch(field)
    return found[1] if found else field


def is_of_annex(field: str) -> bool:
    """Say whether a field stands in the note of an annex."""
    return FIELD.fullmatch(field) is not None


def printed_size(lines: Sequence[Line]) -> float:
    """Return the size in points of the letters of the page's first note, told by its capital; 0 without one."""
    for note in _notes(lines):
        for letter in note[0].letters:
            if letter.text == "K":
                size = round((letter.top - letter.bottom) / CAPITAL_K * 2) / 2
                return min(max(size, LEAST), MOST)
    return 0.0


def _notes(lines: Sequence[Line]) -> Iterator[list[Line]]:
    for at, line in enumerate(lines):
        if line.text.strip().casefold().startswith(ANNEX_NOTE):
            end = next((n for n, one in enumerate(lines[at:], start=at) if ")" in one.text), at)
            yield list(lines[at : min(end, at + MOST_LINES - 1) + 1])


def _blanks(note: list[Line], suffix: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for line in note:
        number, date = NUMBER.search(line.text), DATE_BLANK.search(line.text)
        if number and number[2].rstrip(".,)") == suffix:
            before, after = line.letters[number.start(1) - 1], line.letters[number.end(1)]
            found["So"] = between(line.page, before, after)
        if date:
            found |= parts_of_date(line, date)
    return found if "So" in found else {}
