"""From a Word file's paragraphs to the components of an official document; lengths on the page are not known."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from signing.looks import words
from signing.looks.glyphs import TIMES, TYPED_RULE
from signing.looks.reading import PageNumber, Paragraph, Part, Reading
from signing.looks.word_file import Para, WordFile
from signing.looks.word_xml import read as read_xml
from signing.looks.words import plain


def read(path: Path) -> Reading:
    """Read a .docx; ``ValueError`` when it is none."""
    file = read_xml(path)
    parts, kind, texts = _parts(file)
    body = [para for para in texts if para.cell is None]
    lines = [part("body", [para]) for para in body]
    odd = {
        (one.fonts, one.black): one for one in reversed(lines) if one.fonts or one.black is False
    }
    parts = [*parts, *odd.values()]
    return Reading(
        "docx", file.pages, papers=(file.paper,), margins=file.margins, parts=tuple(parts),
        paragraphs=tuple(_paragraphs(body)), numbers=tuple(_numbers(file)), kind=kind, seen=tuple(range(file.pages)),
        party=any(part.name == "party" for part in parts), tables=len(body) < len(texts),
    )  # fmt: skip


def part(name: str, paras: list[Para], *, ruled: bool | None = None) -> Part:
    """Describe a component made of these paragraphs."""
    runs = [run for para in paras for run in para.runs if run.text.strip()]
    letters = sum(len(run.text.strip()) for run in runs) or 1

    def share(what: str) -> float:
        return sum(len(run.text.strip()) for run in runs if getattr(run, what)) / letters

    sizes = Counter[float]()
    for run in runs:
        sizes[run.size] += len(run.text.strip())
    fonts = {run.font for run in runs if not TIMES.search(run.font) and words.letters_of(run.text)}
    rule = None if ruled is None else (None if ruled else 0.0)
    return Part(
        name, " ".join(para.text.strip().replace("\n", " ") for para in paras), 0, None,
        sizes.most_common(1)[0][0] if sizes else None, tuple(sorted(fonts)), share("bold") > 0.5, share("italic") > 0.5,
        share("black") > 0.9, paras[0].align if paras else "", rule,
    )  # fmt: skip


def _parts(file: WordFile) -> tuple[list[Part], str, list[Para]]:
    """Return the components, the kind, and the paragraphs between title and closing, those in tables with them."""
    paras = list(_written(file.paras))
    found: list[Part] = []
    top = next((i for i, p in enumerate(paras) if plain(p.text) in words.KNOWN_KINDS), None)
    number = next((i for i, p in enumerate(paras[:20]) if re.match(r"^Số\b", p.text.strip())), None)
    head_end = top if top is not None else (number or 0) + 3
    drawn = any(para.ruled for para in file.paras[: head_end + 12])
    _head(paras[:head_end], drawn, found)
    foot = next((i for i, p in enumerate(paras) if plain(p.text) == "noinhan"), len(paras))
    kind, start = "", head_end
    if top is not None:
        kind = words.KNOWN_KINDS[plain(paras[top].text)]
        found.append(part("kind", [paras[top]]))
        start = _subject(paras, top + 1, drawn, found)
    closing = _closing(paras, foot, found)
    return found, kind, paras[start:closing]


def _written(paras: list[Para]) -> Iterator[Para]:
    """Yield the paragraphs with text; one of underscores alone is the line below the one before it."""
    told = [para for para in paras if para.text.strip()]
    for para, below in itertools.zip_longest(told, told[1:]):
        if TYPED_RULE.fullmatch(para.text.strip()):
            continue
        ruled = bool(below and below.cell == para.cell and TYPED_RULE.fullmatch(below.text.strip()))
        yield replace(para, ruled=True) if ruled else para


def _head(paras: list[Para], drawn: bool, found: list[Part]) -> None:  # noqa: FBT001
    left: list[Para] = []
    for para in paras:
        name = _head_name(para.text.strip())
        if name:
            ruled = (para.ruled or drawn) if name in ("motto", "party") else None
            found.append(part(name, [para], ruled=ruled))
        elif not any(one.name == "number" for one in found):
            left.append(para)
    own = [para for para in left if part("", [para]).bold] or left[-1:]
    if own:
        found.append(part("agency", own, ruled=any(p.ruled for p in own) or drawn))
    above = [para for para in left if para not in own]
    if above:
        found.append(part("superior", above))


def _head_name(text: str) -> str:
    """Return which component of the masthead says this, "" for the names of authorities."""
    said = plain(text)
    whole = {plain(words.NATION): "nation", plain(words.MOTTO): "motto", words.PARTY_HEAD: "party"}
    if said in whole:
        return whole[said]
    if re.match(r"^Số\b", text):
        return "number"
    if words.DATE.match(text):
        return "date"
    return "about" if said.startswith("vv") else ""


def _subject(paras: list[Para], start: int, drawn: bool, found: list[Part]) -> int:  # noqa: FBT001
    lines: list[Para] = []
    for para in paras[start : start + 5]:
        if (
            para.align != "center"
            or words.capitals(para.text)
            or words.GROUNDS.match(para.text.strip())
        ):
            break
        lines.append(para)
    if lines:
        found.append(part("subject", lines, ruled=any(p.ruled for p in lines) or drawn))
    end = start + len(lines)
    if end < len(paras) and words.capitals(paras[end].text) and paras[end].align == "center":
        found.append(part("authority", [paras[end]]))
        end += 1
    return end


def _closing(paras: list[Para], foot: int, found: list[Part]) -> int:
    """Find recipients and signers; return where the body ends."""
    if foot < len(paras):
        home = paras[foot].cell
        found.append(part("recipients_heading", [paras[foot]]))
        for para in paras[foot + 1 :]:
            if para.cell != home:
                break
            found.extend(part("recipient", [para]) for _line in (0,))
    cells = [p.cell for p in paras if p.cell is not None and _title(p)]
    ends = [i for i, p in enumerate(paras) if p.cell is not None and p.cell in cells]
    for cell in dict.fromkeys(cells):
        lines = [para for para in paras if para.cell == cell]
        if len(lines) > 1:
            found.append(part("capacity", lines[:-1]))
            found.append(part("name", lines[-1:]))
    return min([foot, *ends])


def _title(para: Para) -> bool:
    text = para.text.strip()
    loud = words.capitals(text) or part("", [para]).bold
    post = words.OPENING.match(text) or any(plain(one) in plain(text) for one in words.POSTS)
    return bool(loud and post and len(text) < 90 and para.cell and para.cell[0] > 1)


def _paragraphs(paras: list[Para]) -> list[Paragraph]:
    found = []
    for index, para in enumerate(paras):
        if para.align == "center" or words.capitals(para.text):
            continue
        above = paras[index - 1] if index else None
        whole = part("body", [para])
        found.append(
            Paragraph(
                words.told(para.text.strip()), 0, whole.size, round(para.first, 1),
                round(max(above.after, para.before), 1) if above else None,
                para.spacing, para.align == "justify", not whole.italic,
            )
        )  # fmt: skip
    return found


def _numbers(file: WordFile) -> list[PageNumber]:
    found = []
    for name, paras in file.heads.items():
        which, where = name.split()
        for para in paras:
            size = next((run.size for run in para.runs), None)
            italic = any(run.italic for run in para.runs)
            pages = [0] if which == "first" else list(range(1, max(file.pages, 2)))
            pages += [0] if which == "default" and not file.first_differs else []
            found += [
                PageNumber(page, "PAGE", size, para.align == "center", where == "header", italic)
                for page in pages
            ]
    return found
