"""What comes into the meetings room: forms, one file a noun."""

from meetings.forms.plan import (
    ConclusionForm,
    DecisionForm,
    InviteForm,
    ItemForm,
    MeetingForm,
    PaperForm,
    QuestionForm,
    ReasonForm,
    leaders,
    say_choose,
)

__all__ = [
    "ConclusionForm",
    "DecisionForm",
    "InviteForm",
    "ItemForm",
    "MeetingForm",
    "PaperForm",
    "QuestionForm",
    "ReasonForm",
    "leaders",
    "say_choose",
]
