"""Requests to the giver, explanations, contributions, parts of a task, marks: each form knows its task."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import today
from people.models import Unit, User
from tasks.circle import units_below
from tasks.forms.fields import Area, Files, LeadField, Seen
from tasks.models import Task
from tasks.models.evaluation import LEAST, MOST
from tasks.states import Grade

EXTENSION_DAYS = (3, 5, 10)  # working days offered with one tap


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A field for a day, with the browser's own calendar."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, **kwargs)


class OfTask(Seen):
    """A form about one task; `task` is known when it is made."""

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        self.task = task
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill what depends on the task."""


class ReasonOf(OfTask):
    """A refusal, a rejection, a reopening: with a reason."""

    reason = Area(label=_("Reason"), rows=3)


class ExtensionForm(OfTask):
    """Until when, and why; a day that was written wins over one that was tapped."""

    quick = forms.ChoiceField(
        label=_("New deadline"), required=False, widget=forms.RadioSelect, choices=()
    )
    want_on = day_field(_("Another day"), required=False)
    want_time = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reason = Area(label=_("Why is more time needed?"), rows=3)

    def prepare(self) -> None:
        """Offer the working days after the present deadline, the first one chosen."""
        field: Any = self.fields["quick"]
        field.choices = [*_later_days(self.task), ("", gettext("Another day"))]
        if self.task.due_on:
            self.fields["quick"].initial = field.choices[0][0]

    def clean(self) -> dict[str, Any]:
        """Turn the tapped or written day into the wish."""
        given = super().clean() or self.cleaned_data
        day = given.pop("want_on", None)
        quick = given.pop("quick", "")
        if day is None and quick:
            day = date.fromisoformat(quick)
        if day is None and not self.errors:
            raise forms.ValidationError(_("Please pick a day."))
        given["want"] = (day, given.pop("want_time", None))
        return given


def _later_days(task: Task) -> list[tuple[str, str]]:
    if task.due_on is None:
        return []
    calendar, offers = city_calendar(), []
    for days in EXTENSION_DAYS:
        due = calendar.add(task.due_on, days)
        words = ngettext(
            "%(n)s working day more: %(day)s", "%(n)s working days more: %(day)s", days
        )
        offers.append((due.isoformat(), words % {"n": days, "day": f"{due:%d/%m}"}))
    return offers


class GrantForm(OfTask):
    """Another day than the one that was asked for."""

    due_on = day_field(_("Grant until"))
    answer = Area(label=_("Your words"), rows=2, required=False)


class TransferForm(OfTask):
    """Who is to lead instead."""

    to = LeadField(label=_("Lead (unit or person)"))
    reason = Area(label=_("Reason"), rows=3)


class TextForm(OfTask):
    """A question, an answer, a corrected comment."""

    text = Area(label=_("Your words"), rows=3)


class DemandForm(OfTask):
    """What is to be explained, and by when."""

    question = Area(
        label=_("What is to be explained?"),
        rows=3,
        required=False,
        help_text=_("May stay empty: then the lead explains how the work stands."),
    )
    due_on = day_field(_("Answer by"), required=False)


class ExplainForm(OfTask):
    """The explanation."""

    text = Area(label=_("Your explanation"), rows=5)
    claims_objective = forms.BooleanField(
        label=_("The cause lies outside our hands (objective)"), required=False
    )
    files = Files(label=_("Files (PDF)"))  # type: ignore[assignment]  # a field, not the uploads


class JudgeForm(OfTask):
    """What the leader makes of an explanation."""

    objective = forms.BooleanField(
        label=_("I confirm an objective cause of the delay"),
        required=False,
        help_text=_(
            "A delay with a confirmed objective cause takes nothing off (Decree 335/2025)."
        ),
    )
    reason = Area(label=_("Your words"), rows=3, required=False)


class ContributionForm(OfTask):
    """What a supporter gives."""

    text = Area(label=_("What you contribute"), rows=4)
    files = Files(label=_("Files (PDF)"))  # type: ignore[assignment]  # a field, not the uploads


