"""The page of corridors: every path between the rooms can be read here.

Each hears an event of one room and asks another through its door, inside the same transaction.
"""

from collections.abc import Sequence
from typing import Any

from django.db import OperationalError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.refused import Refused
from journal.book import foresee, hear
from journal.models import Entry
from meetings import door as meetings
from opinions import door as opinions
from people.models import User
from people.queries import numbering_clerk
from registry import door as registry
from signing import door as signing
from tasks import door as tasks


@hear(meetings.CONCLUSION_AGREED)
def agreed_conclusions_become_tasks(entry: Entry, conclusion: Any) -> None:
    """An agreed task-conclusion becomes a task, linked to its very sentence; agreeing twice makes one task."""
    if conclusion.kind != "task":
        return
    meeting = conclusion.meeting
    task = tasks.assign(
        title=conclusion.text, lead=conclusion.lead, supporters=list(conclusion.supporters.all()),
        due_on=conclusion.due_on, giver=meeting.chair, by=_who(entry),
        source=tasks.Source(
            label=str(meeting), quote=conclusion.text, url=conclusion.anchor,
            key=f"conclusion.{conclusion.pk}", kind="conclusion", on=localdate(meeting.starts_at),
        ),
    )  # fmt: skip
    meetings.link_task(conclusion, url=task.get_absolute_url())


@hear(tasks.DONE)
def finished_tasks_tick_their_conclusion(entry: Entry, task: Any) -> None:
    """A task whose result was accepted ticks the conclusion it came from."""
    room, _dot, pk = (task.source_key or "").partition(".")
    if room == "conclusion":
        meetings.tick_conclusion(int(pk), by=_who(entry))


@hear(meetings.CONCLUSION_CORRECTED)
def corrected_tasks_are_called_off(entry: Entry, conclusion: Any) -> None:
    """The task of a conclusion that a correction replaced is cancelled, with the correction as its reason.

    It does not wait for who works on the task now: who accepts its result holds it, and will want the conclusion.
    """
    held = tasks.Task.objects.select_for_update(nowait=True)
    try:
        task = held.filter(source_key=f"conclusion.{conclusion.pk}").first()
    except OperationalError as error:
        raise Refused(_("Somebody is working on the task of this conclusion right now. Please look again in a moment.")) from error  # fmt: skip
    if task is not None and task.state not in ("done", "cancelled"):
        reason = str(_("The conclusion was corrected: %(text)s")) % {
            "text": entry.data["correction"]
        }
        tasks.cancel(task, reason=reason, by=_who(entry))


@foresee(meetings.PAPER_READY)
def papers_are_made_ready(*, unit: Any, content: bytes, signers: list[Any]) -> None:
    """The file that will be sent is prepared for its signatures before anybody waits for the database."""
    signing.make_ready(content, _steps(unit, signers))


@hear(meetings.PAPER_READY)
def papers_go_to_be_signed(entry: Entry, paper: Any) -> None:
    """A paper ready in a meeting goes its way: its people sign in order, the agency's clerk numbers and seals."""
    steps = _steps(paper.folder.unit, entry.data.get("signers") or [[entry.data["signer"], ""]])
    version = paper.versions.order_by("-number").first()
    signing.start(paper=paper, version=version, steps=steps, by=_who(entry))


def _as_printed(capacity: str) -> str:
    """Return a capacity line by line, as it stands on the paper: “TM. ỦY BAN NHÂN DÂN”, “CHỦ TỊCH”."""
    return "\n".join(" ".join(line.split()) for line in capacity.splitlines() if line.strip())


def _steps(unit: Any, signers: list[Any]) -> list[signing.StepSpec]:
    """Return the steps of a paper: each signer in their capacity, then number and seal by the clerk."""
    clerk = numbering_clerk(unit)
    if clerk is None:
        raise Refused(_("No clerk can number and seal for %(unit)s.") % {"unit": unit})
    people = User.objects.in_bulk([pk for pk, _capacity in signers])
    return [
        *(
            signing.StepSpec(kind="sign", who=people[pk], unit=unit, capacity=_as_printed(said))
            for pk, said in signers
        ),
        signing.StepSpec(kind="number", who=clerk, unit=unit, capacity=""),
        signing.StepSpec(kind="seal", who=clerk, unit=unit, capacity=""),
    ]


