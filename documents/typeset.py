"""Typesetting: the only module that speaks to typst; data in, PDF and places out.

Everything a person wrote goes in as JSON and is printed as text, never parsed as markup. The forms
(``forms/*.typ``) hold the figures of Decree 30/2020/NĐ-CP, Appendix I; what a kind of document is
called and which form it takes is the table ``FORMS`` below.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import typst
from django.conf import settings

SHEETS = Path(__file__).parent / "forms"
A4_HEIGHT = 841.89  # points
PDF_STANDARD: Literal["a-2b"] = "a-2b"  # ISO 19005-2, for archives; later signatures leave it so


UNSHOWN = "could not be displayed"  # what typst says of a letter without a glyph (PDF/A wants one for each)
KNOWN = re.compile(  # all but Latin letters with their marks, and the signs of office papers
    "[^\n\t -~\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ab\u2212]"
)


@dataclass(frozen=True)
class Form:
    """A kind of document: its sheet in ``forms/``, its name in print, its letters in the notation."""

    sheet: str
    kind: str
    letters: str


FORMS = {  # Decree 30/2020/NĐ-CP, Appendix III, forms 1.1-1.9 and the table of abbreviations
    "decision": Form("act", "QUYẾT ĐỊNH", "QĐ"),
    "resolution": Form("act", "NGHỊ QUYẾT", "NQ"),
    "report": Form("letter", "BÁO CÁO", "BC"),
    "proposal": Form("letter", "TỜ TRÌNH", "TTr"),
    "plan": Form("letter", "KẾ HOẠCH", "KH"),
    "conclusions": Form("letter", "THÔNG BÁO", "TB"),
    "invitation": Form("letter", "GIẤY MỜI", "GM"),
    "minutes": Form("minutes", "BIÊN BẢN", "BB"),
    "named": Form(
        "letter", "", "VB"
    ),  # form 1.4: documents with the name of a kind, which the data say
    "official": Form("official", "", "CV"),  # form 1.5
    "telegram": Form("telegram", "CÔNG ĐIỆN", "CĐ"),  # form 1.6
    "party": Form("party", "", "VB"),  # Instruction 36-HD/VPTW
    "party_letter": Form("party", "", "CV"),
    "copy": Form("copy", "SAO Y", "SY"),  # form 3.1
    "sheets": Form("sheets", "PHIẾU MỜI", ""),  # no form of the decree: a guest's own sheet
    "ballots": Form(
        "ballots", "PHIẾU BIỂU QUYẾT", ""
    ),  # no form of the decree: to be cut and marked
    "opinion": Form("opinion", "PHIẾU LẤY Ý KIẾN", "PLYK"),
    "task_list": Form(
        "task_list", "DANH SÁCH NHIỆM VỤ", ""
    ),  # no form of the decree: a printed table, across
    "verification": Form("verification", "", ""),  # a sheet of our own: a report on signatures
    "book": Form("book", "SỔ ĐĂNG KÝ", ""),  # registers to be bound: Appendix IV
    "dossier": Form(
        "dossier", "HỒ SƠ PHIÊN HỌP", ""
    ),  # no form of the decree: a bound file's front pages
}


@dataclass(frozen=True)
class Box:
    """A rectangle on a page: page counted from 1, the rest in points from the page's bottom left."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Typeset:
    """A finished document: the file, where number, date, signature and seal belong, its pages."""

    pdf: bytes
    places: dict[str, Box]
    pages: int


def typeset(
    form: str, data: Mapping[str, Any], *, at: datetime | None = None, tagged: bool = True
) -> Typeset:
    """Print ``data`` in the form (a key of ``FORMS``); ``at`` becomes the file's creation time.

    ``tagged``: with the marks by which a reader's program tells heads, rows and cells.

    Keys: superior, agency, notation, town, subject, body, recipients, signing {capacity, name}; acts
    also authority, letters addressees, minutes secretary {capacity, name}. A blank number or date
    (ISO) leaves the place to be filled at issue. ``body`` is a list of blocks (``forms/blocks.typ``);
    an annex says whose it is by ``of`` {kind, notation, agency}, with blanks for number and date unless they are in it.
    Places: number, date, signature, seal; minutes also secretary. A letter no typeface has is printed
    as “?”: one picture in a title must not keep a list from being printed. Raises ``typst.TypstError``
    on data that the form cannot print (a missing key, an unknown block).
    """
    try:
        return _typeset(FORMS[form], data, at, tagged=tagged)
    except typst.TypstError as error:
        if UNSHOWN not in str(error):
            raise
        return _typeset(FORMS[form], _in_known_letters(data), at, tagged=tagged)


def _typeset(
    printed: Form, data: Mapping[str, Any], at: datetime | None, *, tagged: bool
) -> Typeset:
    compiler = typst.Compiler(
        SHEETS / f"{printed.sheet}.typ",
        root=SHEETS,
        font_paths=_fonts(),
        sys_inputs={"data": _as_json({"kind": printed.kind, **data})},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=PDF_STANDARD, timestamp=at, pdf_tags=tagged)
    pages = int(compiler.query("<last>", field="value", one=True))
    return Typeset(cast("bytes", pdf), _places(compiler), pages)


def _in_known_letters(value: Any) -> Any:
    """Return the data with “?” for every letter that is not surely in the typeface."""
    if isinstance(value, str):
        return KNOWN.sub("?", unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {key: _in_known_letters(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_in_known_letters(one) for one in value]
    return value


def draw(source: str, value: Any) -> bytes:
    """Return the PDF of a small drawing of our own in typst; ``value`` is its ``sys.inputs.value`` (JSON)."""
    drawing = typst.Compiler(
        source.encode(),
        font_paths=_fonts(),
        sys_inputs={"value": json.dumps(value, ensure_ascii=False)},
    )
    drawn = drawing.compile(format="pdf", pdf_tags=False)
    return cast("bytes", drawn)


def _as_json(data: Mapping[str, Any]) -> str:
    """Return the data as JSON in composed letters (NFC), as TCVN 6909:2001 wants them."""
    return unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False))


def _places(compiler: typst.Compiler) -> dict[str, Box]:
    """Return the named boxes of the compiled document, turned to the page's bottom left."""
    found = json.loads(compiler.query("<place>", field="value"))
    return {spot["name"]: _box(spot) for spot in found}


def _box(spot: Mapping[str, Any]) -> Box:
    """Turn typst's top-left box into PDF's bottom-left one."""
    bottom = A4_HEIGHT - spot["y"] - spot["height"]
    return Box(spot["page"], spot["x"], bottom, spot["width"], spot["height"])


@lru_cache
def _fonts() -> typst.Fonts:
    """Return the typefaces: Tinos (metric twin of Times New Roman); without it typst's Libertinus serves."""
    folder = Path(settings.BASE_DIR) / "vendor" / "fonts" / "tinos"
    return typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder.is_dir() else [])
