"""The lines of a usual way as a form: a person by name, or a rule that finds one when the way is taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import User
from signing.composing import AFTER, ALL, MOST, ONE, PREFIX, WHEN, label_of, person_named
from signing.models import RouteTemplate
from signing.states import Capacity, PostRule, StepKind


class RuleForm(forms.Form):
    """One line of a usual way."""

    kind = forms.ChoiceField(label=_("What is done"), choices=StepKind.choices)
    rule = forms.ChoiceField(label=_("Who"), choices=PostRule.choices)
    who = forms.CharField(
        label=_("Name"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )  # fmt: skip
    when = forms.ChoiceField(label=_("In which order"), choices=WHEN, required=False)
    right = forms.ChoiceField(label=_("In which right"), choices=Capacity.choices, required=False)
    days = forms.IntegerField(
        label=_("Working days"), min_value=0, max_value=250, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Find the person where the rule is “this person”."""
        given = super().clean() or self.cleaned_data
        person: User | None = None
        if given.get("rule") == PostRule.PERSON:
            try:
                person = person_named(given.get("who", ""))
            except forms.ValidationError as error:
                self.add_error("who", error)
        return {**given, "person": person}


RuleForms = forms.formset_factory(RuleForm, extra=0, max_num=MOST, validate_max=True)


def forms_of(template: RouteTemplate | None) -> Any:
    """Return a usual way's lines as forms; a new one begins with the agency's leader and its clerk."""
    return RuleForms(prefix=PREFIX, initial=_rows(template) if template else FRESH)


FRESH: list[dict[str, Any]] = [
    {"kind": StepKind.REVIEW, "rule": PostRule.OWN_HEAD, "when": AFTER, "days": 1},
    {"kind": StepKind.SIGN, "rule": PostRule.LEADER, "when": AFTER, "days": 2},
    {"kind": StepKind.NUMBER, "rule": PostRule.CLERK, "when": AFTER, "days": 1},
    {"kind": StepKind.SEAL, "rule": PostRule.CLERK, "when": AFTER, "days": 1},
]


def _rows(template: RouteTemplate) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    last = 0
    for row in template.lines.select_related("who").order_by("rank", "position"):
        when = AFTER if row.rank != last else (ONE if row.one_of else ALL)
        who = label_of(row.who) if row.who else ""
        made.append({
            "kind": row.kind, "rule": row.rule, "who": who, "when": when, "right": row.right,
            "days": row.days or "",
        })  # fmt: skip
        last = row.rank
    return made
