"""The paragraphs of a Word file with what their letters and lines look like, styles and themes followed. Runs in the bounded child.

Nothing is fetched and nothing is run; XML with a document type is not read on, so that no entity can grow.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET  # no document types pass (below), and the child is bounded

from signing.looks.word_file import Para, Run, WordFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MOST_XML, MOST_ENTRIES = 30_000_000, 2_000
TWIP = 25.4 / 1440  # millimetres
OFF = frozenset({"0", "false", "off", "none"})


class Unreadable(ValueError):
    """The file is no sound .docx."""


def read(path: Path) -> WordFile:
    """Read the file; ``Unreadable`` for anything that is not a sound .docx of a sane size."""
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > MOST_ENTRIES:
                raise Unreadable("bomb")
            return _Reader(archive).read()
    except (zipfile.BadZipFile, ET.ParseError, KeyError, EOFError, NotImplementedError) as error:
        raise Unreadable(str(error)) from error


class _Reader:
    """Follows styles and themes through one archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.names = archive, set(archive.namelist())
        self.styles: dict[str, ET.Element] = {}
        self.themes: dict[str, str] = {}
        self.run_defaults = self.para_defaults = ET.Element("none")
        self.normal = ""

    def read(self) -> WordFile:
        self._styles()
        document = self._xml("word/document.xml")
        body = document.find(f"{W}body")
        if body is None:
            raise Unreadable("no body")
        found = WordFile()
        found.paras = list(self._blocks(body, None, [0]))
        section = body.find(f"{W}sectPr")
        if section is not None:
            self._section(section, found)
        found.pages = self._pages()
        return found

    def _xml(self, name: str) -> ET.Element:
        with self.archive.open(name) as file:
            content = file.read(MOST_XML + 1)
        if len(content) > MOST_XML or b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
            raise Unreadable("bomb")
        return ET.fromstring(content)  # noqa: S314  no document types, in the bounded child

    def _pages(self) -> int:
        if "docProps/app.xml" not in self.names:
            return 1
        for one in self._xml("docProps/app.xml"):
            if one.tag.endswith("}Pages") and (one.text or "").isdigit():
                return min(int(one.text or 1), 5000)
        return 1

    def _styles(self) -> None:
        if "word/theme/theme1.xml" in self.names:
            theme = self._xml("word/theme/theme1.xml")
            for word in ("major", "minor"):
                latin = theme.find(f".//{A}{word}Font/{A}latin")
                self.themes[word] = latin.get("typeface", "") if latin is not None else ""
        if "word/styles.xml" not in self.names:
            return
        sheet = self._xml("word/styles.xml")
        for style in sheet.iter(f"{W}style"):
            self.styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph":
                self.normal = style.get(f"{W}styleId", "")
        run, para = sheet.find(f".//{W}rPrDefault/{W}rPr"), sheet.find(f".//{W}pPrDefault/{W}pPr")
        self.run_defaults = run if run is not None else self.run_defaults
        self.para_defaults = para if para is not None else self.para_defaults

    def _chain(self, style: str) -> list[ET.Element]:
        """Return a style and those it is based on, the farthest first."""
        found: list[ET.Element] = []
        while style in self.styles and len(found) < 20:
            one = self.styles[style]
            found.insert(0, one)
            based = one.find(f"{W}basedOn")
            style = based.get(f"{W}val", "") if based is not None else ""
        return found

    def _blocks(
        self, parent: ET.Element, cell: tuple[int, int, int] | None, tables: list[int]
    ) -> Iterator[Para]:
        for one in parent:
            if one.tag == f"{W}p":
                yield self._para(one, cell)
            elif one.tag == f"{W}tbl":
                tables[0] += 1
                at = tables[0]
                for row, line in enumerate(one.iter(f"{W}tr")):
                    for column, inner in enumerate(line.findall(f"{W}tc")):
                        yield from self._blocks(inner, (at, row, column), tables)
            elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
                yield from self._blocks(one, cell, tables)

    def _para(self, one: ET.Element, cell: tuple[int, int, int] | None) -> Para:
        own = one.find(f"{W}pPr")
        named = own.find(f"{W}pStyle") if own is not None else None
        chain = self._chain(named.get(f"{W}val", "") if named is not None else self.normal)
        layers = [self.para_defaults, *(s.find(f"{W}pPr") for s in chain), own]
        base = Run("")
        for layer in (self.run_defaults, *(style.find(f"{W}rPr") for style in chain)):
            base = self._looks(base, layer)
        runs = tuple(self._runs(one, base))
        para = Para(runs, cell=cell, ruled=_ruled(one))
        for layer in layers:
            para = _lines(para, layer)
        return para

    def _runs(self, one: ET.Element, base: Run) -> Iterator[Run]:
        for run in one.iter(f"{W}r"):
            looks = run.find(f"{W}rPr")
            named = looks.find(f"{W}rStyle") if looks is not None else None
            mine = base
            for style in self._chain(named.get(f"{W}val", "")) if named is not None else ():
                mine = self._looks(mine, style.find(f"{W}rPr"))
            text = "".join(_said(part) for part in run)
            yield replace(self._looks(mine, looks), text=text)

    def _looks(self, run: Run, layer: ET.Element | None) -> Run:
        if layer is None:
            return run
        given: dict[str, Any] = {}
        for one in layer:
            value = one.get(f"{W}val", "")
            if one.tag == f"{W}sz" and value.isdigit():
                given["size"] = int(value) / 2
            elif one.tag in (f"{W}b", f"{W}i"):
                given["bold" if one.tag == f"{W}b" else "italic"] = value not in OFF
            elif one.tag == f"{W}color":
                given["black"] = value in ("auto", "") or _dark(value)
            elif one.tag == f"{W}rFonts":
                theme = one.get(f"{W}asciiTheme", "")
                font = one.get(f"{W}ascii") or self.themes.get(
                    "major" if "major" in theme else "minor", ""
                ) * bool(theme)
                given |= {"font": font} if font else {}
        return replace(run, **given)

    def _section(self, section: ET.Element, found: WordFile) -> None:
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is not None:
            found.paper = _mm(size, "w"), _mm(size, "h")
        if margin is not None:
            found.margins = {
                side: round(_mm(margin, side), 1) for side in ("top", "bottom", "left", "right")
            }
        found.first_differs = section.find(f"{W}titlePg") is not None
        targets = self._targets()
        for kind in ("header", "footer"):
            for one in section.findall(f"{W}{kind}Reference"):
                rel = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
                name = targets.get(rel, "")
                if name in self.names:
                    found.heads[f"{one.get(f'{W}type', 'default')} {kind}"] = self._numbered(name)

    def _targets(self) -> dict[str, str]:
        name = "word/_rels/document.xml.rels"
        rows = self._xml(name) if name in self.names else ()
        return {row.get("Id", ""): "word/" + row.get("Target", "").lstrip("/") for row in rows}

    def _numbered(self, name: str) -> list[Para]:
        """Return the paragraphs of a head or foot that print the page's number."""
        tree = self._xml(name)
        found = []
        for one in tree.iter(f"{W}p"):
            fields = "".join(part.text or "" for part in one.iter(f"{W}instrText"))
            simple = " ".join(part.get(f"{W}instr", "") for part in one.iter(f"{W}fldSimple"))
            if "PAGE" in fields or "PAGE" in simple:
                found.append(self._para(one, None))
        return found


