"""Corridors of incoming documents: a leader's direction becomes a task; what happens to the task flows back.

Each hears an event of one room and asks another through its door, inside the same transaction.
"""

from typing import Any

from django.utils.translation import gettext as _

from journal.book import hear
from journal.models import Entry
from people.models import User
from registry import door as registry
from tasks import door as tasks

SHORT = 60  # a direction shorter than this says too little as a task's title


@hear(registry.INCOMING_DIRECTED)
def directions_become_tasks(entry: Entry, line: Any) -> None:
    """A leader's direction becomes a task of the lead, with its deadline, supporters and the document as its source."""
    row, who = line.incoming, _who(entry)
    named = f"{row.notation} – {row.subject}" if row.notation else row.subject
    first = " ".join(line.text.split())
    title = first if len(first) > SHORT else f"{first} ({named})"
    task = tasks.assign(
        title=title, lead=line.lead, giver=line.by, by=who, due_on=line.due_on,
        detail=f"{line.text}\n\n{named}", supporters=list(line.supporters.all()),
        source=tasks.Source(
            label=str(row), quote=row.subject, url=row.get_absolute_url(), key=line.key, kind="above",
            number=row.notation, on=row.dated_on, sender=row.issuer,
        ),
    )  # fmt: skip
    registry.link_task(line, url=task.get_absolute_url())


@hear(tasks.ACCEPTED)
def work_began(entry: Entry, task: Any) -> None:
    """The task of a document was accepted: the sender may hear that work began."""
    _flow(entry, task, "accepted", entry.who)


@hear(tasks.HANDED_ON)
def work_was_handed_on(entry: Entry, task: Any) -> None:
    """Who was handed the task may read the document."""
    _flow(entry, task, task.state, task.lead_person)


@hear(tasks.REPORTED)
def work_was_reported(entry: Entry, task: Any) -> None:
    """The lead says that it is done; the giver has yet to accept it."""
    _flow(entry, task, "reported", None)


@hear(tasks.RETURNED)
def work_goes_on(entry: Entry, task: Any) -> None:
    """The result was returned: the work goes on."""
    _flow(entry, task, "accepted", None)


@hear(tasks.DONE)
def finished_tasks_settle_their_document(entry: Entry, task: Any) -> None:
    """A task whose result was accepted settles the document it came from."""
    if _of_a_document(task):
        report = str(_("The task “%(task)s” is done.")) % {"task": task.title}
        registry.task_ended(task.source_key, state="done", outcome=report, by=_who(entry))


@hear(tasks.CANCELLED)
def cancelled_tasks_wait_for_a_new_direction(entry: Entry, task: Any) -> None:
    """A task that was called off leaves its document waiting for another direction."""
    if _of_a_document(task):
        reason = str(entry.data.get("reason", ""))
        registry.task_ended(task.source_key, state="cancelled", outcome=reason, by=_who(entry))


def _flow(_entry: Entry, task: Any, state: str, reader: User | None) -> None:
    if _of_a_document(task):
        registry.task_moved(task.source_key, state=state, reader=reader)


def _of_a_document(task: Any) -> bool:
    return (task.source_key or "").startswith("incoming.")


def _who(entry: Entry) -> User:
    """Return who acted; what passes through a corridor was always done by a person."""
    if entry.who is None:
        raise LookupError(f"{entry}: nobody did this")
    return entry.who
