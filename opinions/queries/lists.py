"""Lists of rounds: to answer, answered, not answered, and those one manages; flat, whatever their number."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.folding import fold
from opinions.access import asked_of, managed, visible
from opinions.models import Asked, Round, Sheet
from opinions.states import AFTER_CLOSE, AskedKind, RoundState, SheetState
from people.models import User

SHOWN = 200
TABS = ("todo", "done", "missed", "managed")


@dataclass(frozen=True)
class Shelf:
    """The rounds of one tab, and how many there are in each."""

    tab: str
    rounds: list[Round]
    counts: dict[str, int]


def shelf(user: User, tab: str, words: str = "") -> Shelf:
    """Return the rounds of a tab, the most pressing first, each with how many have answered (two queries)."""
    rows = (
        found(_rows(user, tab), words)
        .select_related("unit", "leader")
        .annotate(
            members=Count(
                "asked", Q(asked__removed_at=None, asked__kind=AskedKind.MEMBER), distinct=True
            ),
            answered=Count("asked__sheets", _SENT, distinct=True),
        )
    )
    order = ("deadline", "-pk") if tab == "todo" else ("-pk",)
    return Shelf(tab, list(rows.order_by(*order)[:SHOWN]), counts(user))


def counts(user: User) -> dict[str, int]:
    """Return how many rounds there are in each tab (one query)."""
    mine, unanswered = _mine(user)
    rows = visible(user).annotate(asks_me=mine, waits_for_me=unanswered)
    keeps = Exists(managed(user).filter(pk=OuterRef("pk")))
    told = rows.annotate(mine_to_manage=keeps).aggregate(
        todo=Count("pk", Q(waits_for_me=True, state=RoundState.COLLECTING)),
        done=Count("pk", Q(asks_me=True, waits_for_me=False)),
        missed=Count("pk", Q(waits_for_me=True, state__in=AFTER_CLOSE)),
        managed=Count("pk", Q(mine_to_manage=True)),
    )
    return {name: told[name] or 0 for name in TABS}


def waiting_for(user: User, limit: int = 8) -> list[Round]:
    """Return what the person has to do: give an opinion, approve, send, count, announce (for the desk; one query)."""
    _asks, unanswered = _mine(user)
    manages = Exists(managed(user).filter(pk=OuterRef("pk")))
    prepares = manages & ~Q(leader_id=user.pk)
    rows = visible(user).filter(
        Q(unanswered, state=RoundState.COLLECTING)
        | Q(leader_id=user.pk, state__in=(RoundState.SUBMITTED, RoundState.COUNTED))
        | Q(prepares, state__in=(RoundState.RETURNED, RoundState.APPROVED, RoundState.CLOSED))
    )
    rows = rows.select_related("unit").annotate(waits_for_me=unanswered)
    return list(rows.order_by("deadline", "pk")[:limit])


def find(user: User, words: str) -> QuerySet[Round]:
    """Return the person's rounds that match the words, newest first (for the search of the house)."""
    return found(visible(user), words).order_by("-pk")


def found(rows: QuerySet[Round], words: str) -> QuerySet[Round]:
    """Keep the rounds whose folded title holds every folded word."""
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


_SENT = Q(
    asked__removed_at=None, asked__kind=AskedKind.MEMBER, asked__sheets__state=SheetState.SENT
)


def _mine(user: User) -> tuple[Exists, Exists]:
    """Return whether the person is asked, and whether an answer of theirs is missing."""
    lines = asked_of(user).filter(round=OuterRef("pk"))
    sent = Sheet.objects.filter(asked=OuterRef("pk"), state=SheetState.SENT)
    return Exists(lines), Exists(lines.exclude(Exists(sent)))


def _rows(user: User, tab: str) -> QuerySet[Round]:
    if tab == "managed":
        return managed(user)
    mine, unanswered = _mine(user)
    rows = Round.objects.filter(mine)
    if tab == "done":
        return rows.exclude(unanswered)
    state = (RoundState.COLLECTING,) if tab == "todo" else AFTER_CLOSE
    return rows.filter(unanswered, state__in=state)


def lines_of(user: User, round_: Round) -> list[tuple[Asked, Sheet | None, Sheet | None]]:
    """Return each line the person answers for, with its draft and the sheet that was sent (two queries)."""
    lines = list(asked_of(user).filter(round=round_).select_related("user", "unit"))
    sheets = Sheet.objects.filter(
        asked__in=lines, state__in=(SheetState.DRAFT, SheetState.SENT)
    ).prefetch_related("replies__matter")
    by_key = {(sheet.asked_id, sheet.state): sheet for sheet in sheets}
    return [(line, by_key.get((line.pk, "draft")), by_key.get((line.pk, "sent"))) for line in lines]
