"""One digest instead of thirty messages: what waits for a person is told once a day, at the person's own hour."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.clock import now
from core.workdays import WorkCalendar
from notices.door import NIGHT, is_quiet, next_open, notify
from notices.models import Wish
from people.models import Post, User
from people.standing import Calendars
from tasks.models import Digest, Reminder, ReminderState
from tasks.reminders import why
from tasks.sentences import digest_sentence
from tasks.watching import chart, watches_of

Highest = dict[
    tuple[int, str, date], int
]  # the highest rung that waits, by task, ladder and anchor
AHEAD = timedelta(
    minutes=20
)  # before the person's hour, so that it is in the letter of that morning
USUAL = Wish._meta.get_field("morning").default
OLD = timedelta(
    hours=20
)  # a reminder that waited longer is looked at again: who answers may have changed


def send_digests() -> int:
    """Tell everybody whose hour has come what waits for them; returns the reminders told."""
    due = Reminder.objects.filter(state=ReminderState.WAITING, not_before__lte=now()).order_by()
    people = sorted(set(due.values_list("person", flat=True)))
    if not people:
        return 0
    calendars = Calendars.read()
    wishes = {wish.user_id: wish for wish in Wish.objects.filter(user__in=people)}
    units = dict(
        Post.objects.filter(user__in=people)
        .order_by("-position", "-pk")
        .values_list("user", "unit")
    )
    told = 0
    for pk in people:
        wish, calendar = wishes.get(pk), calendars.of(units.get(pk))
        free = _free_from(timezone.localtime(now()), wish, calendar)
        if free > now():
            _waiting(pk).filter(not_before__lte=now()).update(not_before=free)
        else:
            told += _digest(pk, wish, calendars, calendar)
    return told


def _free_from(local: datetime, wish: Wish | None, calendar: WorkCalendar) -> datetime:
    """The moment from which the person may be told today, or the next one: working days, own hour, own quiet hours."""
    spans = [NIGHT, *(wish.spans if wish else [])]
    hour = _hour(local, wish)
    if calendar.is_workday(local.date()) and local < hour:
        local = hour
    if not is_quiet(local, spans, calendar):
        return local
    free = next_open(local, spans, calendar)
    return max(free, _hour(free, wish)) if free.date() != local.date() else free


def _hour(local: datetime, wish: Wish | None) -> datetime:
    """The day's moment of the person's digest, never in the night."""
    wanted = datetime.combine(local.date(), wish.morning if wish else USUAL, local.tzinfo) - AHEAD
    return max(wanted, datetime.combine(local.date(), NIGHT[1], local.tzinfo))


@transaction.atomic
def _digest(pk: int, wish: Wish | None, calendars: Calendars, calendar: WorkCalendar) -> int:
    """Tell the person everything that waits, in one notice; what has lost its reason is dropped."""
    day = timezone.localdate(now())
    digest, new = Digest.objects.get_or_create(person_id=pk, day=day, defaults={"at": now()})
    waiting = _waiting(pk).filter(not_before__lte=now())
    if not new:  # today's is out: what came later waits for the next morning
        following = datetime.combine(
            calendar.add(day, 1), NIGHT[1], timezone.get_current_timezone()
        )
        waiting.update(not_before=_hour(following, wish))
        return 0
    rows = (
        waiting.select_for_update(of=("self",))
        .select_related("task", "person", "standing_for")
        .order_by("task", "pk")
    )
    highest: Highest = {}
    for row in rows:
        key = (row.task_id, row.ladder, row.anchor)
        highest[key] = max(row.days, highest.get(key, row.days))
    told = [row for row in rows if _holds(row, highest, calendars)]
    if not told:
        digest.delete()
        return 0
    for row in told:
        row.state, row.digest, row.at = ReminderState.TOLD, digest, now()
        row.save(update_fields=["state", "digest", "at", "why"])
    _notify(digest, told)
    return len(told)


def _holds(row: Reminder, highest: Highest, calendars: Calendars) -> bool:
    """Whether the reason still holds and no later rung says more, with the days counted anew; else it is dropped."""
    calendar, today = calendars.of(row.task.lead_unit_id), timezone.localdate(now())
    same = (row.ladder, row.anchor)
    found = [w for w in watches_of(row.task, calendar, today) if (w.ladder, w.anchor) == same]
    if row.days < highest[row.task_id, row.ladder, row.anchor]:
        found = []
    if found and now() - row.at > OLD:
        people = chart(row.task, today).roles.values()
        found = found if any(row.person_id in role for role in people) else []
    if not found:
        row.state = ReminderState.DROPPED
        row.save(update_fields=["state"])
        return False
    row.why = {**row.why, **why(found[0], today, calendar)}
    return True


def _notify(digest: Digest, told: list[Reminder]) -> None:
    person: User = told[0].person
    url = told[0].task.get_absolute_url() if len(told) == 1 else digest.get_absolute_url()
    notify(
        person, key=f"digest.{digest.day}", sentence=digest_sentence(told), url=url, mail=True, group="digest"
    )  # fmt: skip


def _waiting(person: int) -> QuerySet[Reminder]:
    return Reminder.objects.filter(state=ReminderState.WAITING, person=person)
