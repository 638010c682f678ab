"""The page of corridors: every path between the rooms can be read here.

Each hears an event of one room and asks another through its door, inside the same transaction.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.refused import Refused
from journal.book import hear
from journal.models import Entry
from meetings import door as meetings
from notices.door import notify
from people.models import User
from people.queries import numbering_clerk
from signing import door as signing
from tasks import door as tasks

INVITED = _("You are invited: %(meeting)s, %(day)s at %(hour)s, %(place)s")


@hear(meetings.MEETING_CONVENED)
def invitations_go_out(entry: Entry, meeting: Any) -> None:
    """Everybody with a seat is told by bell and mail when a meeting is convened."""
    for seat in meeting.seats.select_related("user").exclude(user=entry.who):
        _invite(seat.user, meeting)


@hear(meetings.SEAT_INVITED)
def late_invitations_go_out(entry: Entry, seat: Any) -> None:
    """Who is put on the list of a convened meeting is told like everybody before, once."""
    if seat.meeting.state != "draft" and seat.user_id != entry.who_id:
        _invite(seat.user, seat.meeting)


def _invite(person: User, meeting: Any) -> None:
    start = timezone.localtime(meeting.starts_at)
    words = {
        "meeting": meeting,
        "day": f"{start:%d/%m/%Y}",
        "hour": f"{start:%H:%M}",
        "place": meeting.place or "–",
    }
    notify(
        person, key=f"meeting.{meeting.pk}.convened", url=meeting.get_absolute_url(),
        sentence=Lazily(INVITED, words), mail=True,
    )  # fmt: skip


@hear(meetings.MEETING_CANCELLED)
def cancellations_go_out(entry: Entry, meeting: Any) -> None:
    """Everybody who was invited is told when a meeting is cancelled, and why; of a draft nobody ever heard."""
    if entry.data.get("was") == "draft":
        return
    sentence = _("Cancelled: %(meeting)s. Reason: %(reason)s")
    words = {"meeting": meeting, "reason": entry.data.get("reason", "")}
    for seat in meeting.seats.select_related("user").exclude(user=entry.who):
        notify(
            seat.user, key=f"meeting.{meeting.pk}.cancelled", url=meeting.get_absolute_url(),
            sentence=Lazily(sentence, words), mail=True, urgent=True,
        )  # fmt: skip


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


class Lazily:
    """A sentence with its words, said in the language of whoever reads it."""

    def __init__(self, sentence: Any, words: dict[str, Any]) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words
