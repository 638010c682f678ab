"""What comes into the meetings room: forms, one file a noun."""

from meetings.forms.plan import (
    ConclusionForm,
    DecisionForm,
    ItemForm,
    MeetingForm,
    PaperForm,
    ReasonForm,
    leaders,
    say_choose,
)
from meetings.forms.votes import BoardForm, CountForm, OtherForm, QuestionForm, RecusalForm

__all__ = [
    "BoardForm",
    "ConclusionForm",
    "CountForm",
    "DecisionForm",
    "ItemForm",
    "MeetingForm",
    "OtherForm",
    "PaperForm",
    "QuestionForm",
    "ReasonForm",
    "RecusalForm",
    "leaders",
    "say_choose",
]
