"""The registry: which kinds of topics exist, who may listen, how a part is drawn. Knows no domain.

A topic is a word and a number, ``meeting.7``. Its revision is the number of the last entry in the book that an
upper floor keeps for it; that floor says where the numbers are through ``set_ledger``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

TOPIC = re.compile(r"([a-z][a-z_]{0,31})\.([1-9][0-9]{0,17})")

Guard = Callable[[Any, int], str | None]
Guards = Callable[[list[Any], int], Mapping[Any, str]]
Render = Callable[[int, str, str, str], str]
Facts = Callable[[int], dict[str, Any]]
Bearer = Callable[[Mapping[str, Any], int], tuple[int, str] | None]
Bearers = Callable[[list[int], int], Mapping[int, str]]


@dataclass(frozen=True)
class TopicKind:
    """One kind of topic.

    ``guard(user, pk)`` answers the listener's audience or None; ``guards(users, pk)``, optional, answers it for
    many at once as {user pk: audience}, without those who may not listen, in a query or two.
    ``render(pk, part, audience, language)`` gives a part's HTML, the same for everybody of that audience.
    ``facts(pk)`` gives the present small public facts. ``head(pk)``, optional, numbers a topic without a book.
    A kind may follow another: ``screen.7`` hears what is told of ``meeting.7`` and is numbered by its book;
    ``reads`` says which words told there make a part of this kind stale (a word of its own counts by itself).
    Who has no account may bear a pass: ``bearer(session, pk)`` answers its number and audience, ``bearers(numbers,
    pk)`` which of many passes still open the topic.
    All run outside the event loop and may read the database.
    """

    name: str
    guard: Guard
    parts: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    render: Render | None = None
    facts: Facts | None = None
    guards: Guards | None = None
    head: Callable[[int], int] | None = None
    follows: str = ""
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bearer: Bearer | None = None
    bearers: Bearers | None = None

    def own(self, words: Iterable[str]) -> set[str]:
        """Return the words of this kind that become stale by what was told."""
        told = set(words)
        drawn = {part for part, sources in self.reads.items() if told.intersection(sources)}
        return drawn | told.intersection(self.parts + self.personal)


@dataclass(frozen=True)
class Ledger:
    """Where revisions are kept; ``changes`` answers the words told of after a revision, None for “everything”."""

    head: Callable[[str], int]
    changes: Callable[[str, int], set[str] | None]
    heads: Callable[[Iterable[str]], Mapping[str, int]] | None = None


KINDS: dict[str, TopicKind] = {}
_ledger = Ledger(lambda _topic: 0, lambda _topic, _since: set())


def register(kind: TopicKind) -> TopicKind:
    """Make a kind of topic known; registering it again replaces it."""
    KINDS[kind.name] = kind
    return kind


def find(topic: str) -> tuple[TopicKind, int] | None:
    """Return the kind and the key of a topic, or None for a word nobody registered."""
    match = TOPIC.fullmatch(topic)
    if match is None or match[1] not in KINDS:
        return None
    return KINDS[match[1]], int(match[2])


def book_of(topic: str) -> str:
    """Return the topic whose book numbers this one: itself, or the one it follows."""
    kind, pk = find(topic) or (None, 0)
    return f"{kind.follows}.{pk}" if kind is not None and kind.follows else topic


def hearers(topic: str) -> list[str]:
    """Return the topics that hear what is told of this one: itself and those that follow it."""
    name, _dot, key = topic.partition(".")
    return [topic, *(f"{kind.name}.{key}" for kind in KINDS.values() if kind.follows == name)]


def set_ledger(
    head: Callable[[str], int],
    changes: Callable[[str, int], set[str] | None],
    heads: Callable[[Iterable[str]], Mapping[str, int]] | None = None,
) -> None:
    """Say where revisions are kept; called once by the journal when it is ready."""
    global _ledger  # noqa: PLW0603  one ledger per process, set at start
    _ledger = Ledger(head, changes, heads)


def head(topic: str) -> int:
    """Return the topic's present revision, 0 when it has no book."""
    kind, pk = find(topic) or (None, 0)
    if kind is not None and kind.head is not None:
        return kind.head(pk)
    return _ledger.head(book_of(topic))


def heads(topics: Iterable[str]) -> dict[str, int]:
    """Return the present revisions of several topics."""
    books = {topic: book_of(topic) for topic in topics}
    names = list(dict.fromkeys(books.values()))
    if _ledger.heads is None:
        found: Mapping[str, int] = {name: _ledger.head(name) for name in names}
    else:
        found = _ledger.heads(names)
    return {topic: found.get(book, 0) for topic, book in books.items()}


def changes(topic: str, since: int) -> set[str] | None:
    """Return the words told of after ``since``; None when everything should be taken anew."""
    kind, _pk = find(topic) or (None, 0)
    if kind is not None and kind.head is not None:
        return None
    told = _ledger.changes(book_of(topic), since)
    return told if told is None or kind is None else kind.own(told)


def stand(topic: str, known: int | None) -> tuple[int, set[str] | None, dict[str, Any]]:
    """Return where a topic stands: its revision, the words told of since ``known``, its facts.

    The revision is read first: what is read after it may be newer, never older.
    """
    kind, pk = find(topic) or (None, 0)
    newest = head(topic)
    words = changes(topic, known) if known is not None and newest > known else set()
    return newest, words, kind.facts(pk) if kind and kind.facts else {}
