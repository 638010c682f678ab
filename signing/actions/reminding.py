"""Reminding of what waits to be signed: one message a person and day, never at night; late ones to who sent them."""

from datetime import time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import now
from notices.door import NIGHT, is_quiet, notify
from people.models import User
from people.standing import away
from signing.models import Step
from signing.routes.dunning import Open, digests, escalated
from signing.states import RouteState, StepState

MORNING = time(7, 30)  # from this hour of a working day
LATE_TOO = _("Papers to be signed: %(count)s waiting, %(late)s overdue")
WAITING = _("Papers to be signed: %(count)s waiting")
OVERDUE = _("“%(what)s” waits for %(whom)s since %(since)s and is overdue")


class _Said:
    """A lazy sentence with its words, said in the reader's language."""

    def __init__(self, sentence: Any, **words: Any) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words


def remind_due() -> int:
    """Tell everybody once a day what waits for them, and who sent it what is late; returns the messages made.

    Nothing at night or on a day off. The keys of the notices hold the day and the step, so repeating it is harmless.
    """
    local, calendar = timezone.localtime(now()), city_calendar()
    if local.time() < MORNING or is_quiet(local, [NIGHT], calendar):
        return 0
    steps = {step.pk: step for step in _open_steps()}
    rows = [_row(step) for step in steps.values()]
    absent = {pk: row.stand_in_id for pk, row in away({row.who for row in rows}).items()}
    day = local.date()
    told = digests(rows, absent, day, calendar)
    people = User.objects.filter(is_active=True).in_bulk([one.who for one in told])
    for digest in told:
        if person := people.get(digest.who):
            sentence = LATE_TOO if digest.late else WAITING
            said = _Said(sentence, count=digest.waiting, late=digest.late)
            notify(
                person, key=f"signing.digest.{day:%Y%m%d}", sentence=said,
                url=reverse("signing:list"), mail=True,
            )  # fmt: skip
    late = escalated(rows, day, calendar)
    for row in late:
        _escalate(steps[row.step])
    return len(told) + len(late)


def _escalate(step: Step) -> None:
    since = f"{timezone.localtime(step.asked_at):%d/%m/%Y}" if step.asked_at else ""
    said = _Said(OVERDUE, what=str(step.route), whom=str(step.who), since=since)
    key = f"route.{step.route_id}.late.{step.pk}.{step.due_on:%Y%m%d}"
    url = step.route.get_absolute_url()
    notify(step.route.started_by, key=key, sentence=said, url=url, mail=True)


def _open_steps() -> list[Step]:
    rows = Step.objects.filter(state=StepState.ASKED, route__state=RouteState.CIRCULATING)
    return list(rows.select_related("route__paper", "route__started_by", "who"))


def _row(step: Step) -> Open:
    asked = timezone.localdate(step.asked_at or now())
    return Open(step.pk, step.who_id, step.route.started_by_id, asked, step.due_on)
