"""The statement that is sealed every day: the heads of all books of the journal (pure).

A statement lists the books that changed since the one before, and a digest over all of them; it names the statement before by
its SHA-256, so statements are a chain of their own. Lines end in LF; books are sorted by topic.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FORMAT = "nghi-su.journal-heads/1"
Heads = Mapping[str, tuple[int, str]]  # topic → number of entries, hash of the last


@dataclass(frozen=True)
class Statement:
    """A statement read back."""

    day: str
    before: str
    root: str
    changed: dict[str, tuple[int, str]]


def root_of(heads: Heads) -> str:
    """Return the digest over all heads: SHA-256 of the sorted lines ``topic entries hash``."""
    return hashlib.sha256("".join(_lines(heads)).encode()).hexdigest()


def statement(heads: Heads, earlier: Heads, *, day: str, before: str) -> str:
    """Return the text to be sealed; ``before`` is the SHA-256 of the statement before, "" for the first."""
    changed = {topic: head for topic, head in heads.items() if earlier.get(topic) != head}
    entries = sum(number for number, _hash in heads.values())
    top = [
        FORMAT,
        f"day {day}",
        f"before {before or '-'}",
        f"books {len(heads)}",
        f"entries {entries}",
    ]
    return "\n".join([*top, f"root {root_of(heads)}", ""]) + "".join(_lines(changed))


def read(text: str) -> Statement:
    """Read a statement; ``ValueError`` when it is none."""
    lines = text.splitlines()
    if not lines or lines[0] != FORMAT:
        raise ValueError("not a statement of heads")
    top = dict(line.split(" ", 1) for line in lines[1:6])
    changed = {}
    for line in lines[6:]:
        topic, number, digest = line.rsplit(" ", 2)
        changed[topic] = (int(number), digest)
    before = top["before"] if top["before"] != "-" else ""
    return Statement(top["day"], before, top["root"], changed)


def _lines(heads: Heads) -> Iterator[str]:
    for topic in sorted(heads):
        number, digest = heads[topic]
        yield f"{topic} {number} {digest}\n"
