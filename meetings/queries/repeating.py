"""Series as they are listed, and how they repeat in words."""

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from meetings.models import Series
from meetings.preparing import plans_for
from meetings.recurrence import LAST, MONTHLY_DAY, WEEKLY, Rule
from people.models import User


def series_rows(user: User) -> QuerySet[Series]:
    """Return the series of the units the person plans for, those that go on first."""
    rows = Series.objects.filter(template__unit__in=plans_for(user))
    rows = rows.select_related("template__session_kind", "template__unit")
    rows = rows.annotate(number=Count("meetings"), latest=Max("meetings__starts_at"))
    return rows.order_by("ended_at", "name")


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
