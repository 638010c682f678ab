"""What is typed quickly during the session: one line, understood; what is given in a field of its own wins."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import today
from core.folding import fold
from core.workdays import WorkCalendar
from meetings.models import Item, Meeting
from meetings.models.conclusions import ConclusionKind
from meetings.queries.clauses import unit_names
from meetings.quick import Line, UnitName, read_due, read_line
from people.models import Unit

AUTO = "auto"


class QuickForm(forms.Form):
    """A line of the chair's conclusion."""

    text = forms.CharField(
        label=_("Conclusion"), max_length=4000, strip=True,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True, "autocomplete": "off"}),
        error_messages={"required": _("Please write the conclusion.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), initial=AUTO, required=False, widget=forms.RadioSelect,
        choices=[(AUTO, _("As understood")), *ConclusionKind.choices],
    )  # fmt: skip
    lead = forms.CharField(label=_("Lead unit"), max_length=200, required=False)
    supporters = forms.CharField(label=_("with"), max_length=600, required=False)
    due = forms.CharField(
        label=_("Deadline"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"placeholder": "30/12", "inputmode": "text"}),
    )  # fmt: skip
    item = forms.ModelChoiceField(
        label=_("Item of the agenda"), queryset=Item.objects.none(), required=False,
        empty_label=_("The whole meeting"),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        self.units = unit_names()

    def clean_lead(self) -> UnitName | None:
        """Return the unit that is meant."""
        return self._unit(self.cleaned_data["lead"])

    def clean_supporters(self) -> list[UnitName]:
        """Return the units between the commas."""
        said = self.cleaned_data["supporters"].replace(";", ",").split(",")
        return [unit for one in said if (unit := self._unit(one))]

    def clean_due(self) -> date | None:
        """Return the day that is meant: “30/12”, “trong tháng 7”."""
        said = self.cleaned_data["due"].strip()
        if not said:
            return None
        due = read_due(said, today=today(), add_workdays=city_calendar().add)
        if due is None:
            raise forms.ValidationError(_("Write the day like 30/12 or 30/12/2026."))
        return due

    def fields_of(self) -> dict[str, Any]:
        """Return what ``draft_conclusion`` takes: the line as understood, the fields over it."""
        data = self.cleaned_data
        line = understood(data["text"], self.units)
        lead = data["lead"].pk if data["lead"] else line.lead
        helpers = [unit.pk for unit in data["supporters"]] or list(line.supporters)
        kind = data["kind"] if data["kind"] not in ("", AUTO) else ""
        kind = kind or ("task" if lead else line.kind or "decision")
        units = Unit.objects.in_bulk([pk for pk in (lead, *helpers) if pk])
        task = kind == ConclusionKind.TASK
        return {
            "text": self._named(data["text"], {lead, *helpers}), "kind": kind, "item": data["item"],
            "lead": units.get(lead) if task and lead else None,
            "supporters": [units[pk] for pk in helpers if pk != lead] if task else [],
            "due_on": (data["due"] or line.due_on) if task else None,
        }  # fmt: skip

    def _named(self, text: str, meant: set[int | None]) -> str:
        """Return the text with the letters of the units that are meant written out: “STC” → “Sở Tài chính”."""
        for unit in self.units:
            if unit.pk in meant and len(unit.code) > 1:
                said = rf"(?<!\w){re.escape(unit.code)}(?!\w)"
                text = re.sub(said, unit.name.replace("\\", ""), text)
        return text

    def _unit(self, said: str) -> UnitName | None:
        """Return the one unit the words mean: a full name first, else the only one that has them."""
        wanted = fold(said)
        if not wanted:
            return None
        names = [
            (unit, {fold(unit.name), fold(unit.short), fold(unit.code)}) for unit in self.units
        ]
        exact = [unit for unit, known in names if wanted in known]
        near = exact or [u for u, known in names if any(wanted in name for name in known)]
        if len(near) != 1:
            raise forms.ValidationError(
                _("Which unit is “%(said)s”?"), params={"said": said.strip()}
            )
        return near[0]


def understood(text: str, units: list[UnitName], calendar: WorkCalendar | None = None) -> Line:
    """Return the line as it is read today."""
    counted = (calendar or city_calendar()).add
    return read_line(text, units, today=today(), add_workdays=counted)
