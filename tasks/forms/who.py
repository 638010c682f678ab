"""Fields that choose units and people by one key: “unit.3”, “person.7”. The form says who is offered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Unit, User
from tasks.queries.choices import one_picked, picked


class WhoField(forms.ChoiceField):
    """One unit or person; ``choices`` are groups of (key, words), an empty one is put before them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=(), **kwargs)

    def _offer(self, value: Any) -> None:
        rows = list(value() if callable(value) else value)
        forms.ChoiceField.choices.fset(self, [("", _("Choose…")), *rows])  # type: ignore[attr-defined]

    choices = property(forms.ChoiceField.choices.fget, _offer)  # type: ignore[attr-defined]

    def clean(self, value: Any) -> Unit | User | None:
        """Return the unit or the person that was picked."""
        key = super().clean(value)
        return one_picked(str(key)) if key else None


class WhoManyField(forms.MultipleChoiceField):
    """Several units and people, or none; returns (units, people)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=(), required=False, **kwargs)
        self.widget.attrs["size"] = 5

    def clean(self, value: Any) -> Any:
        """Return the units and the people that were picked."""
        return picked(super().clean(value))
