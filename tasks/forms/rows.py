"""Several orders at once: pasted lines, then a table in which each line is corrected. Names are typed, tone marks not needed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.folding import fold
from people.models import Unit, User
from tasks.actions.batches import MOST
from tasks.queries.choices import Named

LONGEST = 60_000  # letters of pasted lines


class LinesForm(forms.Form):
    """Lines that were pasted: each becomes a row."""

    lines = forms.CharField(
        label=_("One order a line"), max_length=LONGEST, strip=True,
        widget=forms.Textarea(attrs={"rows": 8, "autofocus": True}),
    )  # fmt: skip

    def clean_lines(self) -> list[str]:
        """The lines with words, at most as many as can be given at once."""
        rows = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines()]
        rows = [row for row in rows if row]
        if len(rows) > MOST:
            raise ValidationError(
                _("At most %(most)s tasks can be given at once.") % {"most": MOST}
            )
        return rows


class NameField(forms.CharField):
    """Units and people by their typed names, parted by semicolons; the form gives it the names it knows."""

    known: dict[str, list[Unit | User]]

    def __init__(self, *, many: bool = False, **kwargs: Any) -> None:
        self.many, self.known = many, {}
        super().__init__(max_length=1000, **kwargs)
        self.widget.attrs |= {"list": "known-names", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """Return the one named, or the list of all named; an unknown or ambiguous name is said."""
        said = [part.strip() for part in str(super().clean(value) or "").split(";") if part.strip()]
        found = [self._one(name) for name in said]
        if self.many:
            return found
        if len(found) > 1:
            raise ValidationError(_("One lead a line, please."))
        return found[0] if found else None

    def _one(self, name: str) -> Unit | User:
        rows = self.known.get(fold(name), [])
        if not rows:
            raise ValidationError(_("Nobody is called “%(name)s” here.") % {"name": name})
        if len(rows) > 1:
            raise ValidationError(_("Several are called “%(name)s”.") % {"name": name})
        return rows[0]


class RowForm(forms.Form):
    """One order of a table."""

    take = forms.BooleanField(label=_("Assign"), required=False, initial=True)
    title = forms.CharField(
        label=_("What is to be done"), max_length=3000, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = NameField(label=_("Lead"))
    support = NameField(label=_("Support"), required=False, many=True)
    due_on = forms.DateField(
        label=_("Deadline"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    due_time = forms.TimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, named: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "support"):
            self.fields[name].known = named.by_name  # type: ignore[attr-defined]

    def full_clean(self) -> None:
        """A row that is left out is not judged."""
        super().full_clean()
        if self.is_bound and not self.data.get(self.add_prefix("take")):
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {"take": False}


Rows = forms.formset_factory(
    RowForm, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True, min_num=0
)
