"""What comes in: a PIN and the hash of what was shown; a reason; a file to be verified."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from people.models import Role, User

LARGEST = 50 * 1024 * 1024  # bytes of a file on the public page
SECRET = {"autocomplete": "off", "inputmode": "numeric", "maxlength": "32"}


class SignForm(forms.Form):
    """The PIN, and the SHA-256 of the version on the screen: what is shown is what is signed."""

    seen = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput)
    pin = forms.CharField(
        label=_("PIN of your key"),
        max_length=32,
        strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class StartForm(forms.Form):
    """Who signs, and which clerk numbers and seals."""

    signer = forms.ModelChoiceField(
        label=_("Who signs"), queryset=User.objects.none(), empty_label=_("Choose…")
    )
    clerk = forms.ModelChoiceField(
        label=_("Who numbers and seals"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Choose…"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True)
        self.fields["signer"].queryset = people.filter(posts__role=Role.LEADER).distinct()  # type: ignore[attr-defined]
        self.fields["clerk"].queryset = people.filter(posts__role=Role.CLERK).distinct()  # type: ignore[attr-defined]


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
