"""Conclusions: written down, agreed, and ticked when fulfilled."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
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
    lead: Unit | None = None, supporters: Iterable[Unit] = (), due_on: date | None = None,
) -> Conclusion:  # fmt: skip
    """Write a conclusion down while the meeting is in session or just closed."""
    meeting = locked(meeting)
    if meeting.state not in WRITABLE:
        raise Refused(_("Conclusions are written while the meeting is in session or just closed."))
    conclusion = Conclusion.objects.create(
        meeting=meeting, item=item, kind=kind, text=text.strip(), lead=lead, due_on=due_on,
        created_by=by,
    )  # fmt: skip
    conclusion.supporters.set(supporters)
    tell(events.CONCLUSION_DRAFTED, who=by, what=conclusion, kind=kind)
    return conclusion


@transaction.atomic
def change_conclusion(conclusion: Conclusion, *, by: User, **fields: object) -> Conclusion:
    """Reword a draft."""
    conclusion = locked(conclusion)
    if conclusion.state != ConclusionState.DRAFT:
        raise Refused(_("An agreed conclusion is no longer changed."))
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
    if conclusion.kind == ConclusionKind.TASK and conclusion.lead is None:
        raise Refused(_("A task needs a lead unit before it is agreed."))
    conclusion.move_to(ConclusionState.AGREED)
    tell(events.CONCLUSION_AGREED, who=by, what=conclusion)
    return conclusion


@transaction.atomic
def strike_conclusion(conclusion: Conclusion, *, by: User) -> Conclusion:
    """Strike a draft out; it is kept in the journal."""
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
