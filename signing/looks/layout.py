"""Checks of the sheet as a whole: paper, letters, page numbers, paragraphs, what signatures show."""

from collections.abc import Iterator

from signing.looks import words
from signing.looks.checks import SIZE_SLACK, Measured, at, number
from signing.looks.reading import Paragraph, Reading
from signing.looks.words import plain

A4 = (210.0, 297.0)
INDENTS = ((8.8, 11.0), (11.5, 13.9))  # 1 cm or 1.27 cm, and what measuring is worth
FEW = 0.34  # share of paragraphs that must deviate before it is said


def paper(read: Reading) -> Iterator[Measured]:
    """A4 (I.1)."""
    for page, (wide, high) in zip(read.seen, read.papers, strict=False):
        if abs(min(wide, high) - A4[0]) > 1.5 or abs(max(wide, high) - A4[1]) > 1.5:
            yield Measured(f"{number(wide)} × {number(high)} mm", page)
            return


def upright(read: Reading) -> Iterator[Measured]:
    """Along the paper's length; only documents with tables of their own may lie across (I.2)."""
    if read.papers and read.papers[0][0] > read.papers[0][1] + 1 and not read.tables:
        yield Measured("across", 0)


def typeface(read: Reading) -> Iterator[Measured]:
    """Times New Roman (I.4)."""
    for part in read.parts:
        if part.fonts:
            yield at(part, ", ".join(part.fonts))


def black(read: Reading) -> Iterator[Measured]:
    """Black letters (I.4)."""
    for part in read.parts:
        if part.black is False and plain(part.text) not in words.STAMPS:
            yield at(part, "not_black")


def number_missing(read: Reading) -> Iterator[Measured]:
    """Pages from the second on are numbered (I.7)."""
    if read.source == "docx" and read.pages < 2:
        return
    numbered = {one.page for one in read.numbers}
    for page in read.seen[1:]:
        if page not in numbered | read.copies:
            yield Measured("missing", page)
            return


def number_on_first(read: Reading) -> Iterator[Measured]:
    """Page 1 shows no number (I.7)."""
    for one in read.numbers:
        if one.page == 0:
            yield Measured(one.text, 0)


def number_size(read: Reading) -> Iterator[Measured]:
    """Size 13-14 (I.7)."""
    for one in read.numbers:
        if one.page and one.size is not None and not 12.7 <= one.size <= 14.3:
            yield Measured(f"{number(one.size)} pt", one.page)
            return


def number_place(read: Reading) -> Iterator[Measured]:
    """In the middle of the upper margin (I.7)."""
    for one in read.numbers:
        if one.page and (one.centred is False or one.on_top is False):
            yield Measured("at_foot" if one.on_top is False else "not_centred", one.page)
            return


def number_upright(read: Reading) -> Iterator[Measured]:
    """Upright, Arabic figures (I.7)."""
    for one in read.numbers:
        if one.page and one.italic:
            yield Measured("italic", one.page)
            return


def _most(wrong: list[tuple[Paragraph, str]], of: int) -> Iterator[Measured]:
    """Say the first deviation when so many paragraphs deviate that it is no exception."""
    if wrong and of and len(wrong) / of >= FEW:
        paragraph, value = wrong[0]
        yield Measured(value, paragraph.page, None, paragraph.text[:160])


def body_size(read: Reading) -> Iterator[Measured]:
    """Size 13-14 (II.6)."""
    return _sized(read, 13, 14)


def party_body_size(read: Reading) -> Iterator[Measured]:
    """Size 14-15 (guideline 36-HD/VPTW, Appendix 3)."""
    return _sized(read, 14, 15)


def _sized(read: Reading, least: float, most: float) -> Iterator[Measured]:
    sized = [p for p in read.paragraphs if p.size is not None]
    wrong = [
        (p, f"{number(p.size or 0)} pt")
        for p in sized
        if not least - SIZE_SLACK <= (p.size or 0) <= most + SIZE_SLACK
    ]
    return _most(wrong, len(sized))


