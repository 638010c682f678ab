"""What differs (pure): a text and its record, a draft and the file that came back."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.differences import WORD

FIGURE = re.compile(r"\d+(?:[/.:,]\d+)*")
ALIKE = (
    0.55  # how much of a paragraph must still be there to be taken for the same without its mark
)


def figures_apart(record: str, text: str) -> tuple[list[str], list[str]]:
    """Return the figures of the record that the text lacks, and those of the text the record does not know."""
    known, said = Counter(FIGURE.findall(record)), Counter(FIGURE.findall(text))
    return sorted((known - said).elements()), sorted((said - known).elements())


@dataclass(frozen=True)
class Held:
    """A block as it stands: key, text now, its revision; ``base`` is the text the file was made from."""

    key: str
    text: str
    revision: int
    base: str


@dataclass(frozen=True)
class Returned:
    """A paragraph of the file that came back, with the keys of the marks it lies in."""

    text: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One difference: ``kind`` is changed, added, removed; ``meanwhile``: the block was changed here, too."""

    kind: str
    key: str
    after: str
    old: str
    new: str
    revision: int = 0
    meanwhile: bool = False


def compare(held: Sequence[Held], returned: Iterable[Returned]) -> list[Row]:
    """Return what differs, in the file's order; nothing of the file is left out.

    A paragraph belongs to the block whose mark it lies in; without a mark to the most similar block that is still
    free; else it is new, to stand after the block before it. Blocks of which nothing came back are removed.
    """
    found, loose = _placed(held, list(returned))
    rows: list[Row] = []
    for block in held:
        texts = found.get(block.key)
        if texts is None:
            rows.append(Row("removed", block.key, "", block.text, "", block.revision))
        else:
            rows += _changed(block, "\n".join(texts))
        rows += [Row("added", "", block.key, "", text) for text in loose.get(block.key, ())]
    return [*(Row("added", "", "", "", text) for text in loose.get("", ())), *rows]


def _changed(block: Held, new: str) -> list[Row]:
    if _plain(new) in (_plain(block.base), _plain(block.text)):
        return []
    meanwhile = _plain(block.base) != _plain(block.text)
    return [Row("changed", block.key, "", block.text, new, block.revision, meanwhile)]


def _placed(
    held: Sequence[Held], paragraphs: Sequence[Returned]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return texts by block, and the paragraphs of no block by the block they stand after."""
    known = {block.key for block in held}
    marked = {key for one in paragraphs for key in one.keys if key in known}
    free = {block.key: block.base for block in held if block.key not in marked}
    found: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    last = ""
    for one in paragraphs:
        key = next((key for key in one.keys if key in known), "") or _most_alike(one.text, free)
        if key:
            free.pop(key, None)
            found.setdefault(key, []).append(one.text)
            last = key
        elif one.text.strip():
            loose.setdefault(last, []).append(one.text)
    return found, loose


def _most_alike(text: str, free: Mapping[str, str]) -> str:
    best, share = "", ALIKE
    for key, base in free.items():
        matcher = SequenceMatcher(None, WORD.findall(base), WORD.findall(text), autojunk=False)
        if matcher.real_quick_ratio() > share and (ratio := matcher.ratio()) > share:
            best, share = key, ratio
    return best


def _plain(text: str) -> str:
    return " ".join(text.split())
