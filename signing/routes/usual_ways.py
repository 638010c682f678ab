"""The lines of a usual way as a form: a person by name, or a rule that finds one when the way is taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import User
from signing.models import RouteTemplate
from signing.routes.composing import (
    AFTER,
    MOST,
    PREFIX,
    StepForm,
    label_of,
    person_field,
    person_named,
    with_order,
)
from signing.states import PostRule, StepKind


class RuleForm(StepForm):
    """One line of a usual way: a rule finds who does it, or it is one person always."""

    rule = forms.ChoiceField(label=_("Who"), choices=PostRule.choices)
    who = person_field(_("Name"))

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
    rows = template.lines.select_related("who").order_by("rank", "position")
    return [
        {
            "kind": row.kind, "rule": row.rule, "who": label_of(row.who) if row.who else "", "when": when,
            "right": row.right, "days": row.days or "",
        }
        for row, when in with_order(rows)
    ]  # fmt: skip