def body_indent(read: Reading) -> Iterator[Measured]:
    """First lines begin 1 cm or 1.27 cm further in (II.6)."""
    known = [p for p in read.paragraphs if p.indent is not None]
    wrong = [
        (p, f"{number(p.indent or 0)} mm")
        for p in known
        if not any(least <= (p.indent or 0) <= most for least, most in INDENTS)
    ]
    return _most(wrong, len(known))


def body_gap(read: Reading) -> Iterator[Measured]:
    """At least 6 pt between paragraphs (II.6)."""
    known = [p for p in read.paragraphs if p.gap is not None]
    wrong = [(p, f"{number(max(p.gap or 0, 0))} pt") for p in known if (p.gap or 0) < 5.2]
    return _most(wrong, len(known))


def body_spacing(read: Reading) -> Iterator[Measured]:
    """Lines single to 1.5 (II.6)."""
    known = [p for p in read.paragraphs if p.spacing is not None]
    wrong = [(p, f"{p.spacing:.2f}") for p in known if not 0.955 <= (p.spacing or 1) <= 1.56]
    return _most(wrong, len(known))


def body_justified(read: Reading) -> Iterator[Measured]:
    """Even on both sides (II.6)."""
    known = [p for p in read.paragraphs if p.justified is not None]
    wrong = [(p, "ragged") for p in known if p.justified is False]
    return _most(wrong, len(known)) if len(known) > 1 or read.source == "docx" else iter(())


def body_upright(read: Reading) -> Iterator[Measured]:
    """Upright letters; grounds alone are italic (II.6)."""
    known = [
        p for p in read.paragraphs if p.upright is not None and not words.GROUNDS.match(p.text)
    ]
    wrong = [(p, "italic") for p in known if p.upright is False]
    return _most(wrong, len(known))


def grounds_italic(read: Reading) -> Iterator[Measured]:
    """Grounds (“Căn cứ …”) at the head of an act are italic (II.6.a)."""
    for one in _grounds(read):
        if one.upright:
            yield Measured("upright", one.page, None, one.text[:160])
            return


def grounds_end(read: Reading) -> Iterator[Measured]:
    """Each ground ends with a semicolon, the last with a full stop (II.6.a)."""
    found = _grounds(read)
    for index, one in enumerate(found):
        end, last = one.text.rstrip()[-1:], index == len(found) - 1
        if (last and end != ".") or (not last and end != ";"):
            yield Measured(end or "no_sign", one.page, None, one.text[:160])
            return


def _grounds(read: Reading) -> list[Paragraph]:
    if read.kind not in ("QUYẾT ĐỊNH", "NGHỊ QUYẾT"):
        return []
    found = []
    for one in read.paragraphs:
        if not words.GROUNDS.match(one.text):
            break
        found.append(one)
    return found


def end_mark(read: Reading) -> Iterator[Measured]:
    """“./.” ends the text (forms of Appendix III)."""
    if read.paragraphs and read.first("name") and "./." not in read.paragraphs[-1].text[-8:]:
        whole = any("./." in one.text for one in read.paragraphs[-3:])
        if not whole:
            yield Measured(read.paragraphs[-1].text[-24:], read.paragraphs[-1].page)


def date_beside_number(read: Reading) -> Iterator[Measured]:
    """Place and date stand on the line of the number (II.4.c)."""
    date, given = read.first("date"), read.first("number")
    if (
        date
        and given
        and date.base is not None
        and given.base is not None
        and abs(date.base - given.base) > 2.2
    ):
        yield at(date, "other_line")


def nation_on_the_right(read: Reading) -> Iterator[Measured]:
    """The national title stands at the top on the right (II.1.a)."""
    nation = read.first("nation")
    if (
        nation
        and nation.middle is not None
        and read.papers
        and nation.middle < read.papers[0][0] / 2
    ):
        yield at(nation, "left")


def title_beside_recipients(read: Reading) -> Iterator[Measured]:
    """“Nơi nhận” stands level with the signer's title, at the left edge (II.9)."""
    heading, title = read.first("recipients_heading"), read.first("capacity")
    if read.kind == "BIÊN BẢN" or not heading or not title or not heading.box or not title.box:
        return
    if heading.page != title.page or abs(heading.box[3] - title.box[3]) > 8:
        yield at(heading, "other_line")
