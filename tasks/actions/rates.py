"""Making the on-time rate of a unit public, and taking it back; off until somebody opens it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from journal.book import tell
from people.models import Unit, User
from tasks import events
from tasks.models import PublicRate
from tasks.queries.rate import units_to_publish


@transaction.atomic
def open_rate(unit: Unit, *, by: User) -> PublicRate:
    """Let everybody see the unit's rate; again, nothing changes."""
    _must(unit, by)
    row, new = PublicRate.objects.get_or_create(unit=unit, defaults={"by": by})
    if new:
        tell(events.RATE_OPENED, who=by, what=unit)
    return row


@transaction.atomic
def close_rate(unit: Unit, *, by: User) -> None:
    """Take the unit's rate from the public."""
    _must(unit, by)
    gone, _kinds = PublicRate.objects.filter(unit=unit).delete()
    if gone:
        tell(events.RATE_CLOSED, who=by, what=unit)


def _must(unit: Unit, by: User) -> None:
    if unit.pk not in {one.pk for one in units_to_publish(by)}:
        raise PermissionDenied
