"""What is in the meetings room."""

from meetings.models.agenda import Item, ItemPaper
from meetings.models.announcements import Announcement, AnnouncementSeen
from meetings.models.conclusions import Conclusion
from meetings.models.consent import ConsentBlock, ConsentItem
from meetings.models.counting import PaperCount, Teller
from meetings.models.drafts import (
    Draft,
    DraftBlock,
    DraftChange,
    DraftForm,
    DraftRemark,
    WordReturn,
)
from meetings.models.invitations import Absence, Invitation, Notice
from meetings.models.meeting import Meeting, MeetingGrant, Seat, SeatRole
from meetings.models.notes import Note
from meetings.models.passages import How, Passage, Way
from meetings.models.reading import Reading, ReadingRules
from meetings.models.recusals import Recusal
from meetings.models.remarks import Remark
from meetings.models.rooms import Room, Shape
from meetings.models.screens import ScreenLink, Stage
from meetings.models.seating import SeatPlan
from meetings.models.speaking import Outcome, Speaking, SpeakingKind
from meetings.models.stances import Stance, StanceChange
from meetings.models.votes import Ballot, Urn, Vote, VoteWay

__all__ = [
    "Absence",
    "Announcement",
    "AnnouncementSeen",
    "Ballot",
    "Conclusion",
    "ConsentBlock",
    "ConsentItem",
    "Draft",
    "DraftBlock",
    "DraftChange",
    "DraftForm",
    "DraftRemark",
    "How",
    "Invitation",
    "Item",
    "ItemPaper",
    "Meeting",
    "MeetingGrant",
    "Note",
    "Notice",
    "Outcome",
    "PaperCount",
    "Passage",
    "Reading",
    "ReadingRules",
    "Recusal",
    "Remark",
    "Room",
    "ScreenLink",
    "Seat",
    "SeatPlan",
    "SeatRole",
    "Shape",
    "Speaking",
    "SpeakingKind",
    "Stage",
    "Stance",
    "StanceChange",
    "Teller",
    "Urn",
    "Vote",
    "VoteWay",
    "Way",
    "WordReturn",
]
