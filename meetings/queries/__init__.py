"""What is shown of meetings: reads longer than a line, one file a noun."""

from meetings.queries.afterwards import (
    after,
    clock_of,
    notice_statistics,
    notices_due,
    put_clocks,
    with_notice,
)
from meetings.queries.drafts import (
    draft_history,
    draft_view,
    earlier_minutes,
)
from meetings.queries.floor import (
    announcements,
    counts_here,
    hands,
    in_order,
    put_away_by,
    queue_of,
    speakers,
    speakings_of,
    spoken_seconds,
)
from meetings.queries.panel import panel
from meetings.queries.session import (
    MyMeetings,
    PaperRow,
    agenda,
    conclusions,
    mine,
    my_meetings,
    papers_by_item,
    planned_times,
    quorum_of,
    seats,
    seconds_used,
)
from meetings.queries.sight import Sight
from meetings.queries.stage import pace_of, stage, way_back, with_expected, with_neighbours
from meetings.queries.votes import VoteView, record, votes

__all__ = [
    "MyMeetings",
    "PaperRow",
    "Sight",
    "VoteView",
    "after",
    "agenda",
    "announcements",
    "clock_of",
    "conclusions",
    "counts_here",
    "draft_history",
    "draft_view",
    "earlier_minutes",
    "hands",
    "in_order",
    "mine",
    "my_meetings",
    "notice_statistics",
    "notices_due",
    "pace_of",
    "panel",
    "papers_by_item",
    "planned_times",
    "put_away_by",
    "put_clocks",
    "queue_of",
    "quorum_of",
    "record",
    "seats",
    "seconds_used",
    "speakers",
    "speakings_of",
    "spoken_seconds",
    "stage",
    "votes",
    "way_back",
    "with_expected",
    "with_neighbours",
    "with_notice",
]
