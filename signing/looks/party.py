"""The rules of the Party's documents: guideline 36-HD/VPTW of 3 April 2018 (to regulation 66-QĐ/TW of 6 February 2017), as a table.

Sizes and slants of letters are those of its Appendix 3, read in a published copy; the rest is to be compared with the text:
[verify]. The Party's title stands at the top right, the committee's name on
the left, a number without a slash before the letters (“Số 15-QĐ/TU”), and a star or a short line below the committee's name.
"""

import re

from signing.looks import layout, sayings
from signing.looks.checks import (
    Rule,
    bold,
    capital,
    centred,
    italic,
    margin,
    ruled,
    said,
    size,
    there,
)
from signing.looks.decree30 import ADVICE, SHOWN_RULES
from signing.looks.reading import Part, Reading

CLAUSE, LETTERS = "HD 36 [verify]", "HD 36, Appendix 3"


def _number(part: Part, _read: Reading) -> str:
    """“Số 15-QĐ/TU”: no colon, a hyphen before the kind's letters, a slash before the committee's."""
    text = part.text.strip()
    return (
        ""
        if re.match(r"^Số\s*[\d._…\s]*-\s*[\w.]+/[\w.-]+$", text) or re.fullmatch(r"Số\s*", text)
        else text
    )


DOCUMENT = (
    Rule("paper.size", CLAUSE, "paper", "size", "A4 (210 × 297 mm)", layout.paper),
    Rule("margin.top", CLAUSE, "margin_top", "width", "20 mm", margin("top", 20, 25)),
    Rule("margin.bottom", CLAUSE, "margin_bottom", "width", "20 mm", margin("bottom", 20, 25)),
    Rule("margin.left", CLAUSE, "margin_left", "width", "30 mm", margin("left", 29, 35)),
    Rule("margin.right", CLAUSE, "margin_right", "width", "15–20 mm", margin("right", 15, 20)),
    Rule("font.face", CLAUSE, "letters", "typeface", "Times New Roman", layout.typeface),
    Rule("font.black", CLAUSE, "letters", "colour", "black", layout.black),
    Rule("party.there", CLAUSE, "party", "there", "required", there("party")),
    Rule("party.capitals", LETTERS, "party", "letters", "capitals", capital("party", wanted=True)),
    Rule("party.size", LETTERS, "party", "size", "15 pt", size("party", 15, 15)),
    Rule("party.bold", LETTERS, "party", "weight", "bold", bold("party", wanted=True)),
    Rule("party.rule", CLAUSE, "party", "rule", "100 %", ruled("party", 0.85, 1.15)),
    Rule("agency.there", CLAUSE, "agency", "there", "required", there("agency")),
    Rule("agency.capitals", LETTERS, "agency", "letters", "capitals", capital("agency", wanted=True)),
    Rule("agency.size", LETTERS, "agency", "size", "14 pt", size("agency", 14, 14)),
    Rule("number.there", CLAUSE, "number", "there", "required", there("number")),
    Rule("number.slash", CLAUSE, "number", "signs", "Số 15-QĐ/TU", said("number", _number)),
    Rule("number.size", LETTERS, "number", "size", "14 pt", size("number", 14, 14)),
    Rule("date.there", CLAUSE, "date", "there", "required", there("date")),
    Rule("date.form", CLAUSE, "date", "words", "Hà Nội, ngày 05 tháng 01 năm 2026", said("date", sayings.date_form)),
    Rule("date.zero", CLAUSE, "date", "zero", "01 … 09; 01, 02", said("date", sayings.date_zero)),
    Rule("date.italic", LETTERS, "date", "slant", "italic", italic("date", wanted=True)),
    Rule("date.size", LETTERS, "date", "size", "14 pt", size("date", 14, 14)),
    Rule("agency.bold", LETTERS, "agency", "weight", "bold", bold("agency", wanted=True)),
    Rule("superior.size", LETTERS, "superior", "size", "14 pt", size("superior", 14, 14)),
    Rule("kind.capitals", LETTERS, "kind", "letters", "capitals", capital("kind", wanted=True)),
    Rule("kind.size", LETTERS, "kind", "size", "15–16 pt", size("kind", 15, 16)),
    Rule("kind.bold", LETTERS, "kind", "weight", "bold", bold("kind", wanted=True)),
    Rule("kind.centre", CLAUSE, "kind", "place", "centre", centred("kind")),
    Rule("subject.bold", LETTERS, "subject", "weight", "bold", bold("subject", wanted=True)),
    Rule("subject.size", LETTERS, "subject", "size", "14–15 pt", size("subject", 14, 15)),
    Rule("about.size", LETTERS, "about", "size", "12 pt", size("about", 12, 12)),
    Rule("about.italic", LETTERS, "about", "slant", "italic", italic("about", wanted=True)),
    Rule("body.size", LETTERS, "body", "size", "14–15 pt", layout.party_body_size),
    Rule("body.gap", CLAUSE, "body", "gap", "≥ 6 pt", layout.body_gap, ADVICE),
    Rule("page_number.there", CLAUSE, "page_number", "there", "from_page_2", layout.number_missing),
    Rule("page_number.first", CLAUSE, "page_number", "page_1", "not_shown", layout.number_on_first),
    Rule("signer.there", CLAUSE, "capacity", "there", "required", there("name")),
    Rule("capacity.capitals", CLAUSE, "capacity", "letters", "capitals", capital("capacity", wanted=True)),
    Rule("capacity.dot", CLAUSE, "capacity", "words", "T/M, K/T, T/L", said("capacity", lambda part, _read: _party_sign(part))),
    Rule("name.bold", CLAUSE, "name", "weight", "bold", bold("name", wanted=True)),
    Rule("name.academic", CLAUSE, "name", "academic", "none", said("name", sayings.no_academic_title)),
    Rule("recipients.there", CLAUSE, "recipients_heading", "there", "required", there("recipients_heading")),
    *SHOWN_RULES,
)  # fmt: skip


def _party_sign(part: Part) -> str:
    """The Party writes T/M, K/T, T/L with a slash."""
    found = re.match(r"^(TM|KT|TL|TUQ)\.?(?!\w)", part.text.strip())
    return found[0] if found else ""
