"""A task from a bare sentence; a declined one for somebody else."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import today
from tasks.deadlines import month_end
from tasks.forms.fields import LeadField, Seen
from tasks.models import Task
from tasks.states import Priority


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
