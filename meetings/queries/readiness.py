"""The readiness board: what was opened, how far, who said something, per item and per person; for chair and clerks."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from documents.models import Version
from meetings.consent import is_asked
from meetings.models import Item, Meeting, Reading, ReadingRules, Remark, Seat, Stance
from meetings.models.stances import StanceChoice
from meetings.pages_seen import is_read
from meetings.queries import preparing
from meetings.queries.session import agenda, seats
from meetings.states import Answer


@dataclass
class ItemRow:
    """An item: how many people opened its papers, read them, said which position, remarked."""

    item: Item
    versions: list[Version]
    people: int = 0
    opened: int = 0
    read: int = 0
    stances: Counter[str] = field(default_factory=Counter)
    outdated: int = 0
    missing: int = 0
    remarks: int = 0
    questions: int = 0

    @property
    def said(self) -> int:
        """Comments and questions together."""
        return self.remarks + self.questions


@dataclass
class PersonRow:
    """A person: papers opened and read of all, pages seen of all, positions given of those expected, remarks."""

    seat: Seat
    papers: int = 0
    opened: int = 0
    read: int = 0
    pages: int = 0
    pages_seen: int = 0
    given: int = 0
    expected: int = 0
    remarks: int = 0

    @property
    def unopened(self) -> int:
        """Papers never opened in their newest version."""
        return self.papers - self.opened

    @property
    def missing(self) -> int:
        """Positions still expected."""
        return self.expected - self.given


@dataclass
class Board:
    """Everything the board shows."""

    rules: ReadingRules
    items: list[ItemRow]
    people: list[PersonRow]

    @property
    def ordered(self) -> list[PersonRow]:
        """The people, those who are furthest behind first."""
        return sorted(self.people, key=lambda row: (-row.unopened, -row.missing))

    @property
    def behind(self) -> list[PersonRow]:
        """People with papers unopened or positions missing; who declined is left alone."""
        return [
            row
            for row in self.people
            if row.seat.answer != Answer.DECLINED
            and ((row.unopened and self.rules.watched) or row.missing)
        ]


def debatable(items: list[Item], papers: dict[int, list[Version]]) -> set[int]:
    """Return the items on which positions are asked."""
    return {
        item.pk for item in items
        if item.state != "deferred" and is_asked(item.purpose, papers=bool(papers.get(item.pk)))
    }  # fmt: skip


def board(meeting: Meeting) -> Board:
    """Return the board; a fixed number of queries, whatever the seats, items and papers."""
    rules, items, people = preparing.rules_of(meeting), agenda(meeting), seats(meeting)
    papers, bases = preparing.newest_versions(meeting), preparing.bases(meeting)
    readings = _readings(meeting) if rules.watched else {}
    asked = debatable(items, papers)
    wanted = {seat.pk for seat in preparing.expected(people)}
    rows = {item.pk: ItemRow(item, papers.get(item.pk, []), len(people)) for item in items}
    persons = {seat.pk: PersonRow(seat) for seat in people}
    for row in rows.values():
        _count_readings(row, persons, readings)
    given = _count_stances(meeting, rows, bases)
    _expect(persons, asked, wanted, given, rows)
    _count_remarks(meeting, rows, {seat.user_id: persons[seat.pk] for seat in people})
    return Board(rules, list(rows.values()), list(persons.values()))


def _readings(meeting: Meeting) -> dict[tuple[int, int], tuple[int, bool]]:
    """Return (seat, version) → (pages seen, finished); one query."""
    found = Reading.objects.filter(seat__meeting=meeting)
    rows = found.values_list("seat_id", "version_id", "pages_seen", "finished")
    return {(seat, version): (seen, done) for seat, version, seen, done in rows}


def _count_readings(
    row: ItemRow, persons: dict[int, PersonRow], readings: dict[tuple[int, int], tuple[int, bool]]
) -> None:
    """Count the item's papers for each person."""
    for seat_id, person in persons.items():
        opened = read = 0
        for version in row.versions:
            person.papers += 1
            person.pages += version.pages
            seen = readings.get((seat_id, version.pk))
            if seen is None:
                continue
            opened += 1
            person.pages_seen += version.pages if seen[1] else seen[0]
            read += is_read(seen[0], version.pages, finished=seen[1])
        person.opened += opened
        person.read += read
        row.opened += bool(opened)
        row.read += bool(row.versions) and read == len(row.versions)


def _count_stances(
    meeting: Meeting, rows: dict[int, ItemRow], bases: dict[int, preparing.Basis]
) -> dict[int, set[int]]:
    """Count the positions per item; return who gave one that still holds ({item: seats})."""
    given: dict[int, set[int]] = defaultdict(set)
    found = Stance.objects.filter(item__meeting=meeting)
    for item_id, seat_id, choice, basis in found.values_list("item", "seat", "choice", "basis"):
        row = rows[item_id]
        row.stances[choice] += 1
        if choice == StanceChoice.AGREE and basis != bases.get(item_id, {}):
            row.outdated += 1
        else:
            given[item_id].add(seat_id)
    return given


def _expect(
    persons: dict[int, PersonRow], asked: set[int], wanted: set[int], given: dict[int, set[int]],
    rows: dict[int, ItemRow],
) -> None:  # fmt: skip
    """Work out whose position is still expected where."""
    for item_id in asked:
        rows[item_id].missing = len(wanted - given[item_id])
    for seat_id in wanted:
        persons[seat_id].expected = len(asked)
        persons[seat_id].given = sum(seat_id in given[item_id] for item_id in asked)


def _count_remarks(
    meeting: Meeting, rows: dict[int, ItemRow], by_user: dict[int, PersonRow]
) -> None:
    found = Remark.objects.filter(item__meeting=meeting, withdrawn_at=None, answers=None)
    for item_id, user_id, kind in found.values_list("item", "author", "kind"):
        rows[item_id].remarks += kind == "comment"
        rows[item_id].questions += kind == "question"
        if user_id in by_user:
            by_user[user_id].remarks += 1


def behind(meeting: Meeting) -> list[PersonRow]:
    """Return who is to be reminded."""
    return board(meeting).behind


def item_people(
    meeting: Meeting, item: Item
) -> list[tuple[Seat, list[tuple[Version, Reading | None]]]]:
    """Return for one item who opened which of its papers, how far; a few queries."""
    versions = preparing.newest_versions(meeting).get(item.pk, [])
    found = Reading.objects.filter(seat__meeting=meeting, version__in=versions)
    by_key = {(reading.seat_id, reading.version_id): reading for reading in found}
    return [
        (seat, [(version, by_key.get((seat.pk, version.pk))) for version in versions])
        for seat in seats(meeting)
    ]


__all__ = ["Board", "behind", "board", "debatable", "item_people"]
