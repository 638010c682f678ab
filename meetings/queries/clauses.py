"""The conclusions as they are read: by item, numbered, corrections beside what they correct."""

from dataclasses import dataclass, field

from meetings.models import Conclusion, Item, Meeting
from meetings.numbering import labels
from meetings.quick import UnitName
from meetings.states import ConclusionState
from people.models import Unit


@dataclass
class Clause:
    """A conclusion with its label, the correction that is being written, and what it replaced."""

    row: Conclusion
    label: str
    pending: Conclusion | None = None
    earlier: list[Conclusion] = field(default_factory=list)


@dataclass
class ClauseGroup:
    """The clauses of an item (None: of the whole meeting); each item begins with 1 again."""

    item: Item | None
    clauses: list[Clause]


def clauses(meeting: Meeting) -> list[ClauseGroup]:
    """Return the conclusions that stand, in their order; three queries."""
    rows = meeting.conclusions.exclude(state=ConclusionState.STRUCK)
    rows = rows.select_related("item", "lead").prefetch_related("supporters", "papers__versions")
    found = list(rows.order_by("item__position", "position", "pk"))
    by_pk = {row.pk: row for row in found}
    pending: dict[int | None, Conclusion] = {
        row.corrects_id: row
        for row in found
        if row.corrects_id and row.state == ConclusionState.DRAFT
    }
    groups: dict[int | None, list[Conclusion]] = {}
    for row in found:
        if row.state != ConclusionState.CORRECTED and row not in pending.values():
            groups.setdefault(row.item_id, []).append(row)
    ordered = sorted(groups, key=lambda item_id: item_id is None)  # the whole meeting comes last
    return [_group(groups[item_id], pending, by_pk) for item_id in ordered]


def _group(
    rows: list[Conclusion], pending: dict[int | None, Conclusion], by_pk: dict[int, Conclusion]
) -> ClauseGroup:
    said = labels([row.level for row in rows])
    told = [
        Clause(row, label, pending.get(row.pk), _earlier(row, by_pk))
        for row, label in zip(rows, said, strict=True)
    ]
    return ClauseGroup(rows[0].item, told)


def _earlier(row: Conclusion, by_pk: dict[int, Conclusion]) -> list[Conclusion]:
    found: list[Conclusion] = []
    while row.corrects_id in by_pk and len(found) < 50:
        row = by_pk[row.corrects_id]
        found.append(row)
    return found


def unit_names() -> list[UnitName]:
    """Return the names of all units, for reading what is typed."""
    rows = Unit.objects.order_by("position", "name").values_list("pk", "name", "short", "code")
    return [UnitName(*row) for row in rows]
