"""Conclusions: written down, agreed, and ticked when fulfilled."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.actions import add_paper
from documents.models import Paper
from journal.book import tell
from meetings import events
from meetings.models import Conclusion, Item, Meeting
from meetings.models.conclusions import ConclusionKind
from meetings.states import ConclusionState, MeetingState
from people.models import Unit, User

WRITABLE = (MeetingState.OPEN, MeetingState.PAUSED, MeetingState.CLOSED)


@transaction.atomic
def draft_conclusion(  # noqa: PLR0913  a conclusion says what, which, who, with whom, until when
    meeting: Meeting, *, text: str, kind: str, by: User, item: Item | None = None,
    lead: Unit | None = None, supporters: Iterable[Unit] = (), due_on: date | None = None, level: int = 0,
) -> Conclusion:  # fmt: skip
    """Write a conclusion down while the meeting is in session or just closed."""
    meeting = locked(meeting)
    if meeting.state not in WRITABLE:
        raise Refused(_("Conclusions are written while the meeting is in session or just closed."))
    conclusion = Conclusion.objects.create(
        meeting=meeting, item=item, kind=kind, text=_text(text), lead=lead, due_on=due_on,
        created_by=by, position=last_position(meeting, item) + 1, level=level,
    )  # fmt: skip
    conclusion.supporters.set(supporters)
    tell(events.CONCLUSION_DRAFTED, who=by, what=conclusion, kind=kind)
    return conclusion


@transaction.atomic
def change_conclusion(conclusion: Conclusion, *, by: User, **fields: object) -> Conclusion:
    """Reword a draft."""
    conclusion = locked(conclusion)
    if conclusion.state != ConclusionState.DRAFT:
        raise Refused(_("An agreed conclusion is no longer changed; write a correction."))
    if "text" in fields:
        fields["text"] = _text(str(fields["text"]))
    if "item" in fields and fields["item"] != conclusion.item:
        conclusion.position = last_position(conclusion.meeting, fields["item"]) + 1  # type: ignore[arg-type]
    before = conclusion.text
    for name in ("text", "kind", "lead", "due_on", "item"):
        setattr(conclusion, name, fields.get(name, getattr(conclusion, name)))
    conclusion.save()
    if "supporters" in fields:
        conclusion.supporters.set(fields["supporters"])  # type: ignore[arg-type]
    tell(events.CONCLUSION_CHANGED, who=by, what=conclusion, before=before)
    return conclusion


@transaction.atomic
def agree_conclusion(conclusion: Conclusion, *, by: User) -> Conclusion:
    """Agree: from here on it is fixed; a task goes to its lead through the corridor."""
    locked(conclusion.meeting)
    conclusion = locked(conclusion)
    return _agree(conclusion, by)


@transaction.atomic
def agree_all(meeting: Meeting, *, by: User) -> list[Conclusion]:
    """Agree on every draft at once, all or none; the sentence of a refusal names the clause that is not ready."""
    meeting = locked(meeting)
    rows = meeting.conclusions.filter(state=ConclusionState.DRAFT)
    drafts = list(rows.order_by("item__position", "position", "pk"))
    if not drafts:
        raise Refused(_("There is no draft left to agree on."))
    return [_agree(row, by) for row in drafts]


def _agree(conclusion: Conclusion, by: User) -> Conclusion:
    if not may_agree(conclusion):
        raise Refused(
            _("A task needs a lead unit before it is agreed: %(text)s")
            % {"text": conclusion.text[:120]}
        )
    conclusion.move_to(ConclusionState.AGREED)
    if conclusion.corrects is not None:
        before = locked(conclusion.corrects)
        conclusion.position, conclusion.level = before.position, before.level
        conclusion.save(update_fields=["position", "level"])
        before.move_to(ConclusionState.CORRECTED)
        tell(events.CONCLUSION_CORRECTED, who=by, what=before, correction=conclusion.text[:300])
    tell(events.CONCLUSION_AGREED, who=by, what=conclusion)
    return conclusion


@transaction.atomic
def correct_conclusion(conclusion: Conclusion, *, by: User, **fields: object) -> Conclusion:
    """Draft a correction of an agreed conclusion; both are kept, the old one stands until the new one is agreed."""
    given: dict[str, Any] = dict(fields)
    meeting = locked(conclusion.meeting)
    conclusion = locked(conclusion)
    if meeting.state not in (*WRITABLE, MeetingState.CONCLUDED):
        raise Refused(_("Conclusions are written while the meeting is in session or just closed."))
    if not conclusion.may_move_to(ConclusionState.CORRECTED):
        raise Refused(_("Only an agreed conclusion is corrected; a draft is simply reworded."))
    if conclusion.corrections.filter(state=ConclusionState.DRAFT).exists():
        raise Refused(_("A correction of this conclusion is being written already."))
    row = Conclusion.objects.create(
        meeting=meeting, item=conclusion.item, position=conclusion.position,
        level=conclusion.level, corrects=conclusion, created_by=by,
        kind=given.get("kind", conclusion.kind), text=_text(str(given.get("text", conclusion.text))),
        lead=given.get("lead", conclusion.lead), due_on=given.get("due_on", conclusion.due_on),
    )  # fmt: skip
    row.supporters.set(given.get("supporters", conclusion.supporters.all()))
    tell(events.CONCLUSION_DRAFTED, who=by, what=row, kind=row.kind, corrects=conclusion.pk)
    return row


@transaction.atomic
def attach_file(conclusion: Conclusion, *, upload: Any, by: User, title: str = "") -> Paper:
    """Attach a PDF to a conclusion; it is filed in the meeting's folder."""
    meeting = conclusion.meeting
    if conclusion.state in (ConclusionState.STRUCK, ConclusionState.CORRECTED):
        raise Refused(_("Nothing is attached to a conclusion that no longer stands."))
    paper = add_paper(meeting.folder, title=title, upload=upload, by=by, kind="attachment")
    conclusion.papers.add(paper)
    tell(events.CONCLUSION_FILE_ADDED, who=by, what=conclusion, paper=paper.title)
    return paper


