"""The sample city's rooms, the seat plan of its session, a screen for it."""

from datetime import datetime
from typing import Any

from meetings import door as meetings
from people.models import User

SEAT = "Trụ sở UBND thành phố"
ROOMS = (
    ("Phòng họp số 1", SEAT, "Màn chiếu, truyền hình trực tuyến, 30 micro", "u", 28),
    ("Phòng họp số 2", SEAT, "Màn hình 75 inch, 16 micro", "board", 16),
    ("Phòng giao ban", f"Tầng 3, {SEAT}", "Màn hình 65 inch", "round", 10),
    ("Hội trường thành phố", "Số 2 đường Bạch Đằng", "Màn chiếu 6 m, âm thanh hội trường", "hall", 300),
)  # fmt: skip


def room_for(place: str, starts: datetime, ends: datetime, *, by: User) -> Any:
    """Return the room of the catalogue that a meeting's place names, when it is free then; None otherwise."""
    for position, (name, address, equipment, shape, places) in enumerate(ROOMS):
        if not meetings.Room.objects.filter(name=name).exists():
            meetings.add_room(
                name=name, address=address, equipment=equipment, shape=shape, places=places,
                position=position, by=by,
            )  # fmt: skip
    found = next((room for room in meetings.Room.objects.all() if room.label == place), None)
    if found is None or meetings.clashes(found, starts, ends, reader=by):
        return None
    return found


def furnish(meeting: Any, *, by: User) -> None:
    """Seat everybody of a meeting by protocol, and make a link for the screen in its room."""
    meetings.place_all(meeting, by=by)
    meetings.make_screen_link(meeting, by=by)
