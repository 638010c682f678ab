"""What the pages of groups show: units founded after a group was written, and the group that was dropped just now."""

from collections.abc import Iterable
from dataclasses import dataclass

from journal.events import Event
from journal.models import Entry
from people.events import UNIT_ADDED
from people.models import Unit
from registry import events
from registry.addressed import spelled
from registry.models import Issue, RecipientGroup
from registry.queries.recipients import others, unfit, usual

DIGITS = 15  # a key has fewer


@dataclass(frozen=True)
class Grown:
    """A group, and the units founded after it was last written that a group of its name usually means."""

    group: RecipientGroup
    newer: list[Unit]


def groups_of(agency: Unit) -> list[Grown]:
    """Return the agency's groups, each with the units that came later; whoever saves a group has decided about them."""
    rows = list(RecipientGroup.objects.filter(agency=agency).prefetch_related("units"))
    here = others(agency)
    wanted = {row.pk: set(usual(agency, row.name, here)) - {one.pk for one in row.units.all()} for row in rows}  # fmt: skip
    written = _last(
        f"registry.{agency.pk}", events.GROUP_SET, (f"recipientgroup.{row.pk}" for row in rows)
    )
    founded = _last("people", UNIT_ADDED, {f"unit.{pk}" for keys in wanted.values() for pk in keys})
    found = []
    for row in rows:
        since = written.get(f"recipientgroup.{row.pk}")
        late = [one for one in here if one.pk in wanted[row.pk] and since and founded.get(f"unit.{one.pk}", 0) > since]  # fmt: skip
        found.append(Grown(row, late))
    return found


def outgrown(issue: Issue) -> list[Grown]:
    """Return the groups that a document names and that units founded later might belong to."""
    said = [spelled(line) for line in issue.recipients]
    rows = [one for one in groups_of(issue.agency) if one.newer]
    return [one for one in rows if any(spelled(name) in line for name in (one.group.name, *one.group.also) for line in said)]  # fmt: skip


@dataclass(frozen=True)
class Dropped:
    """A group as it was when it was dropped; its units that are open still."""

    name: str
    also: list[str]
    units: list[int]


def dropped(agency: Unit, key: str) -> Dropped | None:
    """Return the group whose drop the journal's entry of this key tells, while it may be written again; else nothing."""
    if not key.isdecimal() or len(key) >= DIGITS:
        return None
    rows = Entry.objects.filter(pk=int(key), book__topic=f"registry.{agency.pk}", event=events.GROUP_DROPPED.name)  # fmt: skip
    row = rows.first()
    if row is None or unfit(agency, row.label, row.data.get("also", [])):
        return None
    was = set(row.data.get("units", []))  # drops of an earlier version kept none
    units = [one.pk for one in others(agency) if one.pk in was]
    return Dropped(row.label, row.data["also"], units) if units else None


def _last(book: str, event: Event, things: Iterable[str]) -> dict[str, int]:
    """Return the number of the book's last entry of the event for each thing: entries are numbered in the order of writing."""
    rows = Entry.objects.filter(book__topic=book, event=event.name, what__in=list(things)).order_by("pk")  # fmt: skip
    return dict(rows.values_list("what", "pk"))
