"""What is shown of notices and mails."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from core.models import CalendarDay
from notices.models import Mail, Notice
from notices.states import MailState
from people import managed
from people.access import has_role
from people.models import Role, User

SHOWN = 100


def unread(user: User) -> int:
    """Return how many notices the person has not read (one query)."""
    return Notice.objects.filter(user=user, read_at=None).count()


def notices(user: User) -> list[Notice]:
    """Return the person's last notices, newest first."""
    return list(Notice.objects.filter(user=user)[:SHOWN])


def seen(user: User) -> QuerySet[Mail]:
    """Return the mails the person may see: their own and, an administrator, those to the people they administer."""
    own = Q(user=user)
    if has_role(user, Role.ADMINISTRATOR):
        own |= Q(user__in=managed.people(user))
    return Mail.objects.select_related("user").filter(own)


def mails(user: User) -> QuerySet[Mail]:
    """Return the last mails the person may see; failed and next ones first."""
    order = Case(
        When(state=MailState.FAILED, then=Value(0)),
        When(state=MailState.SENT, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return seen(user).annotate(place=order).order_by("place", "-pk")[:SHOWN]


def days(year: int) -> list[CalendarDay]:
    """Return the calendar's rows of a year, in order."""
    return list(CalendarDay.objects.filter(date__range=(date(year, 1, 1), date(year, 12, 31))))
