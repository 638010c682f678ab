"""What is in the meetings room."""

from meetings.models.agenda import Item, ItemPaper, Purpose
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
from meetings.models.kinds import LeadRule, PaperType, Publisher, SessionKind
from meetings.models.meeting import Kind, Meeting, MeetingGrant, Seat, SeatRole
from meetings.models.notes import Note
from meetings.models.passages import How, Passage, Way
from meetings.models.proposals import HandedIn, Proposal
from meetings.models.reading import Reading, ReadingRules
from meetings.models.recusals import Recusal
from meetings.models.remarks import Remark
from meetings.models.rooms import Room, Shape
from meetings.models.screens import ScreenLink, Stage
from meetings.models.seating import SeatPlan
from meetings.models.speaking import Outcome, Speaking, SpeakingKind
from meetings.models.stances import Stance, StanceChange
from meetings.models.templates import (
    Frequency,
    MeetingTemplate,
    Series,
    Shift,
    TemplateItem,
    TemplateSeat,
)
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
    "Frequency",
    "HandedIn",
    "How",
    "Invitation",
    "Item",
    "ItemPaper",
    "Kind",
    "LeadRule",
    "Meeting",
    "MeetingGrant",
    "MeetingTemplate",
    "Note",
    "Notice",
    "Outcome",
    "PaperCount",
    "PaperType",
    "Passage",
    "Proposal",
    "Publisher",
    "Purpose",
    "Reading",
    "ReadingRules",
    "Recusal",
    "Remark",
    "Room",
    "ScreenLink",
    "Seat",
    "SeatPlan",
    "SeatRole",
    "Series",
    "SessionKind",
    "Shape",
    "Shift",
    "Speaking",
    "SpeakingKind",
    "Stage",
    "Stance",
    "StanceChange",
    "Teller",
    "TemplateItem",
    "TemplateSeat",
    "Urn",
    "Vote",
    "VoteWay",
    "Way",
    "WordReturn",
]
