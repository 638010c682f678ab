"""The catalogue of rooms, and holding one for a meeting."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.layout import STEP, WIDTH, layout
from meetings.models import Meeting, Room
from meetings.queries.rooms import clash_sentence, clashes, may_book_anyway
from people.models import User

FIELDS = ("name", "address", "equipment", "setup_minutes", "shape", "places", "position")


@transaction.atomic
def add_room(*, by: User, **fields: object) -> Room:
    """Put a room into the catalogue."""
    room = Room.objects.create(**{name: fields[name] for name in FIELDS if name in fields})
    tell(events.ROOM_ADDED, who=by, what=room)
    return room


@transaction.atomic
def change_room(room: Room, *, by: User, **fields: object) -> Room:
    """Change what the catalogue says of a room; a new shape or number forgets the places moved by hand."""
    room = locked(room)
    before = (room.shape, room.places)
    for name in FIELDS:
        setattr(room, name, fields.get(name, getattr(room, name)))
    if (room.shape, room.places) != before:
        room.moved = {}
    room.save()
    tell(events.ROOM_CHANGED, who=by, what=room)
    return room


@transaction.atomic
def archive_room(room: Room, *, by: User) -> Room:
    """Take a room out of use: it is kept, and no longer offered."""
    room = locked(room)
    coming = room.meetings.filter(ends_at__gt=now()).exclude(
        state__in=("cancelled", "closed", "concluded")
    )
    if coming.exists():
        raise Refused(_("Meetings are still planned in this room. Move them first."))
    if room.archived_at is None:
        room.archived_at = now()
        room.save(update_fields=["archived_at"])
        tell(events.ROOM_ARCHIVED, who=by, what=room)
    return room


@transaction.atomic
def restore_room(room: Room, *, by: User) -> Room:
    """Put an archived room back into use."""
    room = locked(room)
    if room.archived_at is not None:
        room.archived_at = None
        room.save(update_fields=["archived_at"])
        tell(events.ROOM_RESTORED, who=by, what=room)
    return room


@transaction.atomic
def move_room_place(room: Room, number: int, x: int, y: int, *, by: User) -> Room:
    """Put one place of the room's drawing somewhere else, on the grid."""
    room = locked(room)
    room.moved = moved_with(room, number, x, y)
    room.save(update_fields=["moved"])
    tell(events.ROOM_CHANGED, who=by, what=room)
    return room


def moved_with(drawn: object, number: int, x: int, y: int) -> dict[str, list[int]]:
    """Return the moved places of a drawing with one more; refused when there is no such place."""
    places: int = drawn.places  # type: ignore[attr-defined]
    if not 1 <= number <= places:
        raise Refused(_("There is no such place in the drawing."))
    height = layout(drawn.shape, places).height  # type: ignore[attr-defined]
    left = min(max(round(x / STEP) * STEP, 2 * STEP), WIDTH - 2 * STEP)
    top = min(max(round(y / STEP) * STEP, 2 * STEP), height - 2 * STEP)
    return {**drawn.moved, str(number): [left, top]}  # type: ignore[attr-defined]


def hold_room(
    room: Room | None, starts: datetime, ends: datetime, *, by: User, besides: Meeting | None = None,
    anyway: bool = False,
) -> None:  # fmt: skip
    """Refuse a booking that clashes; inside the transaction of the plan, the room locked.

    Two meetings at once: only an administrator may, and says so. Only the time to set up is missing: whoever plans
    may, and says so.
    """
    if room is None:
        return
    room = locked(room)
    if room.archived_at is not None and (besides is None or besides.room_id != room.pk):
        raise Refused(_("“%(room)s” is no longer in use.") % {"room": room})
    found = clashes(room, starts, ends, reader=by, besides=besides)
    if not found or (anyway and may_book_anyway(found[0], by)):
        return
    raise Refused(clash_sentence(room, found[0]))
