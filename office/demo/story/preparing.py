"""What is being prepared: a session with papers in every state, a series with its next sessions, proposals of units."""

from datetime import time, timedelta
from typing import Any

from meetings import door as meetings
from office.demo.meetings import MEMBERS, ROOM_1
from office.demo.people import CHAIRMAN, CLERK, SECRETARY
from office.demo.planning import (
    DAY,
    HOUR,
    ITEMS,
    PROPOSALS,
    RETURNED_BECAUSE,
    SERIES,
    SERIES_TITLE,
    THEMATIC,
    TITLE,
    Prepared,
    Proposed,
)
from office.demo.story.city import City, at
from office.demo.story.papers import printed
from office.demo.units import COMMITTEE

STARTS = time(8)


def tell(city: City) -> None:
    """Prepare a session, and repeat another every month."""
    city.say(f"Đang chuẩn bị: {TITLE}")
    with at(city.moment(city.day(-4), 9)):
        meeting = _plan(city)
    for row in ITEMS:
        _prepare(city, meeting, row)
    _repeat(city)


def _plan(city: City) -> Any:
    people, clerk = city.people, city.people[CLERK]
    starts = city.moment(city.day(DAY), HOUR)
    meeting = meetings.plan_meeting(
        title=TITLE, unit=city.units[COMMITTEE], chair=people[CHAIRMAN], starts_at=starts,
        ends_at=starts + timedelta(hours=3), by=clerk, kind="committee", place=ROOM_1,
        session_kind=meetings.session_kind(THEMATIC),
        proposals_until=city.moment(city.day(DAY - 1), 17),
    )  # fmt: skip
    meetings.invite(meeting, [people[name] for name in MEMBERS], by=clerk)
    meetings.invite(meeting, [people[SECRETARY]], role="secretary", by=clerk)
    return meeting


def _prepare(city: City, meeting: Any, row: Prepared) -> None:
    """Put the item on the agenda, and let its unit and the office do what they did."""
    clerk, presenter = city.people[CLERK], city.people[row.presenter]
    unit = _unit_of(presenter)
    with at(city.moment(city.day(-4), 10)):
        item = meetings.add_item(
            meeting, title=row.title, minutes=row.minutes, presenter=presenter, unit=unit,
            section=row.part, purpose=row.purpose, expects_papers=bool(row.fate), by=clerk,
        )  # fmt: skip
    if not row.paper:
        return
    title, upload = printed(city, row.paper)
    with at(city.moment(city.day(-2), 15)):
        tray = meetings.hand_in(
            unit, upload=upload, title=title, item=item, by=presenter,
            paper_type=meetings.paper_type("Tờ trình"),
        )  # fmt: skip
    with at(city.moment(city.day(-1), 9)):
        if row.fate == "approved":
            meetings.approve_paper(tray, seen=1, by=clerk)
        elif row.fate == "returned":
            meetings.return_paper(tray, reason=RETURNED_BECAUSE, by=clerk)


def _unit_of(person: Any) -> Any:
    """Return the unit of the person's first post."""
    return person.posts.select_related("unit")[0].unit


def _repeat(city: City) -> None:
    """Keep a session as a template, repeat it, and let units propose to its next session."""
    clerk = city.people[CLERK]
    with at(city.moment(city.day(-5), 8)):
        model = meetings.meetings(clerk).filter(kind="committee").order_by("starts_at")[0]
        template = meetings.template_from(model, name="Phiên họp UBND thường kỳ", by=clerk)
        template.title = SERIES_TITLE
        if kind := meetings.session_kind("Phiên họp UBND thường kỳ"):
            template.session_kind = kind
        template.starts, template.minutes = STARTS, 240
        template.save(update_fields=["title", "session_kind", "starts", "minutes"])
        series = meetings.save_series(
            meetings.Series(), name=SERIES, template=template, frequency="monthly_weekday", nth=-1,
            weekday=3, starts=STARTS, minutes=240, since=(city.today.replace(day=1) + timedelta(days=32)).replace(day=1),
            by=clerk,
        )  # fmt: skip
    with at(city.moment(city.day(-3), 8)):
        planned = meetings.plan_next(series, number=2, by=clerk)
    for row in PROPOSALS:
        _propose(city, series, planned[0], row)


def _propose(city: City, series: Any, following: Any, row: Proposed) -> None:
    clerk, who = city.people[CLERK], city.people[row.who]
    unit = _unit_of(who)
    with at(city.moment(city.day(-2), 10)):
        proposal = meetings.propose(
            unit, title=row.title, summary=row.summary, series=series, presenter=who, by=who
        )
    with at(city.moment(city.day(-1), 14)):
        if row.fate == "returned":
            meetings.return_proposal(proposal, reason=row.reason, by=clerk)
        elif row.fate == "approved":
            meetings.approve_proposal(proposal, by=clerk)
        elif row.fate == "placed":
            meetings.place_proposal(proposal, meeting=following, by=clerk)
