"""Statistics over the rounds somebody manages: by member, and by round (functions 52, 53 of the tender)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from opinions.access import managed
from opinions.models import Asked, Reply, Round
from opinions.states import AskedKind, Choice, RoundState, SheetState
from people.models import User

SENT = (
    RoundState.COLLECTING, RoundState.CLOSED, RoundState.COUNTED, RoundState.ANNOUNCED,
    RoundState.REPORTED,
)  # fmt: skip


@dataclass(frozen=True)
class MemberLine:
    """How often a member was asked, answered, signed, and what they said."""

    name: str
    title: str
    asked: int
    answered: int
    signed: int
    agree: int
    disagree: int
    other: int
    no_opinion: int

    @property
    def missing(self) -> int:
        """How often there is no answer."""
        return self.asked - self.answered


@dataclass(frozen=True)
class RoundLine:
    """How a round was answered."""

    round: Round
    members: int
    answered: int
    signed: int
    units: int
    units_answered: int

    @property
    def missing(self) -> int:
        """How many members did not answer."""
        return self.members - self.answered


def by_member(user: User, year: int) -> list[MemberLine]:
    """Return a line for each member of the year's rounds that are over (two queries)."""
    rounds = managed(user).filter(state__in=SENT, sent_at__year=year)
    over = rounds.exclude(
        state=RoundState.COLLECTING
    )  # what somebody says in a running round stays theirs
    lines = Asked.objects.filter(round__in=over, kind=AskedKind.MEMBER, removed_at=None)
    sent = Q(sheets__state=SheetState.SENT)
    people = lines.values("user_id", "user__full_name").annotate(
        asked=Count("pk", distinct=True), answered=Count("sheets", sent, distinct=True),
        signed=Count("sheets", sent & Q(sheets__signed__isnull=False), distinct=True),
    )  # fmt: skip
    said = Reply.objects.filter(sheet__asked__in=lines, sheet__state=SheetState.SENT)
    choices: dict[tuple[int, str], int] = {
        (row["sheet__asked__user_id"], row["choice"]): row["n"]
        for row in said.values("sheet__asked__user_id", "choice").order_by().annotate(n=Count("pk"))
    }
    titles = dict(lines.order_by("pk").values_list("user_id", "title"))
    return [
        MemberLine(
            row["user__full_name"], titles.get(row["user_id"], ""), row["asked"], row["answered"],
            row["signed"], *(choices.get((row["user_id"], choice), 0) for choice in _ORDER),
        )
        for row in people.order_by("user__full_name")
    ]  # fmt: skip


def by_round(user: User, year: int) -> list[RoundLine]:
    """Return a line for each round of the year (one query)."""
    here = Q(asked__removed_at=None)
    member, unit = here & Q(asked__kind=AskedKind.MEMBER), here & Q(asked__kind=AskedKind.UNIT)
    sent = Q(asked__sheets__state=SheetState.SENT)
    rows = managed(user).filter(state__in=SENT, sent_at__year=year).select_related("unit")
    told = rows.annotate(
        n_members=Count("asked", member, distinct=True),
        n_answered=Count("asked__sheets", member & sent, distinct=True),
        n_signed=Count(
            "asked__sheets", here & sent & Q(asked__sheets__signed__isnull=False), distinct=True
        ),
        n_units=Count("asked", unit, distinct=True),
        n_commented=Count("asked__sheets", unit & sent, distinct=True),
    )
    return [
        RoundLine(one, one.n_members, one.n_answered, one.n_signed, one.n_units, one.n_commented)
        for one in told.order_by("-sent_at", "-pk")
    ]


_ORDER = (Choice.AGREE, Choice.DISAGREE, Choice.OTHER, Choice.NO_OPINION)


def years(user: User) -> list[int]:
    """Return the years with rounds, newest first."""
    days = managed(user).filter(state__in=SENT).dates("sent_at", "year", order="DESC")
    return [day.year for day in days]
