"""What comes in before the session: how the meeting is prepared, and remarks."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.office_files import ACCEPT
from meetings.forms.plan import CLOCK
from meetings.models import ReadingRules
from meetings.models.remarks import RemarkKind


class ReadingRulesForm(forms.ModelForm[ReadingRules]):
    """How the meeting is prepared by its members."""

    kept_days = forms.IntegerField(
        label=_("Days after the meeting for which it is kept who opened what"), min_value=1, max_value=365
    )  # fmt: skip

    class Meta:
        model = ReadingRules
        fields: ClassVar = ["until", "watched", "kept_days", "remarks_to_all", "stances_to_clerks"]
        labels: ClassVar = {
            "until": _("Positions are given until"),
            "watched": _("The chair and the clerks see who has opened which paper"),
            "remarks_to_all": _("All participants read every comment and question"),
            "stances_to_clerks": _("The clerks, too, see who holds which position"),
        }
        widgets: ClassVar = {"until": CLOCK}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = False
        self.fields["until"].help_text = _("Empty: 17:00 of the working day before the meeting.")


class RemarkForm(forms.Form):
    """A comment or a question."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=RemarkKind.choices, initial="comment")
    text = forms.CharField(
        label=_("Your comment or question"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write something.")},
    )  # fmt: skip
    to_all = forms.BooleanField(label=_("All participants may read it"), required=False)
    file = forms.FileField(
        label=_("A PDF with it"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )  # fmt: skip


class ReplyForm(forms.Form):
    """A reply to a remark."""

    text = forms.CharField(
        label=_("Your reply"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(
        label=_("A PDF with it"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )  # fmt: skip
