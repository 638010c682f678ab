"""What is in the meetings room."""

from meetings.models.agenda import Item, ItemPaper
from meetings.models.conclusions import Conclusion
from meetings.models.invitations import Absence, Invitation, Notice
from meetings.models.drafts import Draft, DraftBlock, DraftChange, DraftForm, DraftRemark, WordReturn
from meetings.models.consent import ConsentBlock, ConsentItem
from meetings.models.meeting import Meeting, MeetingGrant, Seat, SeatRole
from meetings.models.notes import Note
from meetings.models.reading import Reading, ReadingRules
from meetings.models.remarks import Remark
from meetings.models.speaking import Speaking
from meetings.models.stances import Stance, StanceChange
from meetings.models.votes import Ballot, Vote

__all__ = [
    "Absence",
    "Ballot",
    "Conclusion",
    "ConsentBlock",
    "ConsentItem",
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
    "Note",
    "Reading",
    "ReadingRules",
    "Remark",
    "Notice",
    "Seat",
    "SeatRole",
    "Speaking",
    "Stance",
    "StanceChange",
    "Vote",
    "WordReturn",
]
