"""What is shown of meetings: reads longer than a line, one file a noun."""

from meetings.queries.session import (
    MyMeetings,
    PaperRow,
    VoteView,
    agenda,
    conclusions,
    mine,
    my_meetings,
    papers_by_item,
    planned_times,
    quorum_of,
    record,
    seats,
    seconds_used,
    speakers,
    votes,
)
from meetings.queries.sight import Sight

__all__ = [
    "MyMeetings",
    "PaperRow",
    "Sight",
    "VoteView",
    "agenda",
    "conclusions",
    "mine",
    "my_meetings",
    "papers_by_item",
    "planned_times",
    "quorum_of",
    "record",
    "seats",
    "seconds_used",
    "speakers",
    "votes",
]
