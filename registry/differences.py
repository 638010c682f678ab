"""What differs between two editions of a draft (pure)."""

from collections.abc import Iterator, Mapping, Sequence

from core.differences import ADDED, REMOVED, Piece, words

Text = Mapping[str, object]  # a paragraph of an edition: key, kind, text


def editions(old: Sequence[Text], new: Sequence[Text]) -> Iterator[list[Piece]]:
    """Yield each paragraph of the new edition against the old; removed ones stand where they stood."""
    before = {str(one["key"]): str(one["text"]) for one in old}
    kept = {str(one["key"]) for one in new}
    gone = _gone(old, kept)
    for key in gone.pop("", []):
        yield [Piece(REMOVED, before[key])]
    for one in new:
        key, text = str(one["key"]), str(one["text"])
        yield words(before[key], text) if key in before else [Piece(ADDED, text)]
        for lost in gone.pop(key, []):
            yield [Piece(REMOVED, before[lost])]


def _gone(old: Sequence[Text], kept: set[str]) -> dict[str, list[str]]:
    """Return the removed paragraphs by the last kept one before them."""
    gone: dict[str, list[str]] = {}
    last = ""
    for one in old:
        key = str(one["key"])
        if key in kept:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    return gone
