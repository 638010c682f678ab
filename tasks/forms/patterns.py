"""A template of several tasks; a task that comes back."""

from typing import Any, ClassVar

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from people.access import units_of
from people.models import Unit, User
from tasks.forms.rows import NameField
from tasks.forms.who import WhoField, WhoManyField, offer
from tasks.models import Recurrence
from tasks.queries.choices import Named, choices, givers, key_of

SPARE = 3  # empty lines shown
MOST_DAYS = 400


class TemplateForm(forms.Form):
    """The head of a template."""

    name = forms.CharField(label=_("Name of the template"), max_length=160)
    day_name = forms.CharField(
        label=_("The day it is counted from"), max_length=120, required=False,
        help_text=_("e.g. “opening day of the session”"),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Share with"), required=False, empty_label=_("only for me")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of(user)  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """One line of a template; an empty title leaves the line out."""

    title = forms.CharField(
        label=_("What is to be done"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )  # fmt: skip
    lead = NameField(label=_("Lead"), required=False)
    days = forms.IntegerField(
        label=_("Working days after the day (before: minus)"), required=False,
        min_value=-MOST_DAYS, max_value=MOST_DAYS,
    )  # fmt: skip

    def __init__(self, *args: Any, named: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].known = named.by_name  # type: ignore[attr-defined]


Lines = forms.formset_factory(LineForm, extra=SPARE, max_num=60, absolute_max=60, validate_max=True)


class RecurrenceForm(forms.ModelForm[Recurrence]):
    """What comes back, how often, and how long before its deadline it is given."""

    lead = WhoField(label=_("Lead (unit or person)"))
    support = WhoManyField(label=_("Support (units and people)"))
    giver = WhoField(label=_("Given by"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Day of the week (every week)"), coerce=int, choices=list(WEEKDAYS.items())
    )

    class Meta:
        model = Recurrence
        fields = (
            "title", "frequency", "weekday", "day", "month", "lead_days", "starts_on", "ends_on",
            "product", "detail", "priority",
        )  # fmt: skip
        labels: ClassVar = {
            "title": _("What is to be done"), "frequency": _("How often"),
            "day": _("Day of the month (every month, every year)"), "month": _("Month (every year)"),
            "lead_days": _("Given so many working days before the deadline"),
            "starts_on": _("First day"), "ends_on": _("Last day"),
        }  # fmt: skip
        widgets: ClassVar = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "detail": forms.Textarea(attrs={"rows": 3}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, choices(user), "lead", "support")
        for_whom = [(key_of(one), str(one)) for one in givers(user)]
        offer(self, for_whom, "giver")
        self.for_others = len(for_whom) > 1
