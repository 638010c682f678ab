"""The consent block as it is shown, and what is known of each item for it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from meetings.consent import Facts
from meetings.models import ConsentItem, Item, Meeting, Recusal, Remark, Stance
from meetings.models.stances import StanceChoice
from meetings.queries import preparing
from meetings.states import BlockState, ItemState


def facts_by_item(meeting: Meeting, items: list[Item]) -> dict[int, Facts]:
    """Return what is known of each item for the block; a fixed number of queries."""
    rules = preparing.rules_of(meeting)
    past, bases = preparing.is_past(meeting, rules), preparing.bases(meeting)
    wanted = {seat.pk for seat in preparing.expected(list(meeting.seats.all()))}
    marks = {row.item_id: row for row in ConsentItem.objects.filter(item__in=items)}
    given: dict[int, list[Stance]] = defaultdict(list)
    for stance in Stance.objects.filter(item__in=items):
        given[stance.item_id].append(stance)
    recused = recusals(meeting)
    return {
        item.pk: _facts(
            item, marks.get(item.pk), given[item.pk], bases.get(item.pk, {}), wanted,
            past=past, recused=recused.get(item.pk, 0),
        )
        for item in items
    }  # fmt: skip


def _facts(
    item: Item, row: ConsentItem | None, given: list[Stance], basis: preparing.Basis,
    wanted: set[int], *, past: bool, recused: int,
) -> Facts:  # fmt: skip
    counts = Counter(stance.choice for stance in given)
    agreed = [s for s in given if s.choice == StanceChoice.AGREE]
    missing = wanted - {stance.seat_id for stance in given}
    return Facts(
        waiting=item.state == ItemState.WAITING,
        purpose=item.purpose,
        papers=bool(basis),
        mark=row.mark if row else "auto",
        moved_back=row is not None and row.moved_back_at is not None,
        recused=recused,
        objections=counts[StanceChoice.OBJECT],
        wishes=counts[StanceChoice.SPEAK],
        outdated=sum(stance.basis != basis for stance in agreed),
        missing=len(missing),
        past=past,
    )


def recusals(meeting: Meeting) -> dict[int, int]:
    """Return how many members are recused on each item; one query."""
    rows = Recusal.objects.filter(item__meeting=meeting).order_by()
    return dict(rows.values_list("item").annotate(n=Count("pk")))


@dataclass
class Prepared:
    """What was prepared for the session: the rows by item, who stands in the block, the block being voted on."""

    rows: dict[int, ConsentItem] = field(default_factory=dict)
    gathered: list[ConsentItem] = field(default_factory=list)
    moved: list[ConsentItem] = field(default_factory=list)
    blocks: list[tuple[Any, list[ConsentItem]]] = field(default_factory=list)
    current: ConsentItem | None = None


def prepared(meeting: Meeting) -> Prepared:
    """Return what the session page shows of the preparation; one query, whatever the size."""
    questions = Remark.objects.filter(item=OuterRef("item"), withdrawn_at=None, answers=None)
    wishes = Stance.objects.filter(
        item=OuterRef("item"), choice=StanceChoice.SPEAK, taken_over_at=None
    )
    rows = (
        ConsentItem.objects.filter(item__meeting=meeting)
        .annotate(remarks=_count(questions, "item"), wishes=_count(wishes, "item"))
        .select_related("item", "block__vote", "moved_back_by")
        .order_by("item__position", "item")
    )
    found = Prepared()
    by_block: dict[int, tuple[Any, list[ConsentItem]]] = {}
    for row in rows:
        found.rows[row.item_id] = row
        if row.item.state == ItemState.WAITING and row.block is None:
            if row.gathered:
                found.gathered.append(row)
            elif row.moved_back_at:
                found.moved.append(row)
        if row.block is not None and row.block.state != BlockState.VOID:
            by_block.setdefault(row.block.pk, (row.block, []))[1].append(row)
        if row.item.state == ItemState.CURRENT:
            found.current = row
    found.blocks = [by_block[pk] for pk in sorted(by_block, reverse=True)]
    return found


def shown(meeting: Meeting) -> dict[str, Any]:
    """Return what the part of the session page needs."""
    found = prepared(meeting)
    voting = any(block.state == BlockState.OPEN for block, _rows in found.blocks)
    current = found.current if found.current and meeting.in_session else None
    asked = current is not None and (current.remarks or current.wishes)  # type: ignore[attr-defined]
    return {
        "gathered": found.gathered, "standing": found.gathered + found.moved, "blocks": found.blocks, "voting": voting,
        "prepared": current if asked else None, "ended": meeting.ended,
    }  # fmt: skip


def _count(rows: Any, of: str) -> Coalesce:
    counted = rows.order_by().values(of).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def adoptions(meeting: Meeting) -> dict[int, Any]:
    """Return the block by which each item was adopted, for the record: {item: block}; one query."""
    rows = ConsentItem.objects.filter(
        Q(block__state=BlockState.ADOPTED), item__meeting=meeting, moved_back_at=None
    )
    return {row.item_id: row.block for row in rows.select_related("block__vote")}
