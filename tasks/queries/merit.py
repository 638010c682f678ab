"""The pieces behind the figures of `tasks.merit`: which tasks, whose, and the same conditions as a filter of the list."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet

from people.models import Unit, User
from tasks.access import reach
from tasks.merit import Figures, Piece, Rule, figures
from tasks.models import Task
from tasks.periods import Period
from tasks.queries.standing import Standing, counted, start_of
from tasks.queries.wish import MERITS, Wish
from tasks.states import TaskState, Verdict


def due_in(period: Period) -> Q:
    """What was to be done in the period: its deadline is over by the end, or it was completed within.

    What somebody gave themselves, they also accept and grade themselves: it is nobody's figure.
    """
    end = start_of(period.last + timedelta(days=1))
    ended = Q(state=TaskState.DONE, ended_at__lt=end)
    return counted(period) & ~Q(giver=F("lead_person")) & (Q(due_on__lte=period.last) | ended)


def merit_q(word: str, period: Period) -> Q:
    """The condition of one number: what was given, done, failed, late, late with a confirmed objective cause."""
    done = Standing.of(period).done()
    returned = Task.objects.order_by().filter(reports__verdict=Verdict.RETURNED).values("pk")
    late = done & (Q(evaluation__late=True) | Q(evaluation=None, kept=False))
    asked = {
        "given": Q(),
        "done": done,
        "failed": done & (Q(evaluation__failed__gt=0) | Q(evaluation=None, pk__in=returned)),
        "late": late,
        "excused": late & Q(evaluation__objective=True),
    }
    return due_in(period) & asked[word]


@dataclass(frozen=True)
class Number:
    """One number and the filter that shows its tasks."""

    word: str
    number: int
    wish: Wish


@dataclass(frozen=True)
class Sheet:
    """The figures of a person or a unit, and the filters of their evidence."""

    who: User | Unit | None
    figures: Figures
    wish: Wish

    @property
    def numbers(self) -> list[Number]:
        """Each number with its tasks."""
        return [
            Number(word, self.figures.number(word), replace(self.wish, merit=word))
            for word in MERITS
        ]


def own_sheet(user: User, period: Period, rule: Rule) -> Sheet:
    """The person's own figures (two queries)."""
    pieces = [piece for _person, piece in _pieces(Task.objects.filter(lead_person=user.pk), period)]
    return Sheet(user, figures(pieces, rule), Wish(period=period, person=user.pk))


def unit_sheets(unit: Unit, inside: Iterable[int], period: Period, rule: Rule) -> list[Sheet]:
    """The unit's figures first, then those of the people who lead its tasks, by name (three queries)."""
    rows = Task.objects.filter(lead_unit__in=list(inside), closed_circle=False)
    found = _pieces(rows, period)
    wish = Wish(period=period, unit=unit.pk, below=True)
    people: dict[int, list[Piece]] = {}
    for person, piece in found:
        if person is not None:
            people.setdefault(person, []).append(piece)
    names = User.objects.filter(pk__in=people).order_by("full_name", "pk")
    sheets = [Sheet(unit, figures([piece for _person, piece in found], rule), wish)]
    return sheets + [
        Sheet(person, figures(people[person.pk], rule), replace(wish, person=person.pk))
        for person in names
    ]


def units_to_evaluate(user: User) -> list[Unit]:
    """The units whose figures the person may see: those they head or lead, and all below (one query)."""
    return list(Unit.objects.filter(pk__in=reach(user).commands))


def _pieces(rows: QuerySet[Task], period: Period) -> list[tuple[int | None, Piece]]:
    end = Standing.of(period).moment
    told = (
        rows.order_by()
        .filter(due_in(period))
        .annotate(returned=Count("reports", filter=Q(reports__verdict=Verdict.RETURNED)))
    )
    columns = (
        "pk", "lead_person", "state", "ended_at", "kept", "returned", "evaluation__quantity",
        "evaluation__failed", "evaluation__late", "evaluation__objective",
    )  # fmt: skip
    return [(row[1], _piece(row, end)) for row in told.values_list(*columns)]


def _piece(row: tuple, end: object) -> Piece:  # type: ignore[type-arg]
    pk, _person, state, ended, kept, returned, points, failed, late, objective = row
    done = state == TaskState.DONE and ended <= end
    told = points is not None
    late = done and (bool(late) if told else kept is False)
    return Piece(
        key=pk,
        points=points if told else Decimal(1),
        done=done,
        failed=(failed if told else returned) if done else 0,
        late=int(late),
        excused=int(bool(late and objective)),
    )
