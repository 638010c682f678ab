"""What comes in for the comparison table."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from opinions.models import Matter, Row


class RowForm(forms.ModelForm[Row]):
    """What became of an opinion; ``seen`` is the edition the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Row
        fields: ClassVar = ["verdict", "answer", "change", "place"]
        labels: ClassVar = {
            "verdict": _("What became of it"),
            "answer": _("Accepted or explained, in words"),
            "change": _("Change in the draft"),
            "place": _("Place in the draft (article, clause)"),
        }
        widgets: ClassVar = {
            "answer": forms.Textarea(attrs={"rows": 3}),
            "change": forms.Textarea(attrs={"rows": 2}),
        }


class NewRowForm(forms.Form):
    """An opinion that came another way."""

    who = forms.CharField(label=_("Whose opinion"), max_length=300)
    matter = forms.ModelChoiceField(
        label=_("Question asked"),
        queryset=Matter.objects.none(),
        required=False,
        empty_label=_("the whole"),
    )
    opinion = forms.CharField(
        label=_("The opinion"), max_length=8000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, matters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].queryset = matters  # type: ignore[attr-defined]
