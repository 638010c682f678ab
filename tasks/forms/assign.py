"""A task from a bare sentence; a declined one for somebody else."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import today
from people.models import User
from tasks.deadlines import month_end
from tasks.forms.fields import LeadField, Seen
from tasks.forms.who import WhoField, WhoManyField, offer
from tasks.models import Task
from tasks.queries.choices import choices, givers, key_of
from tasks.recurrence import quarter_end
from tasks.states import Frequency, Priority


class AgainForm(Seen):
    """Who gets a declined task."""

    lead = LeadField(label=_("Lead (unit or person)"))


QUICK_DAYS = (3, 5, 10)  # working days offered with one tap


def quick_dues() -> list[tuple[str, str]]:
    """Deadlines for one tap: in a few working days, at the end of the month or quarter, or none of these."""
    calendar, day = city_calendar(), today()
    offers: dict[str, str] = {}
    for days in QUICK_DAYS:
        due = calendar.add(day, days)
        words = ngettext("In %(n)s working day: %(day)s", "In %(n)s working days: %(day)s", days)
        offers[due.isoformat()] = words % {"n": days, "day": f"{due:%d/%m}"}
    month, quarter = month_end(day, calendar), quarter_end(day, calendar)
    offers.setdefault(
        month.isoformat(), gettext("End of the month: %(day)s") % {"day": f"{month:%d/%m}"}
    )
    offers.setdefault(
        quarter.isoformat(), gettext("End of the quarter: %(day)s") % {"day": f"{quarter:%d/%m}"}
    )
    return [*offers.items(), ("", gettext("Another day, or none"))]


class AssignForm(forms.ModelForm[Task]):
    """A task from a bare sentence: what and who are enough. ``guessed`` says that the sentence filled the lead."""

    lead = WhoField(label=_("Lead (unit or person)"))
    also = WhoManyField(
        label=_("The same to others"), help_text=_("Each gets a task of their own.")
    )
    support = WhoManyField(label=_("Support (units and people)"))
    watch = WhoManyField(label=_("Watchers"))
    giver = WhoField(label=_("Given by"), required=False)
    quick = forms.ChoiceField(
        label=_("Deadline"), required=False, choices=quick_dues, widget=forms.RadioSelect
    )
    due_on = forms.DateField(
        label=_("Another day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
    )
    repeat = forms.ChoiceField(
        label=_("Repeat"),
        required=False,
        choices=lambda: [("", _("once")), *Frequency.choices],
        help_text=_("From the deadline on; the next tasks are given by the clock."),
    )
    quote = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    anchor = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    guessed = False

    class Meta:
        model = Task
        fields = (
            "title", "detail", "product", "priority", "due_time",
            "source_kind", "source_number", "source_on", "source_from",
        )  # fmt: skip
        labels: ClassVar = {"title": _("What is to be done")}
        widgets: ClassVar = {
            "title": forms.Textarea(
                attrs={
                    "rows": 2,
                    "autofocus": True,
                    "placeholder": _(
                        "e.g. Department of Finance reports the estimate before 15/12"
                    ),
                }
            ),
            "detail": forms.Textarea(attrs={"rows": 3}),
            "due_time": forms.TimeInput(
                attrs={"type": "time", "class": "form-control"}, format="%H:%M"
            ),
            "source_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = choices(user)
        offer(self, everybody, "lead", "also", "support")
        offer(self, people_of(everybody), "watch")
        for_whom = [(key_of(one), str(one)) for one in givers(user)]
        offer(self, for_whom, "giver")
        self.for_others = len(for_whom) > 1
        self.fields["priority"].initial = Priority.NORMAL

    def clean(self) -> dict[str, Any]:
        """A day that was written wins over one that was tapped; what repeats needs a day."""
        given = super().clean() or self.cleaned_data
        if not given.get("due_on") and given.get("quick"):
            given["due_on"] = date.fromisoformat(given["quick"])
        if given.get("repeat") and not given.get("due_on"):
            self.add_error("repeat", _("What repeats needs a first deadline."))
        return given


def people_of(groups: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return the groups with their people only."""
    kept = [(name, [row for row in rows if row[0].startswith("person.")]) for name, rows in groups]
    return [(name, rows) for name, rows in kept if rows]
