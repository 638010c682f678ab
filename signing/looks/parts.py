"""From strips of letters to the components of an official document (the boxes of Decree 30/2020/NĐ-CP, Appendix I, IV)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from signing.looks import words
from signing.looks.glyphs import Leaf, Rule, Strip
from signing.looks.reading import Box, Part
from signing.looks.words import plain

MM = 72 / 25.4
HEAD = 0.55  # the masthead stands in the upper part of page 1
NEAR_RULE, LEAST_RULE = 18.0, 12.0
CENTRED = 9 * MM
BLANKS = "._… "


@dataclass
class Anatomy:
    """What was found, by strips: the masthead, title, body, closing."""

    parts: list[Part] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    kind: str = ""
    body_top: float = 1e9  # on page 1, points
    body_end: tuple[int, float] = (10**6, 0.0)  # page and height where the closing begins
    party: bool = False


def part(
    name: str, strips: Sequence[Strip], rules: Iterable[Rule] = (), *, align: str = ""
) -> Part:
    """Describe a component that stands in these strips."""
    glyphs = Strip(strips[0].page, tuple(glyph for strip in strips for glyph in strip.glyphs))
    fonts = set().union(*(strip.other_fonts for strip in strips))
    return Part(
        name,
        " ".join(strip.text for strip in strips),
        strips[0].page,
        box_of(strips),
        glyphs.size,
        tuple(sorted(fonts)),
        glyphs.share("bold") > 0.5,
        glyphs.share("italic") > 0.5,
        glyphs.share("black") > 0.9,
        align,
        rule_below(strips, rules),
        strips[-1].base / MM,
    )


def box_of(strips: Sequence[Strip]) -> Box:
    """Return the box around strips in millimetres."""
    return (
        round(min(strip.left for strip in strips) / MM, 2),
        round(min(strip.bottom for strip in strips) / MM, 2),
        round(max(strip.right for strip in strips) / MM, 2),
        round(max(strip.top for strip in strips) / MM, 2),
    )


def rule_below(strips: Sequence[Strip], rules: Iterable[Rule]) -> float:
    """Return the length of the rule right below, as a share of the widest line; 0 without one."""
    last = min(strips, key=lambda strip: strip.base)
    wide = max(strip.right - strip.left for strip in strips)
    found = [
        rule.right - rule.left
        for rule in rules
        if not rule.upright
        and -NEAR_RULE < rule.top - last.base < 1.5
        and rule.right - rule.left > LEAST_RULE
        and abs((rule.left + rule.right) / 2 - last.middle) < 14
    ]
    return round(max(found) / wide, 2) if found else 0.0


def take(found: Anatomy, name: str, strips: Sequence[Strip], leaf: Leaf, align: str = "") -> None:
    """Note a component that stands in these strips."""
    found.parts.append(part(name, strips, leaf.rules, align=align))
    found.taken.update(id(strip) for strip in strips)


def masthead(leaf: Leaf, found: Anatomy) -> None:
    """Find the national title, the motto, the agency, number and date at the head of page 1."""
    head = [one for s in leaf.strips if s.base > leaf.height * HEAD for one in _apart(s)]
    for strip in head:
        name, lines = _titled(strip, head)
        if name:
            take(found, name, lines, leaf)
    found.party = any(one.name == "party" for one in found.parts)
    number = next((s for s in head if _is_number(s, leaf)), None)
    if number:
        take(found, "number", _row(number, head, leaf.width * 0.5), leaf)
    date = _date(head, number, found)
    if date:
        take(found, "date", _row(date, head, leaf.width), leaf)
    _agency(leaf, head, number or date, found)
    if number:
        _about(leaf, number, found)


def _apart(strip: Strip) -> list[Strip]:
    """Part the agency's name from the title of the State or the Party that stands close behind it on the same line."""
    said, glyphs = plain(strip.text), strip.glyphs
    for title in (plain(words.NATION), plain(words.MOTTO), words.PARTY_HEAD):
        if said.endswith(title) and said != title:
            rests = (
                (n, plain("".join(one.text for one in glyphs[n:]))) for n in range(1, len(glyphs))
            )
            at = next((n for n, rest in rests if rest == title), None)
            return (
                [Strip(strip.page, glyphs[:at]), Strip(strip.page, glyphs[at:])] if at else [strip]
            )
    return [strip]


def _titled(strip: Strip, head: list[Strip]) -> tuple[str, list[Strip]]:
    """Return which title of the State or the Party a line says, and its lines: a narrow column breaks the long one."""
    said = plain(strip.text)
    whole = {plain(words.NATION): "nation", plain(words.MOTTO): "motto", words.PARTY_HEAD: "party"}
    if said in whole:
        return whole[said], [strip]
    rest = _rest(said, strip, head) if said and plain(words.NATION).startswith(said) else None
    return ("nation", [strip, rest]) if rest else ("", [])


def _rest(said: str, strip: Strip, head: list[Strip]) -> Strip | None:
    """Return the line on which the national title goes on, where its column is too narrow for it."""
    below = (s for s in head if 0 < strip.base - s.base < 2 * strip.size)
    return next((s for s in below if said + plain(s.text) == plain(words.NATION)), None)


def _row(first: Strip, strips: list[Strip], edge: float) -> list[Strip]:
    """Return the strip and what stands to its right on the same line: a blank may part a line."""
    beside = [
        s
        for s in strips
        if abs(s.base - first.base) < 3 and first.right < s.left and s.middle < edge
    ]
    return [first, *sorted(beside, key=lambda strip: strip.left)]


