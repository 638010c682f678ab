"""What comes in: orders, reports, reasons, deadlines."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import today
from people.models import Unit, User
from tasks.deadlines import month_end
from tasks.models import Task
from tasks.states import Priority

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
        picker = self.Input(attrs={"accept": "application/pdf,.pdf"})
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


class AgainForm(Seen):
    """Who gets a declined task."""

    lead = LeadField(label=_("Lead (unit or person)"))


QUICK_DAYS = (3, 5, 10)  # working days offered with one tap


def quick_dues() -> list[tuple[str, str]]:
    """Deadlines for one tap: in a few working days, at the end of the month, or none of these."""
    calendar, day = city_calendar(), today()
    offers = []
    for days in QUICK_DAYS:
        due = calendar.add(day, days)
        words = ngettext("In %(n)s working day: %(day)s", "In %(n)s working days: %(day)s", days)
        offers.append((due.isoformat(), words % {"n": days, "day": f"{due:%d/%m}"}))
    last = month_end(day, calendar)
    if last.isoformat() not in dict(offers):
        offers.append(
            (last.isoformat(), gettext("End of the month: %(day)s") % {"day": f"{last:%d/%m}"})
        )
    return [*offers, ("", gettext("Another day, or none"))]


class AssignForm(forms.ModelForm[Task]):
    """A task from a bare sentence: what and who are enough."""

    lead = LeadField(label=_("Lead (unit or person)"))
    quick = forms.ChoiceField(
        label=_("Deadline"), required=False, choices=quick_dues, widget=forms.RadioSelect
    )
    due_on = forms.DateField(
        label=_("Another day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Task
        fields = ("title", "detail", "product", "priority", "due_time", "supporters")
        labels: ClassVar = {"title": _("What is to be done"), "supporters": _("Supporting units")}
        widgets: ClassVar = {
            "title": forms.Textarea(attrs={"rows": 2, "autofocus": True}),
            "detail": forms.Textarea(attrs={"rows": 3}),
            "due_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "supporters": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].initial = Priority.NORMAL

    def clean(self) -> dict[str, Any]:
        """A day that was written wins over one that was tapped."""
        given = super().clean() or self.cleaned_data
        if not given.get("due_on") and given.get("quick"):
            given["due_on"] = date.fromisoformat(given["quick"])
        return given
