"""Papers written as plain text: a head of ``key: value`` lines, ``---``, the body, perhaps an annex.

The first letters of a line say what it is: ``#`` heading, ``-`` item, ``>`` ground, ``!`` order,
``=`` caption | unit, ``|:`` widths and alignment of a table, ``|`` its rows, ``@`` annex,
``Điều 3.`` article; the rest is paragraphs. ``{year}``, ``{d+30}`` and the like are told by the calendar.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from office.demo.units import TOWN

FOLDER = Path(__file__).parent / "papers"
SAMPLE = "DỮ LIỆU MẪU – văn bản minh họa, không có giá trị pháp lý"
ARTICLE = re.compile(r"Điều (\d+)\. ")
DAY = re.compile(r"\{d([+-]\d+)\}")
Block = dict[str, Any]


def paper_data(name: str, today: date, words: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the data of a paper for ``typeset``, with ``form`` and ``title``; dates count from today."""
    told = _told(_source(name), today, words or {})
    head, body, *annex = told.split("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return {
        **_sheet(fields, today),
        "body": list(_blocks(body)),
        "annexes": list(_blocks(annex[0])) if annex else [],
    }


@lru_cache
def _source(name: str) -> str:
    """Return the text as it was written."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def _told(text: str, today: date, words: Mapping[str, str]) -> str:
    """Put words and dates in the places of the braces."""
    text = DAY.sub(lambda found: f"{today + timedelta(int(found[1])):%d/%m/%Y}", text)
    year, month = today.year, today.month
    calendar = {
        "year": str(year), "next_year": str(year + 1), "month": str(month),
        "next_month": str(month % 12 + 1), **{f"plus{n}": str(year + n) for n in (2, 3, 4)},
    }  # fmt: skip
    for key, word in {**calendar, **words}.items():
        text = text.replace("{" + key + "}", word)
    return text


def _sheet(fields: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return what the form prints around the body."""
    days = fields.get("date", "")
    return {
        "form": fields["form"],
        "title": fields["title"],
        **({"kind": fields["kind"]} if "kind" in fields else {}),
        "superior": fields.get("superior", "").replace("/", "\n"),
        "agency": fields["agency"].replace("/", "\n"),
        "notation": fields["notation"],
        "number": fields.get("number", ""),
        "date": f"{today + timedelta(int(days)):%Y-%m-%d}" if days else "",
        "town": TOWN,
        "subject": fields["subject"].replace("/", "\n", 1),
        "authority": fields.get("authority", ""),
        "addressees": [fields["to"]] if "to" in fields else [],
        "recipients": [f"{line.rstrip('.')}{end}" for line, end in _list(fields["copies"])],
        "signing": {"capacity": fields["capacity"].replace("/", "\n"), "name": fields["name"]},
        "sample": SAMPLE,
    }


def _list(line: str) -> Iterator[tuple[str, str]]:
    """Yield each entry of a list with the sign that ends its line."""
    entries = line.split("; ")
    for number, entry in enumerate(entries, start=1):
        yield entry, "." if number == len(entries) else ";"


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks that the lines describe."""
    table: Block | None = None
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("="):
            caption, _, unit = line[1:].partition("|")
            table = {"kind": "table", "caption": caption.strip(), "unit": unit.strip()}
        elif table is not None and line.startswith("|"):
            _row(table, line)
        else:
            if table:
                yield table
            table = None
            yield _block(line)
    if table:
        yield table


def _row(table: Block, line: str) -> None:
    """Add a line to a table: its measures, its head, or a row."""
    if line.startswith("|:"):
        *widths, table["align"] = line[2:].split()
        table["widths"] = [int(width) for width in widths]
        return
    cells = [cell.strip() for cell in line[1:].split("|")]
    if "head" not in table:
        table["head"], table["rows"] = cells, []
    else:
        table["rows"].append(cells)


def _block(line: str) -> Block:
    """Return the block of one line."""
    mark, _, rest = line.partition(" ")
    if mark in ("#", "##", "###"):
        return {"kind": "heading", "level": len(mark), "text": rest}
    if mark in MARKS:
        return {"kind": MARKS[mark], "text": rest}
    if line in PLACES:
        return dict(PLACES[line])
    if mark == "@":
        label, title, note = (part.strip() for part in rest.split("|"))
        return {"kind": "annex", "label": label, "text": title, "note": note}
    if found := ARTICLE.match(line):
        return {"kind": "article", "number": int(found[1]), "text": line[found.end() :]}
    return {"kind": "para", "text": line}


MARKS = {"-": "item", ">": "grounds", "!": "order"}
PLACES: dict[str, Block] = {
    "[contents]": {"kind": "contents", "text": "MỤC LỤC"},
    "[page]": {"kind": "page"},
}
