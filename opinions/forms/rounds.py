"""What comes in for a round: its plan, its papers, its deadlines, reasons, its announcement and decision."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.names import name_key
from documents.office_files import ACCEPT
from opinions.actions import Plan
from opinions.models import Round
from opinions.states import AskedKind
from people.models import Unit, User

CLOCK = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def area(rows: int) -> forms.Textarea:
    """Return a field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class People(forms.ModelMultipleChoiceField):
    """People by name and title, those who are chosen first."""

    def label_from_instance(self, obj: Any) -> str:
        """Say the name and the first title."""
        post = next(iter(obj.posts.all()), None)
        return f"{obj}, {post.title}" if post else str(obj)

    def put_first(self, chosen: Any) -> None:
        """List the chosen ones first, the rest by given name."""
        wanted = {str(getattr(one, "pk", one)) for one in chosen or ()}
        people: Any = self.queryset
        rows = sorted(people, key=lambda u: (str(u.pk) not in wanted, name_key(u.full_name)))
        self.choices = [(user.pk, self.label_from_instance(user)) for user in rows]


class RoundForm(forms.ModelForm[Round]):
    """A round: what is asked, of whom, by which rule, how long."""

    questions = forms.CharField(
        label=_("Questions, one a line"), widget=area(4), max_length=20_000,
        help_text=_("Each line is answered on its own: agree, disagree, other opinion, no opinion."),
        error_messages={"required": _("Please write at least one question.")},
    )  # fmt: skip
    members = People(
        label=_("Members who are asked (their answers are counted)"), queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    units = forms.ModelMultipleChoiceField(
        label=_("Units that comment (not counted)"), queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("Working days for answering"), min_value=1, max_value=60, initial=3
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Round
        fields: ClassVar = [
            "title", "questions", "unit", "leader", "rule", "drafting_unit", "explanation",
            "grounds", "members", "units", "days", "shows", "must_sign",
        ]  # fmt: skip
        labels: ClassVar = {
            "title": pgettext_lazy("round", "About"),
            "unit": _("In the name of"),
            "leader": _("Leader who approves; his side decides when sides are equal"),
            "rule": _("How it is decided"),
            "drafting_unit": _("Unit that drafts and answers the opinions"),
            "explanation": pgettext_lazy("round", "Explanation"),
            "grounds": _("Legal grounds, one a line"),
            "shows": _("What everybody asked sees after the announcement"),
            "must_sign": _("Answers must be signed digitally"),
        }
        widgets: ClassVar = {
            "title": area(2), "explanation": area(5), "grounds": area(3), "shows": forms.RadioSelect,
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        active = User.objects.filter(is_active=True, posts__isnull=False)
        fields["members"].queryset = active.distinct().prefetch_related("posts")
        fields["members"].put_first(self["members"].value())
        fields["units"].queryset = Unit.objects.all()
        fields["leader"].queryset = active.filter(
            Q(posts__role="leader") | Q(posts__is_head=True)
        ).distinct()
        for field in self.fields.values():
            if getattr(field, "empty_label", None):
                field.empty_label = _("Choose…")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that somebody is asked: a decision needs members, advice at least a unit."""
        given = super().clean() or self.cleaned_data
        if not given.get("members") and not (
            given.get("units") and given.get("rule") == "advisory"
        ):
            self.add_error("members", _("Please choose the members who are asked."))
        questions = [line.strip() for line in given.get("questions", "").splitlines()]
        given["matters"] = [line for line in questions if line]
        if len(given["matters"]) > 20:
            self.add_error("questions", _("At most 20 questions in one round."))
        if any(len(line) > 1000 for line in given["matters"]):
            self.add_error("questions", _("A question has at most 1000 characters."))
        return given

    def plan(self) -> Plan:
        """Return what was filled in."""
        given = self.cleaned_data
        return Plan(
            title=given["title"], unit=given["unit"], leader=given["leader"], matters=given["matters"],
            members=list(given["members"]), units=list(given["units"]), rule=given["rule"],
            drafting_unit=given["drafting_unit"], explanation=given["explanation"],
            grounds=given["grounds"], days=given["days"], must_sign=given["must_sign"],
            shows=given["shows"],
        )  # fmt: skip

    @staticmethod
    def start(round_: Round) -> dict[str, Any]:
        """Return what the form shows of a round that is there: questions and who is asked."""
        lines = list(round_.asked.all())
        return {
            "questions": "\n".join(str(matter) for matter in round_.matters.all()),
            "members": [line.user_id for line in lines if line.kind == AskedKind.MEMBER],
            "units": [line.unit_id for line in lines if line.kind == AskedKind.UNIT],
        }


class ReasonForm(forms.Form):
    """A reason: for returning, closing early, cancelling, taking somebody off the list."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=area(3),
        error_messages={"required": _("Please give a reason.")},
    )  # fmt: skip


class SendForm(forms.Form):
    """The deadline of a round that goes out."""

    deadline = forms.DateTimeField(
        label=_("Deadline"), widget=CLOCK,
        help_text=_("A deadline on a day off moves to the same hour of the next working day."),
    )  # fmt: skip


class DeadlineForm(SendForm):
    """Another deadline, with a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=area(2))


class PaperForm(forms.Form):
    """A PDF to the round."""

    title = forms.CharField(label=pgettext_lazy("paper", "Title"), max_length=300, required=False)
    file = forms.FileField(
        label=_("PDF file"), widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip


class AnnounceForm(forms.Form):
    """The words of the announcement; the figures are printed in any case."""

    announcement = forms.CharField(
        label=_("Words of the announcement"), widget=area(5), max_length=8000, required=False,
        help_text=_("The figures, who did not answer, and the clause of the law are printed in any case."),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """A decision drafted from the result."""

    subject = forms.CharField(label=_("About"), max_length=300)
    articles = forms.CharField(
        label=_("Articles, separated by a blank line"), widget=area(8),
        error_messages={"required": _("A decision has at least one article.")},
    )  # fmt: skip
    recipients = forms.CharField(label=_("Recipients, one a line"), widget=area(3), required=False)
