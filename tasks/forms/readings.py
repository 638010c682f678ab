"""A text to be read for tasks; a proposal corrected by a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import User
from tasks.forms.fields import Area
from tasks.forms.who import WhoField, WhoManyField, offer
from tasks.queries.choices import choices, givers, key_of
from tasks.states import SourceKind

MOST_BYTES = 20 * 1024 * 1024
ENDINGS = (".pdf", ".docx", ".txt")


class ReadForm(forms.Form):
    """Words that were pasted, or a file; when they were issued, and for whom the tasks will be given."""

    text = forms.CharField(
        label=_("Paste the text"), required=False, max_length=400_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )  # fmt: skip
    upload = forms.FileField(
        label=_("or choose a file (PDF, Word .docx, .txt)"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )  # fmt: skip
    issued_on = forms.DateField(
        label=_("Day of issue"), required=False,
        help_text=_("Deadlines like “in 5 working days” count from here; empty: from today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    source_kind = forms.ChoiceField(
        label=_("Kind of source"), required=False, choices=SourceKind.choices
    )
    source_number = forms.CharField(label=_("Number"), required=False, max_length=60)
    source_from = forms.CharField(label=_("Issued by"), required=False, max_length=200)
    giver = WhoField(label=_("Given by"), required=False)
    share = forms.BooleanField(
        label=_("Let the leaders and clerks of the giver's unit see it and go on with it"),
        required=False,
    )
    source = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    anew = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_whom = [(key_of(one), str(one)) for one in givers(user)]
        offer(self, for_whom, "giver")
        self.for_others = len(for_whom) > 1

    def clean_upload(self) -> Any:
        """Refuse what is too large or of another kind before anything reads it."""
        upload = self.cleaned_data["upload"]
        if upload and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        if upload and not upload.name.lower().endswith(ENDINGS):
            raise forms.ValidationError(_("Only PDF, Word (.docx) and text files can be read."))
        return upload

    def clean(self) -> dict[str, Any]:
        """Something must be there to read."""
        given = super().clean() or self.cleaned_data
        said = given.get("text", "").strip() or given.get("upload") or given.get("source")
        if not said and "upload" not in self.errors:
            self.add_error("text", _("Paste a text or choose a file."))
        return given


class ProposalForm(forms.Form):
    """What a person corrects in a proposal."""

    title = Area(label=_("What is to be done"), rows=3)
    leads = WhoManyField(label=_("Lead (each gets a task of their own)"))
    support = WhoManyField(label=_("Support (units and people)"))
    due_on = forms.DateField(
        label=_("Deadline"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    due_time = forms.TimeField(
        label=_("Hour"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, choices(user), "leads", "support")
