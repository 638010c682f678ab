"""Fields that choose units and people by one key: “unit.3”, “person.7”. The form says who is offered (`offer`)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Unit, User
from tasks.queries.choices import one_picked, picked


class WhoField(forms.ChoiceField):
    """One unit or person."""

    def clean(self, value: Any) -> Unit | User | None:
        """Return the unit or the person that was picked."""
        key = super().clean(value)
        return one_picked(str(key)) if key else None


class WhoManyField(forms.MultipleChoiceField):
    """Several units and people, or none; returns (units, people)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs["size"] = 5

    def clean(self, value: Any) -> Any:
        """Return the units and the people that were picked."""
        return picked(super().clean(value))


def offer(form: forms.BaseForm, groups: Iterable[Any], *names: str) -> None:
    """Let the fields of these names choose among the groups; a field for one may also be left empty."""
    rows = list(groups)
    for name in names:
        field = form.fields[name]
        start = [("", _("Choose…"))] if isinstance(field, WhoField) else []
        field.choices = [*start, *rows]  # type: ignore[attr-defined]
