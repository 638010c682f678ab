"""What comes in: plans, items, papers, questions, conclusions."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Paper
from meetings.models import Conclusion, Item, Meeting
from people.models import Unit, User

CLOCK = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MeetingForm(forms.ModelForm[Meeting]):
    """A meeting's plan."""

    class Meta:
        model = Meeting
        fields: ClassVar = ["title", "kind", "unit", "chair", "place", "starts_at", "ends_at"]
        labels: ClassVar = {
            "title": pgettext_lazy("meeting", "Title"),
            "kind": _("Kind of meeting"),
            "unit": _("Unit that holds it"),
            "chair": _("Chair"),
        }
        widgets: ClassVar = {"starts_at": CLOCK, "ends_at": CLOCK}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = leaders()  # type: ignore[attr-defined]
        if self.instance.pk:
            for name in ("unit", "chair"):
                del self.fields[name]
        say_choose(self)

    def clean(self) -> dict[str, Any]:
        """Check that the end comes after the start, and no later than a day."""
        data = super().clean() or {}
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if isinstance(starts, datetime) and isinstance(ends, datetime):
            if ends <= starts:
                self.add_error("ends_at", _("A meeting ends after it starts."))
            elif ends - starts > timedelta(days=7):
                self.add_error("ends_at", _("A meeting does not last longer than a week."))
        return data


class ItemForm(forms.ModelForm[Item]):
    """An agenda item."""

    minutes = forms.IntegerField(label=_("Minutes planned"), min_value=1, max_value=600, initial=10)

    class Meta:
        model = Item
        fields: ClassVar = ["title", "minutes", "unit", "presenter"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(is_active=True, posts__isnull=False).distinct()
        self.fields["presenter"].queryset = rows  # type: ignore[attr-defined]
        say_choose(self)


class InviteForm(forms.Form):
    """People to invite, in one go."""

    people = forms.ModelMultipleChoiceField(
        label=_("People to invite"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one person.")},
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Takes part as"), choices=[("member", _("Member")), ("secretary", _("Secretary")), ("guest", _("Invited guest"))],
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(is_active=True, posts__isnull=False).exclude(
            seats__meeting=meeting
        )
        self.fields["people"].queryset = rows.distinct()  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A new paper, or (with ``paper``) a new version of one."""

    title = forms.CharField(label=pgettext_lazy("paper", "Title"), max_length=300, required=False)
    item = forms.ModelChoiceField(
        label=_("Item of the agenda"), queryset=Item.objects.none(), required=False
    )
    paper = forms.ModelChoiceField(
        queryset=Paper.objects.none(), required=False, widget=forms.HiddenInput
    )
    file = forms.FileField(
        label=_("PDF file"), widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        self.fields["paper"].queryset = meeting.folder.papers.all()  # type: ignore[attr-defined]
        say_choose(self)


class QuestionForm(forms.Form):
    """A question to put to the vote."""

    question = forms.CharField(
        label=_("Question"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write the question that is put to the vote.")},
    )  # fmt: skip
    item = forms.ModelChoiceField(
        label=_("Item of the agenda"), queryset=Item.objects.none(), required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        say_choose(self)


class ReasonForm(forms.Form):
    """A reason: for declining, cancelling, declaring void."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please give a reason.")},
    )  # fmt: skip


class ConclusionForm(forms.ModelForm[Conclusion]):
    """A conclusion; a task also names its lead, supporters and deadline."""

    class Meta:
        model = Conclusion
        fields: ClassVar = ["kind", "text", "item", "lead", "supporters", "due_on"]
        labels: ClassVar = {"item": _("Item of the agenda")}
        widgets: ClassVar = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "supporters": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        self.fields["item"].required = False  # some are said of the whole meeting
        units = Unit.objects.all()
        self.fields["lead"].queryset = self.fields["supporters"].queryset = units  # type: ignore[attr-defined]
        kinds = self.fields["kind"]
        kinds.choices = [row for row in kinds.choices if row[0]]  # type: ignore[attr-defined]
        say_choose(self)

    def clean(self) -> dict[str, Any]:
        """Check that a lead does not also support."""
        data = super().clean() or {}
        if data.get("lead") and data["lead"] in (data.get("supporters") or []):
            self.add_error("supporters", _("The lead unit is not also a supporter."))
        return data


class DecisionForm(forms.Form):
    """A decision drafted from the meeting: what the city decides, article by article."""

    subject = forms.CharField(label=_("About"), max_length=300)
    grounds = forms.CharField(
        label=_("Grounds, one a line"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    articles = forms.CharField(
        label=_("Articles, separated by a blank line"), widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("A decision has at least one article.")},
    )  # fmt: skip
    recipients = forms.CharField(
        label=_("Recipients, one a line"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


def leaders() -> Any:
    """Return the people who may chair: active, with a leading post or heading a unit."""
    lead = Q(posts__role="leader") | Q(posts__is_head=True)
    return User.objects.filter(lead, is_active=True).distinct()


def say_choose(form: forms.BaseForm) -> None:
    """Say “Choose…” where Django would draw dashes."""
    for field in form.fields.values():
        if getattr(field, "empty_label", None):
            field.empty_label = _("Choose…")  # type: ignore[attr-defined]
