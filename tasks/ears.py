"""What the room does itself when something happened to a task; heard inside the telling transaction."""

from typing import Any

from journal.book import hear
from journal.events import Event
from journal.models import Entry
from tasks import events
from tasks.actions.foreseeing import foresee_task
from tasks.models import Task

NO_STEP = {events.COMMENTED, events.REMINDED}


def look_ahead(_entry: Entry, what: Any) -> None:
    """A step was taken: the task's outlook is worked out anew."""
    if isinstance(what, Task):
        foresee_task(what)


for _event in vars(events).values():
    if isinstance(_event, Event) and _event not in NO_STEP:
        hear(_event)(look_ahead)
