"""What is in the meetings room."""

from meetings.models.agenda import Item, ItemPaper
from meetings.models.conclusions import Conclusion
from meetings.models.invitations import Absence, Invitation, Notice
from meetings.models.drafts import Draft, DraftBlock, DraftChange, DraftForm, DraftRemark, WordReturn
from meetings.models.meeting import Meeting, MeetingGrant, Seat, SeatRole
from meetings.models.speaking import Speaking
from meetings.models.votes import Ballot, Vote

__all__ = [
    "Absence",
    "Ballot",
    "Conclusion",
    "Invitation",
    "Draft",
    "DraftBlock",
    "DraftChange",
    "DraftForm",
    "DraftRemark",
    "Item",
    "ItemPaper",
    "Meeting",
    "MeetingGrant",
    "Notice",
    "Seat",
    "SeatRole",
    "Speaking",
    "Vote",
    "WordReturn",
]