def _is_number(strip: Strip, leaf: Leaf) -> bool:
    return (
        strip.text.startswith(("Số", "SỐ", "số"))
        and strip.left < leaf.width * 0.5
        and (":" in strip.text or "/" in strip.text or strip.text.strip() == "Số")
    )


def _date(head: list[Strip], number: Strip | None, found: Anatomy) -> Strip | None:
    """Place and date: on the number's line to its right, else a line that says so near it."""
    free = [strip for strip in head if id(strip) not in found.taken]
    if number:
        beside = [s for s in free if abs(s.base - number.base) < 8 and s.left > number.right]
        said = [s for s in beside if s.text.rstrip().endswith(",") or "ngày" in s.text]
        if said:
            return min(said, key=lambda strip: strip.left)
    floor = number.base - 45 if number else 0.0
    return next(
        (s for s in free if s.base > floor and words.DATE.match(s.text) and len(s.text) < 60), None
    )


def _agency(leaf: Leaf, head: list[Strip], below: Strip | None, found: Anatomy) -> None:
    """The lines on the left above the number: a superior's name, then the agency's own in bold."""
    floor = below.base + 2 if below else leaf.height * 0.85
    above = [s for s in head if id(s) not in found.taken and s.base > floor and plain(s.text)]
    left = [strip for strip in above if strip.middle < leaf.width * 0.5] or above
    if not left:
        return
    own = [left[-1]]
    for strip in reversed(left[:-1]):
        if (strip.share("bold") > 0.5) != (own[0].share("bold") > 0.5) or own[0].share(
            "bold"
        ) <= 0.5:
            break
        own.insert(0, strip)
    above = left[: len(left) - len(own)]
    if above:
        take(found, "superior", above, leaf, "center")
    take(found, "agency", own, leaf, "center")


def _about(leaf: Leaf, number: Strip, found: Anatomy) -> None:
    """The subject of an official letter: “V/v …” below its number."""
    under = [
        strip for strip in leaf.strips
        if id(strip) not in found.taken and strip.base < number.base - 4 and strip.middle < leaf.width * 0.5
    ]  # fmt: skip
    if under and plain(under[0].text).startswith("vv") and number.base - under[0].base < 75:
        lines = [under[0]]
        for strip in under[1:]:
            if lines[-1].base - strip.base > 22 or strip.right > leaf.width * 0.5:
                break
            lines.append(strip)
        take(found, "about", lines, leaf, "center")


def title(leaf: Leaf, found: Anatomy) -> None:
    """Find the name of the kind, the subject and the authority below the masthead."""
    head = min((p.box[1] * MM for p in found.parts if p.box), default=leaf.height)
    middle = _middle(leaf)
    below = [s for s in leaf.strips if s.base < head + 4 and id(s) not in found.taken]
    at = next(
        (
            i
            for i, s in enumerate(below[:14])
            if plain(s.text) in words.KNOWN_KINDS and not s.text.rstrip().endswith(":")
        ),
        None,
    )
    found.body_top = head
    if at is None:
        return
    kind = below[at]
    found.kind = words.KNOWN_KINDS[plain(kind.text)]
    centre = "center" if abs(kind.middle - middle) < CENTRED else "left"
    take(found, "kind", [kind], leaf, centre)
    subject = _subject(below[at + 1 : at + 9], kind, middle)
    if subject:
        off = max(abs(strip.middle - middle) for strip in subject)
        take(found, "subject", subject, leaf, "center" if off < CENTRED else "left")
    found.body_top = (subject or [kind])[-1].base
    _authority(below[at + 1 + len(subject) :], middle, leaf, found)


def _subject(lines: list[Strip], kind: Strip, middle: float) -> list[Strip]:
    """The centred lines right below the kind: bold as the first of them, close together."""
    taken: list[Strip] = []
    for strip in lines:
        last = taken[-1] if taken else kind
        same = not taken or (strip.share("bold") > 0.5) == (taken[0].share("bold") > 0.5)
        close = last.base - strip.base < (30 if not taken else 2.1 * strip.size)
        aligned = not taken or abs(strip.middle - taken[0].middle) < CENTRED
        listed = words.GROUNDS.match(strip.text) or plain(strip.text).startswith("kinhgui")
        if not (same and close and aligned) or listed or words.capitals(strip.text):
            break
        if not taken and abs(strip.middle - middle) > 2 * CENTRED and strip.share("bold") < 0.5:
            break
        taken.append(strip)
    return taken


def _authority(lines: list[Strip], middle: float, leaf: Leaf, found: Anatomy) -> None:
    """Acts name their authority in bold capitals between subject and grounds."""
    for strip in lines[:3]:
        if words.capitals(strip.text) and abs(strip.middle - middle) < CENTRED:
            take(found, "authority", [strip], leaf, "center")
            found.body_top = strip.base
            return
        return


def _middle(leaf: Leaf) -> float:
    """The middle of the text's width: margins of 30 and 15-20 mm put it right of the page's."""
    lefts = sorted(strip.left for strip in leaf.strips if strip.right - strip.left > leaf.width / 2)
    rights = sorted(
        strip.right for strip in leaf.strips if strip.right - strip.left > leaf.width / 2
    )
    if not lefts:
        return leaf.width / 2 + 6 * MM
    return (lefts[0] + rights[-1]) / 2
