"""One person's preparation: the items with their papers, what was read, said, asked and noted; a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from documents.models import Version
from meetings.consent import is_asked
from meetings.models import Item, Meeting, Reading, ReadingRules, Remark, Seat, Stance, StanceChange
from meetings.models.stances import StanceChoice
from meetings.pages_seen import is_read
from meetings.queries import preparing
from meetings.queries.notes import Opened, notes_of
from meetings.queries.readiness import debatable
from meetings.queries.session import agenda, planned_times
from meetings.states import MeetingState
from people.models import User


@dataclass
class PaperRow:
    """A paper of an item: its newest version, what I have seen of it, and the older version I had read."""

    version: Version
    reading: Reading | None = None
    older: Version | None = None
    older_page: int = 1

    @property
    def is_new(self) -> bool:
        """Say whether I never opened any version of it."""
        return self.reading is None and self.older is None

    @property
    def is_changed(self) -> bool:
        """Say whether it was replaced since I read it."""
        return self.reading is None and self.older is not None

    @property
    def is_read(self) -> bool:
        """Say whether I have read it."""
        seen = self.reading
        return seen is not None and is_read(
            seen.pages_seen, self.version.pages, finished=seen.finished
        )

    @property
    def page(self) -> int:
        """Where to go on: where I stopped, also when that was in the older version."""
        at = self.reading.last_page if self.reading else self.older_page
        return min(max(1, at), self.version.pages)


@dataclass
class ItemRow:
    """An item of my reading list."""

    item: Item
    number: int
    planned_at: datetime
    papers: list[PaperRow] = field(default_factory=list)
    asked: bool = False
    stance: Stance | None = None
    outdated: bool = False
    remarks: int = 0
    notes: list[Opened] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        """Say whether every paper of it is read."""
        return all(paper.is_read for paper in self.papers)

    @property
    def is_changed(self) -> bool:
        """Say whether one of its papers was replaced since I read it."""
        return any(paper.is_changed for paper in self.papers)

    @property
    def missing(self) -> bool:
        """Say whether my position on it is still asked for."""
        return self.asked and (self.stance is None or self.outdated)


@dataclass
class MyReading:
    """My preparation of a meeting."""

    meeting: Meeting
    seat: Seat
    rules: ReadingRules
    until: datetime
    past: bool
    rows: list[ItemRow]

    @property
    def changeable(self) -> bool:
        """Say whether positions may be given now."""
        return self.meeting.state == MeetingState.CONVENED and self.seat.votes

    @property
    def with_papers(self) -> list[ItemRow]:
        """The items that have something to read."""
        return [row for row in self.rows if row.papers]

    @property
    def read(self) -> int:
        """How many of them are read."""
        return sum(row.is_read for row in self.with_papers)

    @property
    def missing(self) -> int:
        """How many positions are still asked for."""
        return sum(row.missing for row in self.rows) if self.seat.votes else 0

    def around(self, item: Item) -> tuple[ItemRow | None, ItemRow, ItemRow | None]:
        """Return the item before, the item, and the one after."""
        here = next(n for n, row in enumerate(self.rows) if row.item.pk == item.pk)
        before = self.rows[here - 1] if here else None
        after = self.rows[here + 1] if here + 1 < len(self.rows) else None
        return before, self.rows[here], after


def my_reading(meeting: Meeting, seat: Seat) -> MyReading:
    """Return the person's preparation."""
    rules, items = preparing.rules_of(meeting), agenda(meeting)
    papers, bases = preparing.newest_versions(meeting), preparing.bases(meeting)
    asked, times = debatable(items, papers), planned_times(meeting, items)
    rows = [ItemRow(item, n, times[item.pk]) for n, item in enumerate(items, start=1)]
    by_item = {row.item.pk: row for row in rows}
    history = _history(seat)
    for row in rows:
        row.asked = seat.votes and row.item.pk in asked
        row.papers = [
            _paper_row(v, history.get(v.paper_id, [])) for v in papers.get(row.item.pk, [])
        ]
    for stance in Stance.objects.filter(seat=seat):
        row = by_item[stance.item_id]
        row.stance = stance
        row.outdated = stance.basis != bases.get(stance.item_id, {})
    _add_remarks_and_notes(meeting, seat.user, by_item)
    until = preparing.deadline(meeting, rules)
    return MyReading(meeting, seat, rules, until, preparing.is_past(meeting, rules), rows)


