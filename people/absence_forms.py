"""What comes in about absences and the days of a unit."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Absence, Unit, UnitDay, User
from people.standing import may_announce_for, may_stand_in

DAY = {"type": "date"}


class AbsenceForm(forms.ModelForm[Absence]):
    """Who is away, who stands in, from when to when."""

    class Meta:
        model = Absence
        fields: ClassVar = ["person", "stand_in", "since", "until", "reason"]
        labels: ClassVar = {"person": _("Who is away"), "stand_in": _("Who stands in")}
        help_texts: ClassVar = {
            "stand_in": _(
                "Does the work and decides in the absent person's place; the journal names both."
            ),
        }
        widgets: ClassVar = {
            "since": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, by: User, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = may_announce_for(by)
        people.initial, people.empty_label = person.pk, None
        if people.queryset.count() == 1:
            people.widget = forms.HiddenInput()
        stand_in: Any = self.fields["stand_in"]
        stand_in.queryset, stand_in.empty_label = may_stand_in(person), _("Choose…")

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order while they can still be corrected."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return given


class UnitDayForm(forms.ModelForm[UnitDay]):
    """A day of one unit."""

    class Meta:
        model = UnitDay
        fields: ClassVar = ["unit", "date", "kind", "reason", "notice_number"]
        labels: ClassVar = {"unit": _("Unit")}
        widgets: ClassVar = {"date": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}

    def __init__(self, *args: Any, units: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset, field.empty_label = Unit.objects.filter(pk__in=units, closed_on=None), None

    def validate_unique(self) -> None:
        """Writing a known day again changes it."""
