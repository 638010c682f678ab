"""The public on-time rate of a unit: counts of all its tasks, no titles, no people, small numbers hidden."""

from dataclasses import dataclass

from people import managed
from people.models import Post, Role, Unit, User
from tasks.access import reach
from tasks.models import PublicRate, Task
from tasks.periods import Period
from tasks.queries.standing import CLASS_WORDS, CLASSES, LATE, ON_TIME, OVERDUE, Standing, counted
from tasks.queries.wish import subtree
from tasks.suppression import LEAST, hidden, ratio


@dataclass(frozen=True)
class Rate:
    """What is published of one unit and period; None where a number is hidden."""

    unit: Unit
    period: Period
    total: int | None
    counts: dict[str, int | None]
    late_ratio: float | None
    on_time_ratio: float | None

    @property
    def rows(self) -> list[tuple[str, str, int | None]]:
        """The classes: word, name, number."""
        return [(word, str(CLASS_WORDS[word]), self.counts[word]) for word in CLASSES]


def public_rate(unit: Unit, period: Period) -> Rate:
    """Count the tasks that the unit and those below it lead; tasks of a closed circle are left out (three queries)."""
    rows = Task.objects.order_by().filter(lead_unit__in=subtree(unit.pk), closed_circle=False)
    counts = rows.filter(counted(period)).aggregate(**Standing.of(period).counts())
    shown = hidden(counts)
    total = sum(counts.values())
    done = {word: counts[word] for word in (ON_TIME, LATE)}
    seen = {word: shown[word] for word in done}
    return Rate(
        unit=unit,
        period=period,
        total=total if total >= LEAST else None,
        counts=shown,
        late_ratio=ratio(counts, shown, (OVERDUE, LATE)),
        on_time_ratio=ratio(done, seen, (ON_TIME,)) if None not in seen.values() else None,
    )


def public_units() -> list[PublicRate]:
    """The units whose rate is public, in the order of the city (one query)."""
    return list(PublicRate.objects.select_related("unit").filter(unit__closed_on=None))


def is_public(pk: int) -> PublicRate | None:
    """The unit's row when its rate is public."""
    return PublicRate.objects.select_related("unit").filter(unit=pk).first()


def may_publish(user: User) -> bool:
    """Say whether ``units_to_publish`` has any, for at most one query."""
    administers = Post.objects.filter(user=user, role=Role.ADMINISTRATOR)
    return bool(reach(user).commands) or administers.exists()


def units_to_publish(user: User) -> list[Unit]:
    """The units the person may open or close to the public: those they head, lead or administer."""
    return list(Unit.objects.filter(pk__in=reach(user).commands | managed.units(user)))
