"""Fields that several forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.office_files import ACCEPT
from people.models import Unit, User

PDF_MARK = b"%PDF-"


MOST_FILES = 10


class Area(forms.CharField):
    """A text of several lines."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 4)
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, strip=True, **kwargs
        )


class Files(forms.FileField):
    """Several PDF files, or none; each is looked at when it is filed."""

    class Input(forms.ClearableFileInput):
        """A file control that takes several files."""

        allow_multiple_selected = True

    def __init__(self, **kwargs: Any) -> None:
        picker = self.Input(attrs={"accept": ACCEPT})
        super().__init__(required=False, widget=picker, **kwargs)

    def clean(self, data: Any, _initial: Any = None) -> list[Any]:
        """Return the uploads; refuses what is not a PDF while the text can still be corrected."""
        uploads = [one for one in (data if isinstance(data, list) else [data]) if one]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(_("At most ten files at once."))
        for upload in uploads:
            head = upload.read(len(PDF_MARK))
            upload.seek(0)
            if head != PDF_MARK:
                raise forms.ValidationError(_("“%s” is not a PDF file.") % upload.name)
        return uploads


class Seen(forms.Form):
    """Every act says which revision of the task the person saw."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


def lead_choices() -> list[tuple[str, Any]]:
    """All units, then all active people with a post, as one grouped list (two queries)."""
    people = User.objects.filter(is_active=True, posts__isnull=False).distinct()
    return [
        ("", _("Choose…")),
        (str(_("Units")), [(f"unit.{unit.pk}", str(unit)) for unit in Unit.objects.all()]),
        (str(_("People")), [(f"person.{user.pk}", str(user)) for user in people]),
    ]


class LeadField(forms.ChoiceField):
    """A unit or a person, in one list: “unit.3” or “person.7”."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lead_choices, **kwargs)

    def clean(self, value: Any) -> Unit | User | None:
        """Return the unit or the person that was picked."""
        picked = super().clean(value)
        kind, _dot, pk = str(picked).partition(".")
        rows: Any = Unit.objects if kind == "unit" else User.objects.filter(is_active=True)
        return rows.filter(pk=pk).first() if pk else None
