"""Who stands in for whom, and which days a unit works: reads only."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from core.clock import today
from core.models import CalendarDay
from core.workdays import WorkCalendar, calendar_from
from people import managed
from people.access import has_role
from people.models import Absence, Post, Role, Unit, UnitDay, User


def absences_on(day: date) -> QuerySet[Absence]:
    """Return the absences that hold on the day."""
    return Absence.objects.filter(since__lte=day, until__gte=day, ended_at=None)


def standing_in_for(user: User, day: date | None = None) -> QuerySet[User]:
    """Return the people for whom the user stands in on the day (today); who has left entrusts nothing."""
    held = absences_on(day or today()).filter(stand_in=user.pk, person__is_active=True)
    return User.objects.filter(pk__in=held.values("person"))


def away(people: Collection[int], day: date | None = None) -> dict[int, Absence]:
    """Return the absences of these people on the day (one query), by person."""
    rows = absences_on(day or today()).filter(person__in=people)
    return {row.person_id: row for row in rows.select_related("person", "stand_in")}


def may_stand_in(person: User) -> QuerySet[User]:
    """Return who may be named: active people of the person's units, of those above and those below."""
    own = set(Post.objects.filter(user=person).values_list("unit", flat=True))
    near = Q(pk__in=own) | Q(parent__in=own) | Q(children__in=own)
    units = Unit.objects.filter(near, closed_on=None).values("pk")
    rows = User.objects.filter(is_active=True, posts__unit__in=units).exclude(pk=person.pk)
    return rows.distinct()


def may_announce_for(user: User) -> QuerySet[User]:
    """Return the people whose absence the user may announce: their own, and as head or clerk of a unit that unit's."""
    speaks = Post.objects.filter(Q(is_head=True) | Q(role=Role.CLERK), user=user.pk).values("unit")
    whom = Q(pk=user.pk) | Q(posts__unit__in=speaks)
    if has_role(user, Role.ADMINISTRATOR):
        whom |= Q(pk__in=managed.people(user).values("pk"))
    return User.objects.filter(whom, is_active=True).distinct()


def absences_of(user: User) -> dict[str, list[Absence]]:
    """Return what the user's page shows: own absences, those stood in for, those of the people announced for."""
    rows = Absence.objects.select_related("person", "stand_in", "by", "ended_by")
    whom = may_announce_for(user).exclude(pk=user.pk).values("pk")
    return {
        "own": list(rows.filter(person=user.pk)[:50]),
        "standing": list(rows.filter(stand_in=user.pk)[:50]),
        "others": list(rows.filter(person__in=whom).exclude(stand_in=user.pk)[:100]),
    }


@dataclass
class Calendars:
    """The city's calendar and that of each unit: read once, for a run or a page (two queries)."""

    city: WorkCalendar
    days: dict[int, list[tuple[date, str]]]
    _made: dict[int, WorkCalendar] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Calendars":
        """Read both tables."""
        city = list(CalendarDay.objects.order_by().values_list("date", "kind"))
        days: dict[int, list[tuple[date, str]]] = {}
        recent = UnitDay.objects.order_by().filter(date__gte=today() - timedelta(days=400))
        for unit, day, kind in recent.values_list("unit", "date", "kind"):
            days.setdefault(unit, []).append((day, kind))
        return cls(calendar_from(city), days)

    def of(self, unit: int | None) -> WorkCalendar:
        """The unit's calendar: the city's, with the unit's own days."""
        if unit not in self.days:
            return self.city
        if unit not in self._made:
            own = dict(self.days[unit])
            off = {day for day, kind in own.items() if kind == "off"}
            worked = {day for day, kind in own.items() if kind == "work"}
            self._made[unit] = WorkCalendar(
                (self.city.off | off) - worked, (self.city.worked | worked) - off
            )
        return self._made[unit]
