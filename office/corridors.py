"""The page of corridors: every path between the rooms can be read here.

Each hears an event of one room and asks another through its door, inside the same transaction.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.refused import Refused
from journal.book import hear
from journal.models import Entry
from meetings import door as meetings
from people.models import User
from people.queries import numbering_clerk
from signing import door as signing
from tasks import door as tasks


@hear(meetings.CONCLUSION_AGREED)
def agreed_conclusions_become_tasks(entry: Entry, conclusion: Any) -> None:
    """An agreed task-conclusion becomes a task, linked to its very sentence; agreeing twice makes one task."""
    if conclusion.kind != "task":
        return
    meeting = conclusion.meeting
    tasks.assign(
        title=conclusion.text, lead=conclusion.lead, supporters=list(conclusion.supporters.all()),
        due_on=conclusion.due_on, giver=meeting.chair, by=_who(entry),
        source=tasks.Source(
            label=str(meeting), quote=conclusion.text, url=conclusion.anchor,
            key=f"conclusion.{conclusion.pk}",
        ),
    )  # fmt: skip


@hear(tasks.DONE)
def finished_tasks_tick_their_conclusion(entry: Entry, task: Any) -> None:
    """A task whose result was accepted ticks the conclusion it came from."""
    room, _dot, pk = (task.source_key or "").partition(".")
    if room == "conclusion":
        meetings.tick_conclusion(int(pk), by=_who(entry))


@hear(meetings.PAPER_READY)
def decisions_go_to_be_signed(entry: Entry, paper: Any) -> None:
    """A decision ready in a meeting goes its way: the chair signs, the agency's clerk numbers and seals."""
    signer = User.objects.get(pk=entry.data["signer"])
    unit = paper.folder.unit
    clerk = numbering_clerk(unit)
    if clerk is None:
        raise Refused(_("No clerk can number and seal for %(unit)s.") % {"unit": unit})
    steps = [
        signing.StepSpec(kind="sign", who=signer, unit=unit, capacity=""),
        signing.StepSpec(kind="number", who=clerk, unit=unit, capacity=""),
        signing.StepSpec(kind="seal", who=clerk, unit=unit, capacity=""),
    ]
    version = paper.versions.order_by("-number").first()
    signing.start(paper=paper, version=version, steps=steps, by=_who(entry))


@hear(signing.ROUTE_COMPLETED)
def signed_papers_come_home(entry: Entry, route: Any) -> None:
    """A paper signed and sealed is filed where it came from."""
    meetings.file_signed(
        route.paper, version=route.signed_version, notation=route.paper.notation, by=_who(entry)
    )


def _who(entry: Entry) -> User:
    """Return who acted; what passes through a corridor was always done by a person."""
    if entry.who is None:
        raise LookupError(f"{entry}: nobody did this")
    return entry.who