def _said(part: ET.Element) -> str:
    if part.tag == f"{W}t":
        return part.text or ""
    return {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}.get(
        part.tag, ""
    )


def _ruled(one: ET.Element) -> bool:
    """Say whether a line is drawn at the paragraph: a border, a shape, or the letters underlined."""
    border = next(
        (
            b
            for side in ("bottom", "top")
            if (b := one.find(f"{W}pPr/{W}pBdr/{W}{side}")) is not None
        ),
        None,
    )
    shapes = any(
        part.tag.endswith(("}drawing", "}pict", "}AlternateContent")) for part in one.iter()
    )
    lined = any(part.get(f"{W}val", "single") not in OFF for part in one.iter(f"{W}u"))
    return border is not None or shapes or lined


def _lines(para: Para, layer: ET.Element | None) -> Para:
    if layer is None:
        return para
    given: dict[str, Any] = {}
    for one in layer:
        if one.tag == f"{W}jc":
            given["align"] = {"both": "justify", "start": "left", "end": "right"}.get(
                one.get(f"{W}val", ""), one.get(f"{W}val", "")
            )
        elif one.tag == f"{W}ind" and (one.get(f"{W}firstLine") or one.get(f"{W}hanging")):
            given["first"] = _mm(one, "firstLine") - _mm(one, "hanging")
        elif one.tag == f"{W}spacing":
            given |= _spacing(one)
    return replace(para, **given)


def _spacing(one: ET.Element) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for side in ("before", "after"):
        if one.get(f"{W}{side}") is not None:
            given[side] = _mm(one, side) / 25.4 * 72
    if one.get(f"{W}line"):
        exact = one.get(f"{W}lineRule", "auto") != "auto"
        given["spacing"] = None if exact else round(float(one.get(f"{W}line", "240")) / 240, 2)
    return given


def _mm(one: ET.Element, name: str) -> float:
    value = one.get(f"{W}{name}", "0")
    try:
        return float(value) * TWIP
    except ValueError:
        return 0.0


def _dark(value: str) -> bool:
    try:
        return max(bytes.fromhex(value)) <= 70
    except ValueError:
        return True
