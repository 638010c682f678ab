"""What the finished sample meetings left behind: minutes and notices drafted from the record, issued, or still owed."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from core.clock import today
from documents.actions import Made
from documents.publishing import publish
from meetings import door as meetings
from office.demo.meetings import MeetingRow
from office.demo.people import CLERK
from office.demo.story.city import City, at
from office.demo.texts import SAMPLE

# working days after the session: minutes, notice (the rule allows five); what is not named is still being written
ISSUED = {"reform": (1, 3), "investment": (2, 6), "industry": (1, 4)}


def leave_records(city: City, row: MeetingRow, meeting: Any) -> None:
    """Draft minutes and notice; issue them as the story says, on paper: the city began to sign digitally later."""
    clerk, chair = city.people[CLERK], city.people[row.people[0]]
    moment = meeting.ends_at + timedelta(hours=3, minutes=20)
    with at(min(moment, city.began)):
        minutes = meetings.draft_minutes(meeting, by=clerk)
        notice = meetings.draft_notice(meeting, by=clerk)
        minutes = meetings.circulate_draft(minutes, by=clerk)
    if row.key not in ISSUED:
        return
    for draft, days in zip((minutes, notice), ISSUED[row.key], strict=True):
        with at(city.moment(city.day(days, since=localdate(meeting.starts_at)), 15)):
            _issue(city, draft, chair, clerk)


def _issue(city: City, draft: Any, chair: Any, clerk: Any) -> None:
    """Approve the text, print it with number and date, note it as issued."""
    draft = meetings.approve_draft(draft, by=chair)
    on, number = today(), f"{draft.meeting_id + 20:02d}"
    made = meetings.print_draft(draft, number=number, date=f"{on:%Y-%m-%d}", sample=SAMPLE).made
    upload = Made(made.pdf, "van-ban-da-ban-hanh.pdf", made.pages)
    notation = f"{number}/{draft.head['notation']}"
    draft = meetings.issue_on_paper(draft, upload=upload, notation=notation, on=on, by=clerk)
    if draft.paper.kind == "conclusions":
        publish(draft.paper, by=clerk)
    city.say(f"Ban hành {notation}")
