"""The agenda as it is prepared; ``walking.py`` walks through it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events, planning_events
from meetings.agenda_text import Line
from meetings.models import Item, Meeting
from meetings.states import ItemState
from people.models import User

FIELDS = (
    "title", "minutes", "presenter", "unit", "section", "purpose", "expects_papers", "papers_due",
)  # fmt: skip
MOST = 300


class Overtaken(Refused):
    """Somebody else saved this in between: ``theirs`` is what stands now."""

    def __init__(self, theirs: Any) -> None:
        super().__init__(
            _("Somebody else has changed “%(what)s” in the meantime. Nothing of yours is lost: compare, then save.")
            % {"what": theirs}
        )  # fmt: skip
        self.theirs = theirs


@transaction.atomic
def add_item(meeting: Meeting, *, title: str, by: User, **fields: object) -> Item:
    """Add an item at the end of the agenda, or of its part of it; ``fields`` are those of FIELDS."""
    meeting = _changeable(meeting)
    given = {name: fields[name] for name in FIELDS if name in fields}
    item = Item.objects.create(meeting=meeting, title=title, position=_last(meeting) + 1, **given)
    if item.section:
        _into_section(meeting, item)
    tell(events.ITEM_ADDED, who=by, what=item)
    return item


@transaction.atomic
def add_items(meeting: Meeting, lines: Sequence[Line], *, by: User) -> list[Item]:
    """Put many items at the end of the agenda at once, as they were read from a text."""
    meeting = _changeable(meeting)
    last = _last(meeting)
    if meeting.items.count() + len(lines) > MOST:
        raise Refused(_("An agenda has at most %(most)s items.") % {"most": MOST})
    rows = [
        Item(
            meeting=meeting, position=last + place, title=line.title, section=line.section,
            minutes=line.minutes or 10, unit_id=line.unit, expects_papers=line.papers,
            purpose=line.purpose or Item._meta.get_field("purpose").get_default(),
        )
        for place, line in enumerate(lines, start=1)
    ]  # fmt: skip
    made = Item.objects.bulk_create(rows)
    if made:
        tell(planning_events.ITEMS_ADDED, who=by, what=meeting, number=len(made))
    return made


@transaction.atomic
def change_item(item: Item, *, by: User, version: int | None = None, **fields: object) -> Item:
    """Change an item; ``version`` is the one the person began from: ``Overtaken`` when it is no longer the newest."""
    meeting = _changeable(item.meeting)
    item = _still(item)
    if version is not None and version != item.version:
        raise Overtaken(item)
    section = item.section
    for name in FIELDS:
        setattr(item, name, fields.get(name, getattr(item, name)))
    item.version += 1
    item.save(update_fields=[*FIELDS, "version"])
    if item.section != section:
        _into_section(meeting, item, left=section)
    tell(events.ITEM_CHANGED, who=by, what=item)
    return item


@transaction.atomic
def remove_item(item: Item, *, by: User) -> None:
    """Remove an item nothing hangs on yet."""
    _changeable(item.meeting)
    item = _still(item)
    if item.state != ItemState.WAITING:
        raise Refused(_("Only an item that is still waiting can be removed."))
    if item.item_papers.exists() or item.votes.exists() or item.conclusions.exists():
        raise Refused(_("This item has papers, a vote or a conclusion; defer it instead."))
    if item.handed_in.exists():
        raise Refused(_("A unit has handed in papers for this item; defer it instead."))
    tell(events.ITEM_REMOVED, who=by, what=item)
    item.delete()


@transaction.atomic
def move_item(item: Item, *, up: bool, by: User) -> Item:
    """Swap an item with its neighbour (it joins the neighbour's part); at the end of the list nothing happens."""
    meeting = _changeable(item.meeting)
    order = _order(meeting)
    here = next((n for n, row in enumerate(order) if row.pk == item.pk), None)
    if here is None:
        raise Refused(_("Somebody else has taken this item off the agenda."))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return item
    if order[there].section != order[here].section:
        order[here].section = order[there].section
    else:
        order[here], order[there] = order[there], order[here]
    _number(order)
    tell(events.ITEM_MOVED, who=by, what=item, up=up)
    return item


@transaction.atomic
def place_item(item: Item, *, after: int, by: User, section: str | None = None) -> Item:
    """Put an item behind the item ``after`` (0: first): what others moved meanwhile stays moved.

    It joins the part of that item, or the ``section`` named when that one begins there.
    """
    meeting = _changeable(item.meeting)
    order = _order(meeting)
    moved = next((row for row in order if row.pk == item.pk), None)
    if moved is None:
        raise Refused(_("Somebody else has taken this item off the agenda."))
    rest = [row for row in order if row.pk != item.pk]
    before = next((n for n, row in enumerate(rest) if row.pk == after), None)
    if after and before is None:
        raise Refused(_("The agenda was changed in the meantime. Please move the item again."))
    place = 0 if before is None else before + 1
    neighbour = rest[place - 1] if place else next(iter(rest), moved)
    known = {row.section for row in order}
    moved.section = section if section in known else neighbour.section
    rest.insert(place, moved)
    _number(rest)
    tell(events.ITEM_MOVED, who=by, what=moved, after=after)
    return moved


@transaction.atomic
def name_section(meeting: Meeting, *, old: str, new: str, by: User) -> int:
    """Name a part of the agenda anew ("" takes the heading away); returns how many items it has."""
    meeting = _changeable(meeting)
    new = " ".join(new.split())[:200]
    number = meeting.items.filter(section=old).update(section=new)
    if number:
        tell(planning_events.SECTION_NAMED, who=by, what=meeting, name=new, before=old)
    return number


def _order(meeting: Meeting) -> list[Item]:
    return list(meeting.items.order_by("position", "pk"))


def _number(order: Sequence[Item]) -> None:
    """Write the positions down, from 1."""
    for position, row in enumerate(order, start=1):
        row.position = position
    Item.objects.bulk_update(order, ["position", "section"])


def _into_section(meeting: Meeting, item: Item, left: str = "") -> None:
    """Put the item behind the last of its part (of the part it ``left``, when it has none): a part is never torn."""
    order = [row for row in _order(meeting) if row.pk != item.pk]
    wanted = item.section or left
    inside = [n for n, row in enumerate(order) if wanted and row.section == wanted]
    place = inside[-1] + 1 if inside else len(order)
    order.insert(place, item)
    _number(order)


def _last(meeting: Meeting) -> int:
    return meeting.items.order_by("-position").values_list("position", flat=True).first() or 0


def _still(item: Item) -> Item:
    """Return the item locked; ``Refused`` when somebody took it off the agenda."""
    try:
        return locked(item)
    except Item.DoesNotExist as gone:
        raise Refused(_("Somebody else has taken this item off the agenda.")) from gone


def _changeable(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its agenda is no longer changed."))
    return meeting
