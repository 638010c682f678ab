"""What happens on the floor of the session besides speeches and votes."""

from datetime import timedelta
from typing import Any

from meetings import door as meetings
from office.demo.floor import (
    ANNOUNCEMENT,
    ANSWERS,
    ASKS,
    CORRECTED,
    LATE,
    OUT_FOR_A_WHILE,
    QUESTION,
    REMOTE,
    VIDEO_ROOM,
)
from office.demo.people import CLERK
from office.demo.story.city import City, at

MINUTE = timedelta(minutes=1)


def arrange(city: City, meeting: Any) -> None:
    """Name the video room before the session."""
    with at(meeting.starts_at - MINUTE * 40):
        meetings.arrange_floor(
            meeting, video_url=VIDEO_ROOM, speech_minutes=5, present_minutes=10,
            by=city.people[CLERK],
        )  # fmt: skip


def come_and_go(city: City, meeting: Any) -> None:
    """Let some come late, one take part from elsewhere, one be out for a while and be corrected."""
    clerk = city.people[CLERK]
    for name, minutes in LATE.items():
        with at(meeting.starts_at + MINUTE * minutes):
            meetings.arrive(_seat(meeting, name), by=city.people[name])
    name, out, back = OUT_FOR_A_WHILE
    with at(meeting.starts_at + MINUTE * out):
        meetings.leave(_seat(meeting, name), by=clerk)
    with at(meeting.starts_at + MINUTE * back):
        line = _seat(meeting, name).passages.order_by("-pk").first()
        meetings.correct_passage(line, reason=CORRECTED, by=clerk)


def take_the_floor(city: City, meeting: Any) -> None:
    """Put in a question and an announcement; who spoke last gives the floor to the next."""
    with at(city.began - MINUTE * 6):
        meetings.ask_to_speak(
            _seat(meeting, ASKS), kind="question", text=QUESTION, to=_seat(meeting, ANSWERS),
            by=city.people[ASKS],
        )  # fmt: skip
    with at(city.began - MINUTE * 4):
        meetings.announce(meeting, ANNOUNCEMENT, by=city.people[CLERK])
    waiting = meeting.speakings.filter(state="asked", kind="normal").order_by("position").first()
    with at(city.began - MINUTE * 2):
        meetings.call_speaker(waiting, by=meeting.chair)


def is_remote(name: str) -> bool:
    """Say whether the person takes part from elsewhere."""
    return name in REMOTE


def _seat(meeting: Any, name: str) -> Any:
    return meeting.seats.get(user__username=name)
