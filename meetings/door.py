"""What the office above may ask of the meetings room."""

from meetings.access import meetings
from meetings.actions import file_signed, tick_conclusion
from meetings.events import CONCLUSION_AGREED, MEETING_CANCELLED, MEETING_CONVENED, PAPER_READY
from meetings.models import Conclusion, Meeting
from meetings.queries import my_meetings

__all__ = [
    "CONCLUSION_AGREED",
    "MEETING_CANCELLED",
    "MEETING_CONVENED",
    "PAPER_READY",
    "Conclusion",
    "Meeting",
    "file_signed",
    "meetings",
    "my_meetings",
    "tick_conclusion",
]
