"""Who hears of what in the bell and by mail: one table. Heard inside the telling transaction."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from journal.book import hear
from journal.events import Event
from journal.models import Entry
from journal.queries import who_words
from notices.door import notify
from people.models import User
from realtime.nudge import stale
from tasks import events
from tasks.bells_of_work import NAMED, WORK, Bell
from tasks.circle import Circle, circle
from tasks.models import Task
from tasks.sentences import Said
from tasks.states import Priority

BELLS: dict[Event, Bell] = {
    events.DAY_MOVED: Bell(
        _("The calendar changed (%(reason)s): “%(what)s” now ends on %(day)s instead of %(old)s"),
        ("lead", "giver"),
    ),
    events.ASSIGNED: Bell(
        _("New task from %(who)s: “%(what)s”, deadline %(due)s"),
        ("lead", "clerk", "supporter"),
        mail=True,
    ),
    events.ACCEPTED: Bell(_("%(who)s accepted “%(what)s”"), ("giver",)),
    events.DECLINED: Bell(_("%(who)s declined “%(what)s”: %(reason)s"), ("giver",), mail=True),
    events.HANDED_ON: Bell(
        _("%(who)s handed “%(what)s” on to %(lead)s"), ("lead", "giver"), mail=True
    ),
    events.PROGRESS: Bell(_("%(who)s reported %(percent)s%% of “%(what)s”"), ("giver",)),
    events.REPORTED: Bell(
        _("%(who)s handed in the result of “%(what)s”: please decide"), ("giver",), mail=True
    ),
    events.RETURNED: Bell(
        _("%(who)s returned the result of “%(what)s”: %(reason)s"), ("lead", "head"), mail=True
    ),
    events.DONE: Bell(
        _("%(who)s accepted the result of “%(what)s”"), ("lead", "head", "supporter")
    ),
    events.CANCELLED: Bell(
        _("%(who)s cancelled “%(what)s”: %(reason)s"), ("lead", "head", "supporter"), mail=True
    ),
    events.DUE_CHANGED: Bell(
        _("%(who)s moved the deadline of “%(what)s” from %(old)s to %(due)s: %(reason)s"),
        ("lead", "head", "supporter", "giver"),
        mail=True,
    ),
    **WORK,
    events.COMMENTED: Bell(
        _("%(who)s wrote about “%(what)s”: %(text)s"), ("lead", "supporter", "giver")
    ),
}


def ring(entry: Entry, task: Task) -> None:
    """Tell the people of the event's roles, except who acted; let everybody's lists refresh."""
    bell = BELLS.get(Event.known[entry.event])
    around = circle(task)
    if bell is not None:
        words = {**entry.data, "who": who_words(entry), "what": task.title}
        named = set(entry.data.get("named") or ())  # they are told so in a sentence of their own
        for person in _people(around, bell, entry):
            if person.pk in named:
                continue
            if person.pk != entry.who_id:
                _tell(person, bell, entry, task, words)
    for person in around.everybody():
        transaction.on_commit(partial(stale, person.topic, ["my_work", "given"]), robust=True)


def _people(around: Circle, bell: Bell, entry: Entry) -> list[User]:
    """The people of the bell's roles; “named” are those the entry itself names."""
    found = around.of(*(role for role in bell.to if role != NAMED))
    if NAMED not in bell.to:
        return found
    named = User.objects.filter(pk__in=entry.data.get("to") or (), is_active=True)
    return list({one.pk: one for one in [*found, *named]}.values())


def _tell(person: User, bell: Bell, entry: Entry, task: Task, words: dict[str, Any]) -> None:
    notify(
        person,
        key=f"{task.book}.{entry.seq}",
        sentence=Said(lambda: str(bell.sentence) % words),
        url=task.get_absolute_url(),
        mail=bell.mail,
        urgent=task.priority == Priority.FLASH,
    )


for _event in (*BELLS, events.REMINDED):
    hear(_event)(ring)
