"""The whole anatomy of a document: its head, its title, its closing with recipients and signers."""

from collections.abc import Sequence

from signing.looks import words
from signing.looks.glyphs import Leaf, Strip
from signing.looks.parts import MM, Anatomy, masthead, take, title
from signing.looks.words import plain


def anatomy(leaves: Sequence[Leaf]) -> Anatomy:
    """Find the components on the pages that were read."""
    found = Anatomy()
    if leaves:
        masthead(leaves[0], found)
        title(leaves[0], found)
        _closing(leaves, found)
    return found


def _closing(leaves: Sequence[Leaf], found: Anatomy) -> None:
    """Recipients on the left, titles and names of signers beside them."""
    for leaf in reversed(leaves):
        heads = [s for s in leaf.strips if plain(s.text) == "noinhan" and id(s) not in found.taken]
        if heads:
            _recipients(leaf, heads[-1], found)
            break
    _signers(leaves, found)
    ends = [p for p in found.parts if p.name in ("capacity", "recipients_heading") and p.box]
    if ends:
        first = min(ends, key=lambda p: (p.page, -p.box[3] if p.box else 0))
        found.body_end = (first.page, (first.box or (0, 0, 0, 0))[3] * MM)


def _recipients(leaf: Leaf, head: Strip, found: Anatomy) -> None:
    take(found, "recipients_heading", [head], leaf, "left")
    listed, last = [], head
    for strip in leaf.strips:
        under = strip.base < last.base - 2 and last.base - strip.base < 28
        if under and abs(strip.left - head.left) < 24 and strip.middle < leaf.width * 0.55:
            listed.append(strip)
            last = strip
    for strip in listed:
        take(found, "recipient", [strip], leaf, "left")


def _signers(leaves: Sequence[Leaf], found: Anatomy) -> None:
    """Titles are lines of capitals in the half of the page; each name is the last line below its title."""
    for leaf in reversed(leaves):
        titles = [s for s in leaf.strips if _is_title(s, leaf, found)]
        if not titles:
            continue
        floor = (leaf.page == 0 and found.body_top) or 1e9
        for column in _columns([s for s in titles if s.base < floor]):
            _signer(leaf, column, found)
        if any(p.name == "name" for p in found.parts):
            return


def _is_title(strip: Strip, leaf: Leaf, found: Anatomy) -> bool:
    if id(strip) in found.taken or strip.right - strip.left > leaf.width * 0.62:
        return False
    text = strip.text.strip()
    opens = bool(words.OPENING.match(text))
    post = any(
        plain(text).startswith(plain(one)) or plain(one) in plain(text) for one in words.POSTS
    )
    short = bool(words.SHORT_POSTS.search(text))
    loud = words.capitals(text) or strip.share("bold") > 0.5
    return (
        loud and (opens or post or short) and len(text) < 60 and ":" not in text and "," not in text
    )


def _columns(titles: list[Strip]) -> list[list[Strip]]:
    """Put titles of one signer together: lines right below each other in one column; the lowest groups count."""
    columns: list[list[Strip]] = []
    for strip in sorted(titles, key=lambda one: -one.base):
        home = next(
            (
                c
                for c in columns
                if abs(c[-1].middle - strip.middle) < 45 and c[-1].base - strip.base < 34
            ),
            None,
        )
        if home:
            home.append(strip)
        else:
            columns.append([strip])
    return columns


def _signer(leaf: Leaf, title: list[Strip], found: Anatomy) -> None:
    low = title[-1]
    under = [
        s for s in leaf.strips
        if s.base < low.base - 4 and low.base - s.base < 62 * MM and abs(s.middle - low.middle) < 34
        and id(s) not in found.taken and s not in title and plain(s.text)
    ]  # fmt: skip
    while under and _goes_on(low, under[0]):
        low = under.pop(0)
        title.append(low)
    named = [s for s in under if _is_name(s)] or [s for s in under if _is_word(s)]
    if not named:
        return
    take(found, "capacity", title, leaf, "center")
    take(found, "name", [named[0]], leaf, "center")


def _goes_on(title: Strip, below: Strip) -> bool:
    """Say whether a long title goes on in the line right below: capitals, no room for a signature between."""
    close = title.base - below.base < 1.5 * title.size
    return close and words.capitals(below.text) and below.share("bold") > 0.5


def _is_word(strip: Strip) -> bool:
    """Say whether this may be a name of a single word, as some peoples of the highlands bear."""
    said = strip.text.strip()
    return len(said) > 1 and said.isalpha() and said.istitle() and strip.share("bold") > 0.5


def _is_name(strip: Strip) -> bool:
    said = strip.text.strip()
    parts = [one for one in said.replace(".", " ").split() if one]
    return (
        2 <= len(parts) <= 8
        and all(one[0].isupper() for one in parts)
        and not any(c.isdigit() for c in said)
    )
