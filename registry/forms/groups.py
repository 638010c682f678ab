"""What comes in of a group of recipients."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Unit
from registry.models import RecipientGroup
from registry.queries.recipients import NAME, others, unfit, usual_units, wordings

TWO = forms.Textarea(attrs={"rows": 2})


class GroupForm(forms.Form):
    """A group: how the documents write it, other wordings, its units."""

    name = forms.CharField(label=_("As your documents write it"), max_length=NAME)
    also = forms.CharField(label=_("Other wordings, one a line"), required=False, widget=TWO)
    units = forms.ModelMultipleChoiceField(label=_("Units of the group"), queryset=Unit.objects.none())  # fmt: skip

    def __init__(self, *args: Any, agency: Unit, group: RecipientGroup | None = None, name: str = "", newer: Sequence[Unit] = (), **kwargs: Any) -> None:  # fmt: skip
        """Begin with what the group is and the units founded since (``newer``), or with the units that a group of that name usually means."""
        kwargs["initial"] = {"name": name, "units": usual_units(agency, name)}
        if group is not None:
            kwargs["initial"] = {"name": group.name, "also": "\n".join(group.also), "units": [unit.pk for unit in (*group.units.all(), *newer)]}  # fmt: skip
        super().__init__(*args, **kwargs)
        self.agency, self.group = agency, group
        here = [unit.pk for unit in others(agency)]
        self.fields["units"].queryset = Unit.objects.filter(pk__in=here)  # type: ignore[attr-defined]

    def clean_also(self) -> list[str]:
        """Return the lines that say something."""
        return wordings(self.cleaned_data["also"].splitlines())

    def clean(self) -> dict[str, Any]:
        """Refuse a name that is none, or another's."""
        data = super().clean() or {}
        if name := data.get("name"):
            why = unfit(self.agency, name, data.get("also", []), self.group.pk if self.group else None)  # fmt: skip
            if why:
                raise forms.ValidationError(why)
        return data
