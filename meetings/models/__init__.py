"""What is in the meetings room."""

from meetings.models.agenda import Item, ItemPaper
from meetings.models.announcements import Announcement, AnnouncementSeen
from meetings.models.conclusions import Conclusion
from meetings.models.invitations import Absence, Invitation, Notice
from meetings.models.drafts import Draft, DraftBlock, DraftChange, DraftForm, DraftRemark, WordReturn
from meetings.models.consent import ConsentBlock, ConsentItem
from meetings.models.meeting import Meeting, MeetingGrant, Seat, SeatRole
from meetings.models.notes import Note
from meetings.models.reading import Reading, ReadingRules
from meetings.models.remarks import Remark
from meetings.models.passages import How, Passage, Way
from meetings.models.speaking import Outcome, Speaking, SpeakingKind
from meetings.models.stances import Stance, StanceChange
from meetings.models.votes import Ballot, Vote

__all__ = [
    "Absence",
    "Announcement",
    "AnnouncementSeen",
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
    "How",
    "Item",
    "ItemPaper",
    "Meeting",
    "MeetingGrant",
    "Note",
    "Reading",
    "ReadingRules",
    "Remark",
    "Notice",
    "Outcome",
    "Passage",
    "Seat",
    "SeatRole",
    "Speaking",
    "SpeakingKind",
    "Stance",
    "StanceChange",
    "Vote",
    "Way",
    "WordReturn",
]
