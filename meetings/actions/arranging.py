"""Arranging the conclusions: their order, their depth, one split into two, two joined into one."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.models import Conclusion
from meetings.numbering import DEEPEST
from meetings.states import ConclusionState, MeetingState
from people.models import User

GONE = (ConclusionState.STRUCK, ConclusionState.CORRECTED)


@transaction.atomic
def move_conclusion(conclusion: Conclusion, *, up: bool, by: User) -> Conclusion:
    """Swap a conclusion with its neighbour in the same item, agreed or not; at the end nothing happens."""
    order = _arrangeable(conclusion)
    here = next(n for n, row in enumerate(order) if row.pk == conclusion.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        _renumber(order)
        tell(events.CONCLUSIONS_ARRANGED, who=by, what=order[there])
    return locked(conclusion)


@transaction.atomic
def indent_conclusion(conclusion: Conclusion, *, deeper: bool, by: User) -> Conclusion:
    """Make a clause a point of the one above it, or lift it; beyond the scheme nothing happens."""
    order = _arrangeable(conclusion)
    here = next(n for n, row in enumerate(order) if row.pk == conclusion.pk)
    row = order[here]
    highest = min(DEEPEST, order[here - 1].level + 1) if here else 0
    level = max(0, min(highest, row.level + (1 if deeper else -1)))
    if level != row.level:
        row.level = level
        row.save(update_fields=["level"])
        tell(events.CONCLUSIONS_ARRANGED, who=by, what=row)
    return row


@transaction.atomic
def split_conclusion(conclusion: Conclusion, *, at: int, by: User) -> tuple[Conclusion, Conclusion]:
    """Split a draft before the letter ``at`` into two; the second has neither lead nor deadline yet."""
    order = _arrangeable(conclusion)
    row = _draft(conclusion)
    first, second = row.text[:at].strip(), row.text[at:].strip()
    if not first or not second:
        raise Refused(_("Put the cursor between two sentences: both parts need words."))
    row.text = first
    row.save(update_fields=["text"])
    new = Conclusion.objects.create(
        meeting=row.meeting, item=row.item, kind=row.kind, text=second, level=row.level,
        created_by=by,
    )  # fmt: skip
    here = next(n for n, one in enumerate(order) if one.pk == row.pk)
    order[here : here + 1] = [row, new]
    _renumber(order)
    tell(events.CONCLUSION_CHANGED, who=by, what=row, before=conclusion.text)
    tell(events.CONCLUSION_DRAFTED, who=by, what=new, kind=new.kind)
    return row, new


@transaction.atomic
def join_conclusion(conclusion: Conclusion, *, by: User) -> Conclusion:
    """Join a draft to the draft above it; the lower one is struck out and kept in the journal."""
    order = _arrangeable(conclusion)
    row = _draft(conclusion)
    here = next(n for n, one in enumerate(order) if one.pk == row.pk)
    if not here:
        raise Refused(_("There is no conclusion above to join it to."))
    above = _draft(order[here - 1])
    before, above.text = above.text, f"{above.text.rstrip()} {row.text}"[:4000]
    above.lead, above.due_on = above.lead or row.lead, above.due_on or row.due_on
    above.save(update_fields=["text", "lead", "due_on"])
    above.supporters.add(*row.supporters.all())
    row.move_to(ConclusionState.STRUCK)
    tell(events.CONCLUSION_CHANGED, who=by, what=above, before=before)
    tell(events.CONCLUSION_STRUCK, who=by, what=row)
    return above


def _arrangeable(conclusion: Conclusion) -> list[Conclusion]:
    """Return the standing conclusions of the same item in order, the meeting locked."""
    meeting = locked(conclusion.meeting)
    if meeting.state in (MeetingState.CONCLUDED, MeetingState.CANCELLED):
        raise Refused(_("The record is complete; its conclusions are no longer arranged."))
    rows = meeting.conclusions.filter(item=conclusion.item_id).exclude(state__in=GONE)
    pending = rows.filter(state=ConclusionState.DRAFT, corrects__isnull=False)
    order = list(rows.exclude(pk__in=pending.values("pk")).order_by("position", "pk"))
    if all(row.pk != conclusion.pk for row in order):
        raise Refused(_("This conclusion no longer stands."))
    return order


def _draft(conclusion: Conclusion) -> Conclusion:
    row = locked(conclusion)
    if row.state != ConclusionState.DRAFT:
        raise Refused(_("An agreed conclusion is no longer changed; write a correction."))
    return row


def _renumber(order: list[Conclusion]) -> None:
    for position, row in enumerate(order, start=1):
        row.position = position
    Conclusion.objects.bulk_update(order, ["position"])
