"""Announcing an absence and who stands in, ending it early; and the days of a single unit. Writes."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.clock import now, today
from core.locking import locked
from core.models import DayKind
from core.refused import Refused
from journal.book import tell
from people import events, managed
from people.models import Absence, Post, Role, Unit, UnitDay, User
from people.standing import may_announce_for, may_stand_in

LONGEST = timedelta(days=400)


@transaction.atomic
def announce_absence(
    person: User, *, stand_in: User, since: date, until: date, reason: str = "", by: User
) -> Absence:
    """Announce that the person is away and who stands in; both days included.

    Refused: days that are over, a stand-in who is away too or for whom the person stands in, two at a time.
    """
    if not may_announce_for(by).filter(pk=person.pk).exists():
        raise PermissionDenied
    if not _may_name(by, person, stand_in):
        raise Refused(
            _("Nobody makes themselves the stand-in of a leader; please name somebody else.")
        )
    _in_order(since, until)
    list(User.objects.select_for_update().filter(pk__in=[person.pk, stand_in.pk]).order_by("pk"))
    if not may_stand_in(person).filter(pk=stand_in.pk).exists():
        raise Refused(
            _("%(who)s does not work in or next to the unit of %(person)s.")
            % {"who": stand_in, "person": person}
        )
    _free(person, stand_in, since, until)
    row = Absence.objects.create(
        person=person,
        stand_in=stand_in,
        since=since,
        until=until,
        reason=reason.strip()[:200],
        by=by,
    )
    days: dict[str, Any] = {"since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}
    tell(
        events.ABSENCE_ANNOUNCED,
        who=by,
        what=row,
        person=str(person),
        stand_in=str(stand_in),
        **days,
    )
    return row


@transaction.atomic
def end_absence(absence: Absence, *, by: User) -> Absence:
    """End an absence before its last day, or call it off before it began; the row stays as history."""
    if not may_announce_for(by).filter(pk=absence.person_id).exists():
        raise PermissionDenied
    absence = locked(absence)
    if absence.ended_at or absence.until < today():
        raise Refused(_("This absence is over already."))
    absence.ended_at, absence.ended_by = now(), by
    absence.save(update_fields=["ended_at", "ended_by"])
    tell(
        events.ABSENCE_ENDED,
        who=by,
        what=absence,
        person=str(absence.person),
        stand_in=str(absence.stand_in),
    )
    return absence


@transaction.atomic
def set_unit_day(
    unit: Unit, day: date, *, kind: str, reason: str, notice_number: str = "", by: User
) -> UnitDay:
    """Write a day on which the unit is closed or works (its head, its clerk, who administers it)."""
    may_set_days(by, unit)
    row, _new = UnitDay.objects.update_or_create(
        unit=unit, date=day,
        defaults={"kind": kind, "reason": reason.strip()[:200], "notice_number": notice_number[:60], "by": by, "at": now()},
    )  # fmt: skip
    tell(events.UNIT_DAY_SET, who=by, what=row, kind=str(DayKind(kind).label), reason=row.reason)
    return row


@transaction.atomic
def remove_unit_day(row: UnitDay, *, by: User) -> None:
    """Take a unit's day out again: from then on the city's calendar decides."""
    may_set_days(by, row.unit)
    tell(events.UNIT_DAY_REMOVED, who=by, what=row)
    row.delete()


def units_kept(user: User) -> set[int]:
    """The units whose days the user keeps: those they head or are the clerk of, and those they administer."""
    speaks = Q(is_head=True) | Q(role=Role.CLERK)
    own = Post.objects.filter(speaks, user=user.pk).values_list("unit", flat=True)
    return set(own) | managed.units(user)


def may_set_days(by: User, unit: Unit) -> None:
    """Let pass who keeps the unit's days; 403 otherwise."""
    if unit.pk not in units_kept(by):
        raise PermissionDenied


def _may_name(by: User, person: User, stand_in: User) -> bool:
    """Who announces for another names a third person; only a head takes over what their own people do."""
    if by == person or by != stand_in:
        return True
    headed = Post.objects.filter(user=by.pk, is_head=True).values("unit")
    leads = Post.objects.filter(Q(is_head=True) | Q(role=Role.LEADER), user=person.pk)
    return not leads.exists() and Post.objects.filter(user=person.pk, unit__in=headed).exists()


def _in_order(since: date, until: date) -> None:
    if until < since:
        raise Refused(_("The last day is before the first."))
    if until < today():
        raise Refused(_("These days are over."))
    if until - since > LONGEST:
        raise Refused(_("An absence lasts at most 400 days."))


def _free(person: User, stand_in: User, since: date, until: date) -> None:
    """Refuse what would leave the work with nobody: overlapping, circles, a stand-in who is away too."""
    rows = Absence.objects.filter(ended_at=None, since__lte=until, until__gte=since)
    both = rows.select_related("person", "stand_in")
    if other := both.filter(person=person).first():
        raise Refused(
            _("%(person)s is away from %(since)s to %(until)s already; end that first.")
            % _words(other)
        )
    if other := both.filter(person=stand_in).first():
        raise Refused(
            _("%(person)s is away too from %(since)s to %(until)s; name somebody else.")
            % _words(other)
        )
    if other := both.filter(stand_in=person).first():
        raise Refused(
            _(
                "Until %(until)s %(stand_in)s stands in for %(person)s: let somebody else be named there first."
            )
            % _words(other)
        )


def _words(row: Absence) -> dict[str, str]:
    return {
        "person": str(row.person), "stand_in": str(row.stand_in),
        "since": f"{row.since:%d/%m/%Y}", "until": f"{row.until:%d/%m/%Y}",
    }  # fmt: skip
