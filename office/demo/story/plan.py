"""How every sample meeting begins: planned, its agenda and papers, its invitations and answers."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from meetings import door as meetings
from office.demo.inviting import ISSUED
from office.demo.meetings import DECLINING, SESSION_ABSENT, WAITING, MeetingRow
from office.demo.people import CHIEF, CLERK, SECRETARY
from office.demo.planning import KINDS, NEVER_HANDED_IN
from office.demo.records import invitation
from office.demo.rooms import room_for
from office.demo.story.city import City, at
from office.demo.story.papers import printed, recorded
from office.demo.units import COMMITTEE

PLANNED, FILED, CONVENED, ANSWERED = -6, -5, -4, -3  # working days before the meeting


def plan(city: City, row: MeetingRow, starts_at: datetime) -> Any:
    """Plan the meeting with agenda, papers and people; the moments lie before ``starts_at`` and before now."""
    clerk, people = city.people[CLERK], city.people
    with at(_before(city, starts_at, PLANNED, 9)):
        ends_at = starts_at + timedelta(minutes=_length(row))
        meeting = meetings.plan_meeting(
            title=city.words(row.title), unit=city.units[COMMITTEE], chair=people[row.people[0]],
            starts_at=starts_at, ends_at=ends_at, by=clerk, kind=row.kind, place=row.place,
            session_kind=meetings.session_kind(KINDS[row.kind]),
            room=room_for(row.place, starts_at, ends_at, by=clerk),
        )  # fmt: skip
        meetings.invite(meeting, [people[name] for name in row.people], by=clerk)
        for name in row.guests:
            role = "secretary" if name == SECRETARY else "guest"
            meetings.invite(meeting, [people[name]], role=role, by=clerk)
    with at(_before(city, starts_at, FILED, 10)):
        for item in row.items:
            _add_item(city, meeting, item, clerk)
    return meeting


def convene(city: City, row: MeetingRow, meeting: Any) -> Any:
    """Send the invitation, convene, and let people answer."""
    moment = _before(city, meeting.starts_at, CONVENED, 14)
    with at(moment):
        if row.key != ISSUED:
            _file_invitation(city, meeting, moment)
        meeting = meetings.convene_meeting(meeting, by=city.people[CLERK])
    with at(_before(city, meeting.starts_at, ANSWERED, 9)):
        for name in row.people + row.guests:
            _answer(city, row, meeting, name)
    return meeting


def _file_invitation(city: City, meeting: Any, moment: datetime) -> None:
    """Put the printed invitation to the opening of the meeting."""
    chief, clerk = city.people[CHIEF], city.people[CLERK]
    title, upload = recorded(
        invitation(meeting, number=meeting.pk + 80, on=localdate(moment), signer=chief)
    )
    meetings.file_paper(meeting, item=meeting.items.first(), title=title, upload=upload, by=clerk)


def _answer(city: City, row: MeetingRow, meeting: Any, name: str) -> None:
    if (row.key, name) in WAITING:
        return
    person = city.people[name]
    absent = SESSION_ABSENT if row.kind == "committee" else {}
    reason = DECLINING.get((row.key, name)) or absent.get(name, "")
    meetings.answer(meeting.seats.get(user=person), accept=not reason, reason=reason, by=person)


def _add_item(city: City, meeting: Any, row: Any, clerk: Any) -> None:
    presenter = city.people.get(row.presenter)
    post = presenter.posts.first() if presenter else None
    item = meetings.add_item(
        meeting, title=city.words(row.title), minutes=row.minutes, presenter=presenter,
        unit=post.unit if post else None, expects_papers=_expects(row), purpose=row.purpose, by=clerk,
    )  # fmt: skip
    for name in row.papers:
        title, upload = printed(city, name)
        meetings.file_paper(meeting, item=item, title=title, upload=upload, by=clerk)


def _expects(row: Any) -> bool:
    """Say whether the item's unit hands papers in."""
    return bool(row.papers) or row.title in NEVER_HANDED_IN


def _before(city: City, starts_at: datetime, workdays: int, hour: int) -> datetime:
    """Return the moment so many working days before the meeting, but never later than just now."""
    wanted = city.moment(city.day(workdays, since=localdate(starts_at)), hour)
    return min(wanted, city.began - timedelta(minutes=10 - workdays))


def _length(row: MeetingRow) -> int:
    """Return the planned minutes, to the next half hour."""
    return -(-sum(item.minutes for item in row.items) // 30) * 30
