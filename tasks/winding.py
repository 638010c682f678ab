"""The clock of a task is wound up again by whatever happens to it; days and absences are heard from the floor below."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.book import hear
from journal.events import Event
from journal.models import Entry
from notices.door import DAY_REMOVED, DAY_SET, notify
from people import events as of_people
from people.models import Absence, Post, User
from tasks import events
from tasks.actions.calendars import day_changed, unit_day_changed
from tasks.actions.entrusting import entrust_papers, tidy
from tasks.actions.reminding import wind_up
from tasks.models import Task
from tasks.sentences import Said
from tasks.states import OPEN

SILENT = {events.REMINDED, events.URGED, events.SNOOZED, events.DAY_MOVED}


def step(_entry: Entry, what: Any) -> None:
    """Something happened to a task: its next reminder may be another one."""
    if isinstance(what, Task) and what.pk:
        task = Task.objects.get(pk=what.pk)
        wind_up(task)
        what.remind_at = task.remind_at


def day(entry: Entry, what: Any) -> None:
    """The city's calendar changed: deadlines and reminders move with it."""
    removed = entry.event == DAY_REMOVED.name
    before = what.kind if removed else entry.data.get("before", "")
    day_changed(what, before=before, after="" if removed else what.kind, reason=what.reason)


def unit_day(_entry: Entry, what: Any) -> None:
    """A unit's calendar changed."""
    unit_day_changed(what.unit)


def stand_in(_entry: Entry, what: Absence) -> None:
    """Tell the stand-in what is entrusted to them, and open its papers when it begins today."""
    entrust_papers()
    number = open_for(what.person)

    def words() -> str:
        told = {
            "n": number,
            "person": what.person,
            "since": f"{what.since:%d/%m/%Y}",
            "until": f"{what.until:%d/%m/%Y}",
        }
        return (
            ngettext(
                "You stand in for %(person)s from %(since)s to %(until)s: %(n)s open task",
                "You stand in for %(person)s from %(since)s to %(until)s: %(n)s open tasks",
                number,
            )
            % told
        )

    notify(
        what.stand_in,
        key=f"absence.{what.pk}",
        sentence=Said(words),
        url=reverse("people:absences"),
        mail=True,
    )
    if what.by_id != what.person_id:
        _tell_away(what)


def _tell_away(what: Absence) -> None:
    """Tell the person for whom somebody else announced it, so that nobody is replaced without knowing."""
    told = {"by": what.by, "stand_in": what.stand_in, "until": f"{what.until:%d/%m/%Y}"}
    words = Said(
        lambda: (
            _("%(by)s announced that you are away until %(until)s; %(stand_in)s stands in for you")
            % told
        )
    )
    notify(
        what.person,
        key=f"absence.{what.pk}.for",
        sentence=words,
        url=reverse("people:absences"),
        mail=True,
    )


def stand_in_ended(_entry: Entry, what: Absence) -> None:
    """Tell the stand-in that it is over; the papers are theirs no longer."""
    tidy(what.stand_in)
    said = Said(lambda: _("You no longer stand in for %(person)s") % {"person": what.person})
    notify(
        what.stand_in, key=f"absence.{what.pk}.ended", sentence=said, url=reverse("people:absences")
    )


def post_ended(_entry: Entry, what: Post) -> None:
    """Rights follow the posts: who left one reads the papers of its tasks no longer."""
    transaction.on_commit(lambda: tidy(what.user))  # the post itself goes after it was told


def open_for(person: User) -> int:
    """How many open tasks the person leads or gave."""
    mine = Q(lead_person=person) | Q(giver=person)
    return Task.objects.filter(mine, state__in=OPEN).count()


for _event in list(vars(events).values()):
    if isinstance(_event, Event) and _event not in SILENT:
        hear(_event)(step)
for _event in (DAY_SET, DAY_REMOVED):
    hear(_event)(day)
for _event in (of_people.UNIT_DAY_SET, of_people.UNIT_DAY_REMOVED):
    hear(_event)(unit_day)
hear(of_people.ABSENCE_ANNOUNCED)(stand_in)
hear(of_people.ABSENCE_ENDED)(stand_in_ended)
hear(of_people.POST_ENDED)(post_ended)
