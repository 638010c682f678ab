"""What the search finds of meetings: the meeting, its items, votes and agreed conclusions."""

from typing import Any

from core.finding import Line
from meetings.access import meetings
from meetings.models import Conclusion, Item, Meeting, Vote
from meetings.states import ConclusionState
from people.models import User

FINDABLE = ("meeting", "item", "vote", "conclusion")


def line_of(word: str, pk: int) -> Line | None:
    """Return the line of a meeting or of something in it; None when it is not there to be found."""
    return {"meeting": _meeting, "item": _item, "vote": _vote, "conclusion": _conclusion}[word](pk)


def findable(user: User) -> Any:
    """Return the keys of the meetings the person may see; rehearsals are not found."""
    return meetings(user).filter(is_rehearsal=False).values("pk")


def _line(meeting: Meeting, key: str, title: str, body: str = "", anchor: str = "") -> Line:
    return Line(
        key=key, kind=key.partition(".")[0], gate="meeting", gate_id=meeting.pk, title=title,
        url=meeting.get_absolute_url() + anchor, at=meeting.starts_at, body=body,
    )  # fmt: skip


def _meeting(pk: int) -> Line | None:
    meeting = Meeting.objects.select_related("chair", "unit").filter(pk=pk).first()
    if meeting is None:
        return None
    body = f"{meeting.starts_at:%d/%m/%Y} · {meeting.place} · {meeting.chair} · {meeting.unit}"
    return _line(meeting, f"meeting.{pk}", meeting.title, body)


def _item(pk: int) -> Line | None:
    item = Item.objects.select_related("meeting", "presenter", "unit").filter(pk=pk).first()
    if item is None:
        return None
    said = " · ".join(str(x) for x in (item.meeting, item.presenter, item.unit) if x)
    return _line(item.meeting, f"item.{pk}", item.title, said, f"#item-{pk}")


def _vote(pk: int) -> Line | None:
    vote = Vote.objects.select_related("meeting").filter(pk=pk).first()
    if vote is None:
        return None
    return _line(vote.meeting, f"vote.{pk}", vote.question, str(vote.meeting), "#vote")


def _conclusion(pk: int) -> Line | None:
    row = Conclusion.objects.select_related("meeting", "item", "lead").filter(pk=pk).first()
    if row is None or row.state in (ConclusionState.DRAFT, ConclusionState.STRUCK):
        return None
    said = " · ".join(str(x) for x in (row.meeting, row.item, row.lead) if x)
    return _line(row.meeting, f"conclusion.{pk}", row.text, said, f"#conclusion-{pk}")
