"""What comes in about looks: a picture, places in millimetres, a file to be checked."""

import contextlib
from typing import Any

from django import forms
from django.core import signing as tokens
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Unit, User

PICTURE_BYTES, CHECKED_BYTES = 4 << 20, 50 << 20
SALT = "signing.picture"


class PictureForm(forms.Form):
    """A PNG for the person's own signature or for the seal of a unit they look after; ``again`` is one just sent."""

    unit = forms.ModelChoiceField(
        label=_("Whose seal"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Choose…"),
    )
    file = forms.FileField(
        label=_("Picture (PNG or JPEG)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    size_mm = forms.FloatField(
        label=_("Real width of the seal in mm"),
        initial=36,
        required=False,
        min_value=20,
        max_value=50,
    )
    mend = forms.BooleanField(
        label=_("Mend it: white transparent, ink the right colour"), required=False
    )
    again = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is not None:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]
            self.fields["unit"].required = True
        else:
            del self.fields["unit"], self.fields["size_mm"]

    def clean(self) -> dict[str, Any]:
        """A file, or the token of the one sent before."""
        given = super().clean() or {}
        file: UploadedFile | None = given.get("file")
        if file and (file.size or 0) > PICTURE_BYTES:
            self.add_error("file", _("The picture is larger than 4 MB."))
        if not file and not given.get("again"):
            self.add_error("file", _("Please choose a picture."))
        return given


def token_for(sha256: str, user: User) -> str:
    """Return a signed word by which the person may use a picture just sent again."""
    return tokens.dumps([sha256, user.pk], salt=SALT)


def sent_before(token: str, user: User) -> str:
    """Return the SHA-256 behind the word, "" when it is not the person's or too old."""
    with contextlib.suppress(tokens.BadSignature, ValueError, TypeError):
        sha256, pk = tokens.loads(token, salt=SALT, max_age=3600)
        return str(sha256) if pk == user.pk else ""
    return ""


class Millimetres(forms.FloatField):
    """A length that may be written with a comma, as it is in Vietnam."""

    def to_python(self, value: Any) -> Any:
        """Read 12,5 as 12.5."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class PlaceForm(forms.Form):
    """One field's place: page from 1, millimetres from the upper left corner."""

    page = forms.IntegerField(label=_("Page"), min_value=1)
    left = Millimetres(label=pgettext_lazy("edge of a box", "Left"))
    top = Millimetres(label=pgettext_lazy("edge of a box", "Top"))
    width = Millimetres(label=_("Width"), min_value=1)
    height = Millimetres(label=_("Height"), min_value=1)


class CheckForm(forms.Form):
    """A PDF or Word file to be compared with the rules of its form."""

    file = forms.FileField(
        label=_("PDF or Word file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,application/pdf"}),
    )
    rules = forms.ChoiceField(
        label=_("Which form"),
        required=False,
        choices=(
            ("", _("As the file says itself")),
            ("decree30", _("Decree 30/2020/NĐ-CP")),
            ("attachment", _("Attachment or copy in a file of its own")),
            ("party", _("Documents of the Party (36-HD/VPTW)")),
        ),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too big to be looked at here."""
        given: UploadedFile = self.cleaned_data["file"]
        if (given.size or 0) > CHECKED_BYTES:
            raise forms.ValidationError(_("The file is larger than 50 MB."))
        return given
