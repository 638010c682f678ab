"""Series as they are listed, and how they repeat in words."""

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.access import meetings
from meetings.models import Meeting, Series
from meetings.preparing import plans_for
from meetings.recurrence import LAST, MONTHLY_DAY, WEEKLY, Rule
from people.grants import allowed
from people.models import User

SHOWN = 40  # sessions of a series on its page


def series_rows(user: User) -> QuerySet[Series]:
    """Return the series of the units the person plans for, those that go on first."""
    rows = Series.objects.filter(template__unit__in=plans_for(user))
    rows = rows.select_related("template__session_kind", "template__unit")
    rows = rows.annotate(number=Count("meetings"), latest=Max("meetings__starts_at"))
    return rows.order_by("ended_at", "name")


def planned_of(series: Series, user: User) -> list[tuple[Meeting, str]]:
    """Return the last forty sessions of a series, each with where it leads the person: its plan, its page, "" for nowhere."""
    rows = list(series.meetings.select_related("chair").order_by("-starts_at")[:SHOWN])
    mine = Meeting.objects.filter(pk__in=[row.pk for row in rows])
    planned = set(allowed(mine, user, "prepare_meeting").values_list("pk", flat=True))
    seen = set(meetings(user).filter(pk__in=mine).values_list("pk", flat=True))
    return [(row, _door(row, row.pk in planned, row.pk in seen)) for row in rows]


def _door(meeting: Meeting, plans: bool, sees: bool) -> str:  # noqa: FBT001
    if plans:
        return reverse("meetings:plan", args=[meeting.pk])
    return meeting.get_absolute_url() if sees else ""


def in_words(rule: Rule) -> str:
    """Say how a series repeats: “on the last Thursday of every month; when it is off, the next working day”."""
    return f"{_day(rule)}; {_shift(rule)}"


def _day(rule: Rule) -> str:
    if rule.frequency == WEEKLY:
        weeks = _("every week") if rule.every == 1 else _("every %(n)s weeks") % {"n": rule.every}
        return _("%(weekday)s, %(weeks)s") % {"weekday": _weekdays()[rule.weekday], "weeks": weeks}
    months = _("of every month")
    if rule.every > 1:
        months = _("of every %(n)s months") % {"n": rule.every}
    if rule.frequency == MONTHLY_DAY:
        return _("day %(day)s %(months)s") % {"day": rule.day, "months": months}
    return _("%(nth)s %(weekday)s %(months)s") % {
        "nth": _nths().get(rule.nth, ""), "weekday": _weekdays()[rule.weekday], "months": months,
    }  # fmt: skip


def _shift(rule: Rule) -> str:
    if rule.shift == "before":
        return _("when that is a day off, the working day before")
    return _("when that is a day off, the next working day")


def _weekdays() -> list[str]:
    return [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]  # fmt: skip


def _nths() -> dict[int, str]:
    return {1: _("the first"), 2: _("the second"), 3: _("the third"), 4: _("the fourth"), LAST: _("the last")}  # fmt: skip
