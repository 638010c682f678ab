"""Pages of the meetings room from which tasks may be given: each is asked with the rights of the person."""

from typing import Any

from django.utils.timezone import localdate

from meetings import door as meetings
from people.models import User
from tasks.door import Place, source_page

CONCLUSION = "conclusion"


@source_page("meetings:meeting", "meetings:record", "meetings:after")
def meeting(user: User, arguments: dict[str, Any]) -> Place:
    """Return the meeting's name and day; its conclusions are what tasks come from."""
    row = meetings.meeting_for(user, arguments["pk"])
    return Place(str(row), CONCLUSION, on=localdate(row.starts_at), sender=str(row.unit))


@source_page("meetings:draft", "meetings:draft_pdf")
def draft(user: User, arguments: dict[str, Any]) -> Place:
    """Return the name of minutes or a notice; with its number once it is issued."""
    row = meetings.draft_for(user, arguments["pk"])
    number = row.paper.notation if row.paper else ""
    return Place(
        str(row), CONCLUSION, number, localdate(row.meeting.starts_at), str(row.meeting.unit)
    )
