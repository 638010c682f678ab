"""What comes in: orders, reports, reasons, deadlines."""

from tasks.forms.assign import QUICK_DAYS, AgainForm, AssignForm, quick_dues
from tasks.forms.fields import MOST_FILES, PDF_MARK, Area, Files, LeadField, Seen, lead_choices
from tasks.forms.work import CommentForm, DueForm, HandOnForm, ProgressForm, ReasonForm, ResultForm

__all__ = [
    "MOST_FILES",
    "PDF_MARK",
    "QUICK_DAYS",
    "AgainForm",
    "Area",
    "AssignForm",
    "CommentForm",
    "DueForm",
    "Files",
    "HandOnForm",
    "LeadField",
    "ProgressForm",
    "ReasonForm",
    "ResultForm",
    "Seen",
    "lead_choices",
    "quick_dues",
]