class AskContributionsForm(OfTask):
    """Whom, what, by when."""

    whom = forms.MultipleChoiceField(label=_("From whom"), widget=forms.CheckboxSelectMultiple)
    text = Area(label=_("What is needed"), rows=3, required=False)
    due_on = day_field(_("By"), required=False)

    def prepare(self) -> None:
        """Offer the supporters of the task, all of them ticked."""
        self.choices: dict[str, Unit | User] = {
            **{f"unit.{one.pk}": one for one in self.task.supporters.all()},
            **{f"person.{one.pk}": one for one in self.task.supporting_people.all()},
        }
        field: Any = self.fields["whom"]
        field.choices = [(key, str(one)) for key, one in self.choices.items()]
        field.initial = list(self.choices)

    def clean_whom(self) -> list[Unit | User]:
        """The units and people that were ticked."""
        return [self.choices[key] for key in self.cleaned_data["whom"]]


class HandDownForm(OfTask):
    """A part of the task for somebody of the unit."""

    title = forms.CharField(
        label=_("What is to be done"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True}),
    )
    lead = forms.ChoiceField(label=_("Who does it"), choices=())
    due_on = day_field(_("Deadline"), required=False)
    detail = Area(label=_("Detail"), rows=3, required=False)
    product = forms.CharField(label=_("Expected product"), max_length=300, required=False)

    def prepare(self) -> None:
        """Offer the people of the unit and the units below it."""
        below = units_below(self.task)
        units = [unit for unit in Unit.objects.filter(pk__in=below) if unit != self.task.lead_unit]
        holding = Q(posts__unit__in=below)
        people = User.objects.filter(holding, is_active=True).distinct()
        self.leads: dict[str, Unit | User] = {
            **{f"person.{one.pk}": one for one in people},
            **{f"unit.{one.pk}": one for one in units},
        }
        rows = [("", gettext("Choose…")), *((key, str(one)) for key, one in self.leads.items())]
        field: Any = self.fields["lead"]
        field.choices = rows
        last = self.task.due_on
        if last:
            self.fields["due_on"].widget.attrs["max"] = last.isoformat()
            self.fields["due_on"].initial = last

    def clean_lead(self) -> Unit | User:
        """The person or the unit that was picked."""
        return self.leads[self.cleaned_data["lead"]]


class MarksForm(OfTask):
    """Grade, converted points, words."""

    grade = forms.ChoiceField(
        label=_("Grade"), choices=Grade.choices, widget=forms.RadioSelect, initial=Grade.MET
    )
    quantity = forms.DecimalField(
        label=_("Converted points of the product"),
        min_value=LEAST,
        max_value=MOST,
        decimal_places=2,
        initial=Decimal(1),
    )
    words = Area(label=_("Your words"), rows=2, required=False)


class CircleForm(OfTask):
    """Who supports, who follows, who may see."""

    supporters = forms.ModelMultipleChoiceField(
        Unit.objects.filter(closed_on=None),
        label=_("Supporting units"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, posts__isnull=False).distinct(),
        label=_("Supporting people"),
        required=False,
    )
    watchers = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, posts__isnull=False).distinct(),
        label=_("Who follows the task"),
        required=False,
    )
    closed = forms.BooleanField(
        label=_("Only for the people around it"),
        required=False,
        help_text=_("Leaders above and clerks of the office do not see it."),
    )

    def prepare(self) -> None:
        """Begin with how it is."""
        self.initial = {
            "supporters": [one.pk for one in self.task.supporters.all()],
            "people": [one.pk for one in self.task.supporting_people.all()],
            "watchers": [one.pk for one in self.task.watchers.all()],
            "closed": self.task.closed_circle,
            **self.initial,
        }


def default_answer_day() -> date:
    """The day an explanation is due at first: the second working day from today."""
    return city_calendar().add(today(), 2)
