"""What comes in: a PIN and the hash of what was shown; a reason; a file to be verified."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from signing.forms.kinds import KINDS
from signing.models import RouteTemplate, Step
from signing.routes import capacities
from signing.states import Capacity, StepKind

LARGEST = 50 * 1024 * 1024  # bytes of a file on the public page
SECRET = {"autocomplete": "off", "inputmode": "numeric", "maxlength": "32"}


class PinForm(forms.Form):
    """The PIN of a key; never shown again."""

    pin = forms.CharField(
        label=_("PIN of your key"),
        max_length=32,
        strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
    )


class SignForm(PinForm):
    """The PIN, and the SHA-256 of the version on the screen: what is shown is what is signed."""

    seen = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnForm(ReasonForm):
    """A reason, and to whom the paper goes back: who sent it, or an earlier step."""

    to = forms.ModelChoiceField(
        label=_("Back to"), queryset=Step.objects.none(), required=False,
        empty_label=_("who sent it (the way ends)"),
    )  # fmt: skip
    field_order = ("to", "reason")

    def __init__(self, *args: Any, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        field.queryset = earlier  # type: ignore[attr-defined]
        field.label_from_instance = lambda step: f"{step.who}: {step.get_kind_display()}"  # type: ignore[attr-defined]


class HandOnForm(ReasonForm):
    """Who does it instead, and in which right they sign."""

    to = forms.CharField(
        label=_("Who"), max_length=300,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )  # fmt: skip
    right = forms.ChoiceField(
        label=_("In which right"), required=False,
        choices=[(c.value, c.label) for c in (Capacity.KT, Capacity.TL, Capacity.TUQ)],
        help_text=capacities.RIGHTS["TUQ"].clause,
    )  # fmt: skip
    field_order = ("to", "right", "reason")


class AddStepForm(ReasonForm):
    """Who is asked too, for what, and from when."""

    kind = forms.ChoiceField(
        label=_("What is done"),
        choices=[(k.value, k.label) for k in (StepKind.REVIEW, StepKind.INITIAL, StepKind.SIGN)],
    )
    who = forms.CharField(
        label=_("Who"), max_length=300,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )  # fmt: skip
    right = forms.ChoiceField(label=_("In which right"), choices=Capacity.choices, required=False)
    beside = forms.ModelChoiceField(
        label=_("Asked beside"), queryset=Step.objects.none(), required=False,
        empty_label=_("those who are asked now"),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("Working days"), min_value=0, max_value=250, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    field_order = ("kind", "who", "right", "beside", "days", "reason")

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["beside"]
        field.queryset = steps  # type: ignore[attr-defined]
        field.label_from_instance = lambda step: f"{step.who}: {step.get_kind_display()}"  # type: ignore[attr-defined]


class DueForm(forms.Form):
    """A deadline in working days from today."""

    days = forms.IntegerField(
        label=_("Working days"), min_value=0, max_value=250,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class OpinionForm(forms.Form):
    """What a person thinks of the paper; nothing means agreed."""

    seen = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your opinion"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Left empty: agreed."),
    )  # fmt: skip


class RemarkForm(forms.Form):
    """A comment on a page."""

    text = forms.CharField(
        label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    page = forms.IntegerField(
        label=_("Page"), min_value=0, max_value=100_000, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class NoteForm(forms.Form):
    """What the signers should know."""

    note = forms.CharField(
        label=_("Note for those who sign"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class TemplateForm(forms.ModelForm[RouteTemplate]):
    """Name, unit and kind of paper of a usual way."""

    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)

    class Meta:
        model = RouteTemplate
        fields = ("name", "unit", "kind")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = _("all units")  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("any kind")), *KINDS.items()]  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    """A PDF to be verified."""

    file = forms.FileField(
        label=_("PDF file"), widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"})
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too big to be looked at here."""
        given: UploadedFile = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB."),
                params={"limit": LARGEST // 1024 // 1024},
            )
        return given
