"""Reasons, reports, words, new deadlines."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from people.models import User
from tasks.forms.fields import Area, Files, Seen


class ReasonForm(Seen):
    """Declining, returning, cancelling."""

    reason = Area(label=_("Reason"))


class ProgressForm(forms.Form):
    """How far the work is."""

    text = Area(label=_("What was done"), rows=3)
    percent = forms.IntegerField(
        label=_("Progress (%)"), validators=[MinValueValidator(0), MaxValueValidator(99)]
    )
    files = Files(label=_("Files (PDF)"))  # type: ignore[assignment]  # a field, not the uploads


class ResultForm(Seen):
    """The result."""

    text = Area(label=_("The result"))
    files = Files(label=_("Files (PDF)"))  # type: ignore[assignment]  # a field, not the uploads
    despite = Area(
        label=_("Why open parts do not matter"),
        rows=2,
        required=False,
        help_text=_("Only needed when parts of the task are still open."),
    )


class CommentForm(forms.Form):
    """A word to the task."""

    text = Area(label=_("Your words"), rows=2)


class HandOnForm(Seen):
    """Somebody of the unit."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("To whom"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class DueForm(Seen):
    """A new deadline, with a reason."""

    due_on = forms.DateField(
        label=_("New deadline"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: no deadline."),
    )
    due_time = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reason = Area(label=_("Reason"), rows=2)