def _history(seat: Seat) -> dict[int, list[Reading]]:
    """Return what the person has read of each paper, newest version first; one query."""
    found: dict[int, list[Reading]] = defaultdict(list)
    rows = Reading.objects.filter(seat=seat).select_related("version").order_by("-version__number")
    for reading in rows:
        found[reading.version.paper_id].append(reading)
    return found


def _paper_row(version: Version, history: list[Reading]) -> PaperRow:
    row = PaperRow(version)
    for reading in history:
        if reading.version_id == version.pk:
            row.reading = reading
        elif row.older is None:
            row.older, row.older_page = reading.version, reading.last_page
    return row


def _add_remarks_and_notes(meeting: Meeting, user: User, by_item: dict[int, ItemRow]) -> None:
    """Count the remarks the person may read, and give their notes to the items."""
    mine = Q(author=user) | Q(to_all=True)
    found = Remark.objects.filter(mine, item__meeting=meeting, withdrawn_at=None, answers=None)
    for item_id in found.values_list("item_id", flat=True):
        by_item[item_id].remarks += 1
    newest = {p.version.paper_id: p.version.number for row in by_item.values() for p in row.papers}
    for note in notes_of(user, meeting):
        note.newest = newest.get(note.note.version.paper_id) if note.note.version else None
        by_item[note.note.item_id].notes.append(note)


def remarks_for(item: Item, user: User, *, prepares: bool) -> QuerySet[Remark]:
    """Return the remarks on an item the person may read, with their replies: own, open to all, or all of them.

    The presenter of the item reads its questions too, to answer them.
    """
    rows = Remark.objects.filter(item=item, withdrawn_at=None, answers=None)
    if not prepares and not presents(item, user):
        rows = rows.filter(Q(author=user) | Q(to_all=True))
    return rows.select_related("author", "paper").prefetch_related(_standing_replies())


def _standing_replies() -> Prefetch[Any]:
    """Fetch the replies that were not withdrawn, with their authors."""
    rows = Remark.objects.filter(withdrawn_at=None).select_related("author", "paper")
    return Prefetch("replies", queryset=rows)


def presents(item: Item, user: User) -> bool:
    """Say whether the person presents the item: named as its presenter, or with a post in the unit that presents it."""
    if item.presenter_id == user.pk:
        return True
    return item.unit_id is not None and user.posts.filter(unit=item.unit_id).exists()


def withdrawn_by(item: Item, user: User) -> QuerySet[Remark]:
    """Return the person's own withdrawn remarks on the item, which can be restored."""
    return Remark.objects.filter(item=item, author=user).exclude(withdrawn_at=None)


def stance_history(item: Item, seat: Seat) -> list[StanceChange]:
    """Return what the person said of the item, newest first."""
    return list(StanceChange.objects.filter(item=item, seat=seat).order_by("-pk"))


def opinions(
    meeting: Meeting,
) -> list[tuple[Item, dict[str, list[Stance]], list[Seat], list[Remark]]]:
    """Return for each item that is asked about its positions by choice, who said nothing, and the remarks."""
    seats_ = [s for s in meeting.seats.select_related("user").order_by("position", "pk") if s.votes]
    given: dict[int, dict[str, list[Stance]]] = defaultdict(lambda: defaultdict(list))
    rows = Stance.objects.filter(item__meeting=meeting).select_related("seat__user")
    for stance in rows.order_by("seat__position", "pk"):
        given[stance.item_id][stance.choice].append(stance)
    remarks: dict[int, list[Remark]] = defaultdict(list)
    said = Remark.objects.filter(item__meeting=meeting, withdrawn_at=None, answers=None)
    for remark in (
        said.select_related("author").prefetch_related(_standing_replies()).order_by("pk")
    ):
        remarks[remark.item_id].append(remark)
    found, bases = [], preparing.bases(meeting)
    for item in agenda(meeting):
        asked = is_asked(item.purpose, papers=item.pk in bases)
        if not (asked or given[item.pk] or remarks[item.pk]):
            continue
        by_choice = {choice: given[item.pk][choice] for choice in StanceChoice.values}
        spoken = {s.seat_id for stances in by_choice.values() for s in stances}
        silent = [seat for seat in seats_ if seat.pk not in spoken]
        found.append((item, by_choice, silent, remarks[item.pk]))
    return found
