"""The parts of one topic as HTML: each rendered once per audience, language and revision."""

import logging
from collections.abc import Iterable

from django.utils import translation

from realtime.seating import Place
from realtime.topics import TopicKind

log = logging.getLogger(__name__)


class Drawing:
    """What was rendered, and which word changed last at which revision (since ``base``)."""

    def __init__(self, topic: str, kind: TopicKind, pk: int) -> None:
        self.topic, self.kind, self.pk = topic, kind, pk
        self.base = 0
        self.moved: dict[str, int] = {}
        self._kept: dict[tuple[str, Place], tuple[int, str | None]] = {}

    def since(self, have: int) -> set[str]:
        """Return the words that changed after ``have`` (as far back as ``base``)."""
        return {word for word, rev in self.moved.items() if rev > have}

    def draw(self, wants: Iterable[tuple[str, Place]]) -> None:
        """Render what is wanted and not at hand in its present revision; runs in a thread.

        The revision is noted before rendering: the content may be newer than its number, never older.
        """
        for word, place in wants:
            rev = self.moved.get(word, self.base)
            kept = self._kept.get((word, place))
            if kept is None or kept[0] < rev or kept[1] is None:
                self._kept[word, place] = (rev, self._render(word, place))

    def parts(self, words: Iterable[str], place: Place) -> tuple[dict[str, str], set[str]]:
        """Return the rendered parts, and the words whose rendering failed (the page fetches those itself)."""
        found = {word: self._kept.get((word, place), (0, None))[1] for word in sorted(words)}
        return (
            {word: html for word, html in found.items() if html is not None},
            {word for word, html in found.items() if html is None},
        )

    def _render(self, word: str, place: Place) -> str | None:
        if self.kind.render is None:
            return None
        try:
            with translation.override(place.language):
                return str(self.kind.render(self.pk, word, place.audience, place.language))
        except Exception:
            log.exception("%s: the part “%s” was not rendered", self.topic, word)
            return None
