"""Reminding: by the clock before the deadline, each rung once a person; and by one press of the clerk."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.calendar import city_calendar
from core.clock import now
from core.refused import Refused
from core.workdays import WorkCalendar
from journal.book import tell
from notices.door import NIGHT, is_quiet, notify
from opinions import events
from opinions.actions.ground import clock, people_of, take
from opinions.models import Reminder, Round
from opinions.queries.progress import missing
from opinions.reminders import coming, reached, to_remind
from opinions.sentences import Said
from opinions.states import RoundState
from people.models import User

MORNING = time(7, 0)  # a rung's reminder goes out from this hour of its day
PRESS_REST = timedelta(hours=1)  # between two presses of the clerk
BATCH = 500
PRESSED = gettext_lazy("Please give your opinion on “%(what)s” by %(due)s.")


def remind_due() -> int:
    """Remind of every round whose rung has come; nothing at night or on a day off. Returns the reminders made."""
    calendar, local = city_calendar(), timezone.localtime(now())
    if is_quiet(local, [NIGHT], calendar):
        return 0
    due = Round.objects.filter(state=RoundState.COLLECTING, remind_at__lte=now())
    return sum(_remind(pk, calendar) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def wind_up(round_: Round, calendar: WorkCalendar | None = None) -> None:
    """Set when the round is looked at again; the caller holds its lock."""
    day = None
    if round_.deadline and round_.state == RoundState.COLLECTING:
        local = timezone.localtime(round_.deadline).date()
        day = coming(local, timezone.localdate(now()), calendar or city_calendar())
    round_.remind_at = (
        timezone.make_aware(datetime.combine(day, MORNING)) if day is not None else None
    )
    round_.save(update_fields=["remind_at"])


def calendar_changed() -> int:
    """Look at every collecting round again at the next run, after a change in the calendar of days off."""
    return Round.objects.filter(state=RoundState.COLLECTING).update(remind_at=now())


@transaction.atomic
def remind_now(round_: Round, *, by: User) -> list[User]:
    """Remind everybody who has not answered, by one press; not twice within an hour."""
    round_ = take(round_, RoundState.COLLECTING)
    last = round_.reminders.filter(rung__startswith="press.").first()
    if last and now() - last.at < PRESS_REST:
        raise Refused(_("Everybody was reminded at %(at)s already.") % {"at": clock(last.at)})
    people = _waited_for(round_)
    if not people:
        raise Refused(_("Everybody has answered; nobody needs a reminder."))
    rung = f"press.{now():%Y%m%d%H%M%S}"
    words = {"what": round_.title, "due": clock(round_.deadline)}
    for person in people:
        _tell_person(round_, person, rung, Said(lambda: str(PRESSED) % words))
    tell(events.REMINDED, who=by, what=round_, names=_names(people))
    return people


@transaction.atomic
def _remind(pk: int, calendar: WorkCalendar) -> int:
    """Serve one round under its lock; a second worker finds it served."""
    rows = Round.objects.select_for_update()
    round_ = rows.filter(pk=pk, state=RoundState.COLLECTING, remind_at__lte=now()).first()
    if round_ is None or round_.deadline is None or round_.sent_at is None:
        return 0
    day, sent = timezone.localdate(round_.deadline), timezone.localdate(round_.sent_at)
    today = timezone.localdate(now())
    rung = reached(day, sent, today, calendar)
    told: list[User] = []
    if rung and round_.deadline >= now():
        people = {person.pk: person for person in _waited_for(round_)}
        told = [people[who] for who in to_remind(rung, list(people), _had(round_))]
        left = calendar.count(today, day)
        for person in told:
            _tell_person(round_, person, f"{day:%Y%m%d}.{rung.name}", _sentence(round_, left))
    wind_up(round_, calendar)
    if told:
        tell(events.REMINDED, who=None, what=round_, names=_names(told))
    return len(told)


def _waited_for(round_: Round) -> list[User]:
    """Return the active people whose answer is waited for, nobody twice."""
    people = {user.pk: user for line in missing(round_) for user in people_of(line)}
    return [user for user in people.values() if user.is_active]


def _had(round_: Round) -> dict[int, set[str]]:
    """Return the rungs each person has had for the present deadline."""
    day = timezone.localdate(round_.deadline)
    had: dict[int, set[str]] = defaultdict(set)
    rows = round_.reminders.filter(rung__startswith=f"{day:%Y%m%d}.")
    for person, rung in rows.values_list("person_id", "rung"):
        had[person].add(rung.partition(".")[2])
    return had


def _tell_person(round_: Round, person: User, rung: str, sentence: object) -> None:
    Reminder.objects.create(round=round_, person=person, rung=rung)
    notify(
        person, key=f"{round_.book}.{rung}", sentence=sentence, url=round_.get_absolute_url(),
        mail=True,
    )  # fmt: skip


def _sentence(round_: Round, left: int) -> Said:
    words = {"what": round_.title, "due": clock(round_.deadline), "days": left}
    return Said(lambda: _reminder(left) % words)


def _reminder(left: int) -> str:
    if left <= 0:
        return _("Today is the last day for your opinion on “%(what)s” (until %(due)s).")
    return ngettext(
        "Your opinion on “%(what)s” is waited for: %(days)s working day left (until %(due)s).",
        "Your opinion on “%(what)s” is waited for: %(days)s working days left (until %(due)s).",
        left,
    )


def _names(people: list[User]) -> str:
    return ", ".join(str(person) for person in people)
