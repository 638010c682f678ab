"""What comes in around drafts: heading and signer, remarks, files from Word, conclusions written quickly."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.office_files import ACCEPT
from meetings.forms.plan import leaders, say_choose
from meetings.models import Draft, DraftForm
from people.models import User


class HeadForm(forms.Form):
    """What stands around the text."""

    subject = forms.CharField(
        label=_("Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    signer = forms.ModelChoiceField(label=_("Signs"), queryset=User.objects.none())
    capacity = forms.CharField(
        label=_("Signs as (TM., KT., TL. …), one line each"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    secretary = forms.ModelChoiceField(
        label=_("Secretary who signs the minutes"), queryset=User.objects.none(), required=False
    )
    recipients = forms.CharField(
        label=_("Recipients, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        head = draft.head
        kwargs["initial"] = {
            "subject": draft.subject, "signer": draft.signer_id, "secretary": draft.secretary_id,
            "capacity": head["signing"]["capacity"], "recipients": "\n".join(head["recipients"]),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        here = User.objects.filter(seats__meeting=draft.meeting_id, is_active=True)
        signers = (leaders() | User.objects.filter(pk=draft.signer_id).distinct()).distinct()
        self.fields["signer"].queryset = signers  # type: ignore[attr-defined]
        self.fields["secretary"].queryset = here.distinct()  # type: ignore[attr-defined]
        if draft.form != DraftForm.MINUTES:
            del self.fields["secretary"]
        say_choose(self)

    def clean_recipients(self) -> list[str]:
        """Return the lines that say something."""
        rows = self.cleaned_data["recipients"].splitlines()
        return [" ".join(row.split())[:200] for row in rows if row.strip()][:40]


class WordForm(forms.Form):
    """A .docx that comes back."""

    file = forms.FileField(
        label=_("Word file (.docx)"), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip


class AttachmentForm(forms.Form):
    """A PDF for a conclusion."""

    title = forms.CharField(label=_("Title of the file"), max_length=300, required=False)
    file = forms.FileField(
        label=_("PDF file"), widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip


class OnPaperForm(forms.Form):
    """A document that was signed and sealed on paper."""

    notation = forms.CharField(
        label=_("Number and symbol"), max_length=60, widget=forms.TextInput(attrs={"placeholder": "15/TB-UBND"}),
    )  # fmt: skip
    on = forms.DateField(
        label=_("Issued on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.FileField(
        label=_("PDF file"), widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip
