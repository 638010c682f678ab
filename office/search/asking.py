"""Asking the search: the lines a person may see, the best first, each with the place that was found."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from core.finding import Piece, pieces, words_of
from office.models import Found
from office.search import fulltext
from office.search.rooms import passing
from people.models import User

PAGE = 30


@dataclass(frozen=True)
class Hit:
    """A found thing: title and place cut where the words stand; ``page`` of a paper, 0 when unknown."""

    kind: str
    url: str
    at: datetime
    title: list[Piece]
    place: list[Piece]
    page: int


@dataclass(frozen=True)
class Answer:
    """What was found: this page of hits, how many of each kind there are, whether there is more."""

    hits: list[Hit]
    counts: dict[str, int]
    more: bool

    @property
    def total(self) -> int:
        """How many there are in all kinds."""
        return sum(self.counts.values())


def ask(user: User, asked: str, kind: str = "", page: int = 1) -> Answer:
    """Return what the person may see that holds every word; a fixed number of queries."""
    words = words_of(asked)
    ranked = fulltext.matching(words)
    seen = Found.objects.filter(pk__in=ranked).filter(passing(user))
    counts = dict(seen.values_list("kind").annotate(n=Count("pk")).order_by())
    wanted = seen.filter(kind=kind) if kind else seen
    allowed = dict(wanted.values_list("pk", "folded_title"))
    phrase = " ".join(words)
    order = sorted((pk for pk in ranked if pk in allowed), key=lambda pk: phrase not in allowed[pk])
    here = order[(page - 1) * PAGE : page * PAGE]
    rows = Found.objects.in_bulk(here)
    hits = [_hit(rows[pk], words) for pk in here if pk in rows]
    return Answer(hits, counts, more=len(order) > page * PAGE)


def _hit(row: Found, words: list[str]) -> Hit:
    place = pieces(row.body, words) if row.body else []
    found = any(piece.hit for piece in place)
    page = _page(row, words) if found and row.kind == "paper" else 0
    shown = [Piece(piece.text.replace("\f", " "), piece.hit) for piece in place] if found else []
    return Hit(row.kind, row.url, row.at, pieces(row.title, words), shown, page)


def _page(row: Found, words: list[str]) -> int:
    """Return the page of the first place: pages are parted by form feeds."""
    at = min((row.folded.find(word) for word in words if word in row.folded), default=0)
    return row.folded.count("\f", 0, at) + 1
