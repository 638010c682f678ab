"""The meetings that are over: held, concluded, their tasks worked on, one decision signed."""

from datetime import datetime, timedelta
from typing import Any

from meetings import door as meetings
from office.demo.conclusions import CONCLUSIONS, ORDERS, ConclusionRow
from office.demo.meetings import FINISHED, MeetingRow
from office.demo.people import CLERK
from office.demo.story.afterwards import leave_records
from office.demo.story.city import City, at
from office.demo.story.decision import draft_and_issue
from office.demo.story.plan import convene, plan
from office.demo.story.work import follow, give, remind


def tell(city: City) -> None:
    """Tell of every meeting that is over, then of what was ordered without one."""
    for row in FINISHED:
        city.say(f"Đã họp: {city.words(row.title)}")
        meeting = _hold(city, row)
        _conclude(city, row, meeting)
    for order in ORDERS:
        give(city, order)
    remind(city)


def _hold(city: City, row: MeetingRow) -> Any:
    """Plan, convene, open, go through the agenda."""
    starts_at = city.moment(city.day(row.day), row.hour)
    meeting = convene(city, row, plan(city, row, starts_at))
    chair = city.people[row.people[0]]
    with at(starts_at - timedelta(minutes=5)):
        for seat in meeting.seats.exclude(answer="declined").select_related("user"):
            meetings.arrive(seat, by=seat.user)
    with at(starts_at):
        meeting = meetings.open_meeting(meeting, by=chair)
    moment = starts_at + timedelta(minutes=2)
    for item in meeting.items.all():
        with at(moment):
            meetings.start_item(item, by=chair)
        moment += timedelta(minutes=item.minutes)
    return meeting


def _conclude(city: City, row: MeetingRow, meeting: Any) -> None:
    """Write the conclusions down, agree on them, close; what follows from them comes after."""
    chair, clerk = city.people[row.people[0]], city.people[CLERK]
    moment = meeting.ends_at - timedelta(minutes=12)
    items = list(meeting.items.all())
    drafts = []
    for number, conclusion in enumerate(CONCLUSIONS[row.key]):
        with at(moment + timedelta(minutes=number)):
            drafts.append((conclusion, _draft(city, meeting, items, conclusion)))
    with at(meeting.ends_at):
        meeting = meetings.close_meeting(meeting, by=chair)
    _agree(drafts, chair, meeting.ends_at + timedelta(hours=2))
    if row.end == "concluded":
        with at(meeting.ends_at + timedelta(hours=3)):
            meeting = meetings.conclude_meeting(meeting, by=clerk)
    leave_records(city, row, meeting)
    _follow_up(city, row, meeting, drafts)


def _draft(city: City, meeting: Any, items: list[Any], row: ConclusionRow) -> Any:
    return meetings.draft_conclusion(
        meeting, text=row.text, kind="task" if row.lead else "decision", item=items[row.item],
        lead=city.units.get(row.lead), supporters=[city.units[name] for name in row.supporters],
        due_on=None if row.due is None else city.day(row.due), by=city.people[CLERK],
    )  # fmt: skip


def _agree(drafts: list[Any], chair: Any, moment: datetime) -> None:
    with at(moment):
        for row, conclusion in drafts:
            if row.agreed:
                meetings.agree_conclusion(conclusion, by=chair)


def _follow_up(city: City, row: MeetingRow, meeting: Any, drafts: list[Any]) -> None:
    draft_and_issue(city, row.key, meeting)
    for conclusion_row, conclusion in drafts:
        if conclusion_row.fate:
            follow(city, f"conclusion.{conclusion.pk}", conclusion_row.fate)
