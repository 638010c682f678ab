"""Keeping a filter under a name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Unit


class SaveViewForm(forms.Form):
    """A name, and the unit that may use the view too."""

    name = forms.CharField(label=_("Name of the view"), max_length=80)
    shared_with = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Share with"), required=False, empty_label=_("nobody else")
    )
    start = forms.BooleanField(label=_("Begin my tasks with it"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared_with"].queryset = units  # type: ignore[attr-defined]