@hear(signing.ROUTE_COMPLETED)
def signed_papers_come_home(entry: Entry, route: Any) -> None:
    """A paper signed and sealed is filed where it came from; the outgoing register learns who signed, and to whom it goes."""
    signers = route.steps.filter(kind="sign").order_by("position").select_related("who")
    registry.signed_by(
        route.paper, [str(step.who) for step in signers], to=_told_to(route.paper), by=_who(entry)
    )
    if route.paper.kind == opinions.SHEET:
        opinions.file_signed_sheet(route.paper, version=route.signed_version, by=_who(entry))
        return
    if _of_the_registry(route.paper):
        rows = route.attachments.filter(sealed__isnull=False).select_related("sealed__paper")
        registry.draft_signed(
            route.paper, sealed=[row.sealed.paper for row in rows], by=_who(entry)
        )
        registry.copy_signed(route.paper, by=_who(entry))
        return
    meetings.file_signed(
        route.paper, version=route.signed_version, notation=route.paper.notation, by=_who(entry)
    )
    meetings.draft_signed(route.paper, notation=route.paper.notation, by=_who(entry))


def _told_to(paper: Any) -> list[str]:
    """Return the recipients (Nơi nhận) of a paper, as the room that drafted or sent it told last."""
    told = Entry.objects.filter(book__topic=paper.book, what=f"paper.{paper.pk}", data__has_key="recipients")  # fmt: skip
    last = told.order_by("-seq").first()
    return list(last.data["recipients"]) if last else []


def unsigned_papers_come_back(entry: Entry, route: Any) -> None:
    """A paper returned or recalled on its way to be signed lets its draft be mended and sent again."""
    meetings.draft_came_back(route.paper, reason=entry.data.get("reason", ""), by=_who(entry))
    registry.came_back(route.paper, reason=entry.data.get("reason", ""), by=_who(entry))
    registry.copy_came_back(route.paper, reason=entry.data.get("reason", ""), by=_who(entry))


hear(signing.ROUTE_RETURNED)(unsigned_papers_come_back)
hear(signing.ROUTE_RECALLED)(unsigned_papers_come_back)


hear(opinions.PAPER_READY)(papers_go_to_be_signed)


@foresee(registry.PAPER_READY)
def drafts_are_made_ready(
    *, unit: Any, content: bytes, steps: list[Any], attachments: Sequence[Any] = ()
) -> None:
    """The file of a draft or a copy is prepared before its transaction begins; what goes with it must be fit for the seal."""
    for version in attachments:
        signing.check_attachment(version)
    signing.make_ready(content, _registry_steps(unit, steps))


@hear(registry.PAPER_READY)
def drafts_go_to_be_signed(entry: Entry, paper: Any) -> None:
    """A draft or a copy goes its way: initials, signatures, then number and seal of it and of its attachments."""
    steps = _registry_steps(paper.folder.unit, entry.data["steps"])
    version = paper.versions.order_by("-number").first()
    route = signing.start(paper=paper, version=version, steps=steps, by=_who(entry))
    for one in registry.to_be_sealed(paper):
        signing.attach(route, one, by=_who(entry))


@hear(registry.SIGNER_CHANGED)
def papers_of_another_signer_are_taken_back(entry: Entry, draft: Any) -> None:
    """A draft that somebody else will sign is taken back first; a signature that stands is not thrown away so.

    It does not wait for who signs or returns the paper now: they hold the way, and will want the draft.
    """
    held = draft.paper.routes.select_for_update(nowait=True).filter(state="circulating")
    try:
        route = held.first()
    except OperationalError as error:
        raise Refused(_("Somebody is signing or returning this paper right now. Please look again in a moment.")) from error  # fmt: skip
    if route is None:
        return
    if route.steps.filter(kind="sign", state="signed").exists():
        raise Refused(
            _("Somebody has signed already. Recall the paper with a reason, then send it anew.")
        )
    signing.recall(route, reason=entry.data["why"], by=_who(entry))


def _registry_steps(unit: Any, steps: list[Any]) -> list[signing.StepSpec]:
    """Return the steps: kind, person and capacity of each, then number and seal."""
    clerk = numbering_clerk(unit)
    if clerk is None:
        raise Refused(_("No clerk can number and seal for %(unit)s.") % {"unit": unit})
    people = User.objects.in_bulk([pk for _kind, pk, _capacity in steps])
    said = [
        signing.StepSpec(kind=kind, who=people[pk], unit=unit, capacity=_as_printed(capacity)[:200])
        for kind, pk, capacity in steps
    ]
    return [
        *said,
        *(signing.StepSpec(kind=kind, who=clerk, unit=unit) for kind in ("number", "seal")),
    ]


def _of_the_registry(paper: Any) -> bool:
    """Say whether a paper is a draft's or a copy's of the registry."""
    return hasattr(paper, "registry_draft") or hasattr(paper, "registry_copy")


def _who(entry: Entry) -> User:
    """Return who acted; what passes through a corridor was always done by a person."""
    if entry.who is None:
        raise LookupError(f"{entry}: nobody did this")
    return entry.who
