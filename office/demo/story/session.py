"""The meeting in session: opened an hour ago, one vote counted, one item being discussed, a page on show."""

from datetime import timedelta
from typing import Any

from meetings import door as meetings
from office.demo.floor import LATE
from office.demo.meetings import (
    SESSION,
    SESSION_ABSENT,
    SESSION_CURRENT,
    SESSION_NEXT_VOTE,
    SESSION_PAGE,
    SESSION_SPEAKERS,
    SESSION_VOTE,
    VoteRow,
)
from office.demo.people import CHAIRMAN, CLERK
from office.demo.rooms import furnish
from office.demo.story import floor, votes
from office.demo.story.city import City, at
from office.demo.story.plan import convene, plan

MINUTE = timedelta(minutes=1)


def tell(city: City) -> None:
    """Bring the session to where it stands now."""
    city.say(f"Đang họp: {city.words(SESSION.title)}")
    starts_at = city.begins()
    meeting = convene(city, SESSION, plan(city, SESSION, starts_at))
    floor.arrange(city, meeting)
    _open(meeting)
    floor.come_and_go(city, meeting)
    items, chair = list(meeting.items.all()), city.people[CHAIRMAN]
    for number, item in enumerate(items[: SESSION_CURRENT + 1]):
        with at(starts_at + MINUTE * (2, 10, 42)[number]):
            meetings.start_item(item, by=chair)
        if number == SESSION_VOTE.item:
            _vote(city, meeting, item)
            votes.put_to_the_vote(city, meeting, item, begin=starts_at + MINUTE * 38.2)
    votes.recuse(city, meeting, items[SESSION_CURRENT])
    _discuss(city, meeting, items[SESSION_CURRENT])
    floor.take_the_floor(city, meeting)
    furnish(meeting, by=city.people[CLERK])


def _open(meeting: Any) -> None:
    """Check people in, each at their own minute, and open."""
    later = [*SESSION_ABSENT, *LATE]
    here = meeting.seats.exclude(user__username__in=later).select_related("user")
    for number, seat in enumerate(here):
        with at(meeting.starts_at - MINUTE * (18 - number % 18)):
            meetings.arrive(seat, by=seat.user, remote=floor.is_remote(seat.user.username))
    with at(meeting.starts_at):
        meetings.open_meeting(meeting, by=meeting.chair)


def _prepare(city: City, meeting: Any, row: VoteRow, item: Any) -> Any:
    return meetings.prepare_vote(
        meeting, question=city.words(row.question), item=item, by=meeting.chair
    )


def _vote(city: City, meeting: Any, item: Any) -> None:
    """Vote on the report: opened, every seat's ballot, closed, announced."""
    begin = meeting.starts_at + MINUTE * 36
    with at(begin):
        vote = meetings.open_vote(_prepare(city, meeting, SESSION_VOTE, item), by=meeting.chair)
    for number, seat in enumerate(vote.entitled.select_related("user")):
        with at(begin + timedelta(seconds=8 + 4 * number)):
            meetings.cast_ballot(vote, seat, _choice(seat.user.username), by=seat.user)
    with at(begin + MINUTE * 2):
        vote = meetings.close_vote(vote, by=meeting.chair)
        meetings.announce_vote(vote, by=meeting.chair)


def _choice(username: str) -> str:
    if username in SESSION_VOTE.disagree:
        return "disagree"
    return "no_opinion" if username in SESSION_VOTE.no_opinion else "agree"


def _discuss(city: City, meeting: Any, item: Any) -> None:
    """Show a page, queue the speakers, word the next question."""
    chair, begin = meeting.chair, meeting.starts_at + MINUTE * 45
    version = item.papers.first().versions.last()
    with at(begin):
        for page in range(1, SESSION_PAGE + 1):
            meetings.show_page(meeting, version, page, by=chair)
    for number, (name, state) in enumerate(SESSION_SPEAKERS, start=1):
        with at(begin + MINUTE * number):
            speaking = meetings.ask_to_speak(
                meeting.seats.get(user__username=name), by=city.people[name]
            )
            if state != "asked":
                meetings.call_speaker(speaking, by=chair)
    with at(begin + MINUTE * 6):
        _prepare(city, meeting, SESSION_NEXT_VOTE, item)
