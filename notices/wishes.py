"""From when on somebody may be disturbed, and why not before: their wishes, the night, the days off."""

from datetime import datetime

from django.utils import timezone

from core.calendar import city_calendar
from core.workdays import WorkCalendar
from notices.models import Wish
from notices.quiet import NIGHT, Days, Span, days_of, is_quiet, next_open, why_quiet
from notices.rhythm import next_digest
from notices.states import Rhythm, Wait
from people.models import User

Free = tuple[datetime, str]  # from when on, and why not before ("" when now)


def free_from(user: User, moment: datetime) -> datetime:
    """Return the first moment from `moment` on at which the person may be disturbed (two queries)."""
    wish = Wish.objects.filter(user=user).first()
    return free(moment, wish, city_calendar())[0]


def free(moment: datetime, wish: Wish | None, city: WorkCalendar) -> Free:
    """Return from when on the person may be disturbed, and why not before."""
    paused = wish.paused_until if wish else None
    if paused is not None and paused > moment:
        return free(paused, _unpaused(wish), city)[0], Wait.PAUSE
    spans, days = _spans(wish), _days(wish, city)
    local = timezone.localtime(moment)
    if not is_quiet(local, spans, days):
        return moment, ""
    return next_open(local, spans, days), why_quiet(local, spans, days) or Wait.HOURS


def digest_at(moment: datetime, rhythm: Rhythm, wish: Wish | None, city: WorkCalendar) -> datetime:
    """Return when the person's next digest leaves: at their hour, on their next day, never in their quiet."""
    wish = wish or Wish()
    hours = [wish.morning, wish.afternoon] if rhythm == Rhythm.TWICE else [wish.morning]
    slot = next_digest(timezone.localtime(moment), hours, _days(wish, city))
    return max(slot, free(slot, wish, city)[0])


def _unpaused(wish: Wish | None) -> Wish:
    plain = wish or Wish()
    return Wish(
        quiet_from=plain.quiet_from,
        quiet_until=plain.quiet_until,
        works_from=plain.works_from,
        works_until=plain.works_until,
        weekdays=plain.weekdays,
    )


def _spans(wish: Wish | None) -> list[Span]:
    return [NIGHT, *(wish.spans if wish else [])]


def _days(wish: Wish | None, city: WorkCalendar) -> Days:
    return days_of(wish.weekdays if wish else "", city)
