"""What comes in: rounds, answers, reasons, deadlines, rows of the comparison table."""

from opinions.forms.answers import SheetForm
from opinions.forms.rounds import (
    AnnounceForm,
    DeadlineForm,
    DecisionForm,
    PaperForm,
    ReasonForm,
    RoundForm,
    SendForm,
)
from opinions.forms.table import NewRowForm, RowForm

__all__ = [
    "AnnounceForm",
    "DeadlineForm",
    "DecisionForm",
    "NewRowForm",
    "PaperForm",
    "ReasonForm",
    "RoundForm",
    "RowForm",
    "SendForm",
    "SheetForm",
]