@transaction.atomic
def link_task(conclusion: Conclusion, *, url: str) -> Conclusion:
    """Note where the task lies that the agreed conclusion became; part of telling that it was agreed."""
    conclusion.task_url = url[:200]
    conclusion.save(update_fields=["task_url"])
    return conclusion


def last_position(meeting: Meeting, item: Item | None) -> int:
    """Return the highest position among the conclusions of the item (of no item: of the whole meeting)."""
    rows = meeting.conclusions.filter(item=item)
    return rows.aggregate(last=Max("position"))["last"] or 0


def may_agree(conclusion: Conclusion) -> bool:
    """Say whether nothing is missing for agreeing."""
    return conclusion.kind != ConclusionKind.TASK or conclusion.lead_id is not None


def _text(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("Please write the conclusion."))
    return text[:4000]


@transaction.atomic
def strike_conclusion(conclusion: Conclusion, *, by: User) -> Conclusion:
    """Strike a draft out; it is kept in the journal."""
    locked(conclusion.meeting)
    conclusion = locked(conclusion)
    conclusion.move_to(ConclusionState.STRUCK)
    tell(events.CONCLUSION_STRUCK, who=by, what=conclusion)
    return conclusion


@transaction.atomic
def tick_conclusion(pk: int, *, by: User) -> Conclusion:
    """Tick a conclusion whose task is done."""
    conclusion = Conclusion.objects.select_for_update().get(pk=pk)
    if conclusion.state == ConclusionState.AGREED:
        conclusion.move_to(ConclusionState.FULFILLED)
        tell(events.CONCLUSION_FULFILLED, who=by, what=conclusion)
    return conclusion
