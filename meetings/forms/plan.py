"""What comes in: plans, items, papers, questions, conclusions."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Paper
from documents.office_files import ACCEPT
from meetings.forms.rooms import RoomChoice
from meetings.models import Conclusion, Item, Meeting, PaperType, Room, SessionKind
from meetings.preparing import chairs_for, plans_for
from people.models import Unit, User


class Versioned(forms.Form):
    """A form that knows which version the person began from, and shows what somebody else saved meanwhile."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    theirs: ClassVar[list[tuple[str, str]]] = []

    def overtaken(self: Any, standing: Any) -> None:
        """Keep what was typed, show beside it what stands now, and let the next save be a deliberate one."""
        self.theirs = [
            (str(self.fields[name].label), _shown(standing, name))
            for name in self.cleaned_data
            if name in self.fields
            and name != "version"
            and self.cleaned_data[name] != getattr(standing, name, None)
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(standing.version)


def _shown(standing: Any, name: str) -> str:
    """Return a field's value as one reads it."""
    display = getattr(standing, f"get_{name}_display", None)
    value = display() if display else getattr(standing, name, "")
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return f"{localtime(value):%H:%M %d/%m/%Y}"
    return str(value) if value not in (None, "") else "–"


CLOCK = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MeetingForm(Versioned, RoomChoice, forms.ModelForm[Meeting]):
    """A meeting's plan, for a planner: whose meetings they plan and whom they let chair is ``meetings.preparing``'s."""

    class Meta:
        model = Meeting
        fields: ClassVar = [
            "title", "session_kind", "unit", "chair", "starts_at", "ends_at", "room", "place",
            "proposals_until",
        ]  # fmt: skip
        labels: ClassVar = {
            "title": pgettext_lazy("meeting", "Title"),
            "unit": _("Unit that holds it"),
            "chair": _("Chair"),
        }
        help_texts: ClassVar = {
            "place": _("Needed where no room of the catalogue is chosen, or to say more."),
            "proposals_until": _(
                "Until then units below may propose items; they see the title and the day."
            ),
        }
        widgets: ClassVar = {"starts_at": CLOCK, "ends_at": CLOCK, "proposals_until": CLOCK}

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.planner = user
        kinds = SessionKind.objects.filter(
            Q(archived_at=None) | Q(pk=self.instance.session_kind_id or 0)
        )
        self.fields["session_kind"].queryset = kinds  # type: ignore[attr-defined]
        rooms = Room.objects.filter(Q(archived_at=None) | Q(pk=self.instance.room_id or 0))
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]
        if self.instance.pk or user is None:
            for name in ("unit", "chair"):
                del self.fields[name]
        else:
            self.fields["unit"].queryset = plans_for(user)  # type: ignore[attr-defined]
            self.fields["chair"].queryset = chairs_for(user)  # type: ignore[attr-defined]
            del self.fields["version"]
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
        if kind := data.get("session_kind"):
            data["kind"] = kind.rule
        self.check_room(data, self.planner, self.instance)
        return data


class ItemForm(Versioned, forms.ModelForm[Item]):
    """An agenda item."""

    minutes = forms.IntegerField(label=_("Minutes planned"), min_value=1, max_value=600, initial=10)

    class Meta:
        model = Item
        fields: ClassVar = [
            "title", "section", "purpose", "minutes", "unit", "presenter", "expects_papers",
            "papers_due",
        ]  # fmt: skip
        widgets: ClassVar = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "section": forms.TextInput(attrs={"list": "sections", "autocomplete": "off"}),
            "papers_due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels: ClassVar = {"title": _("Item of the agenda"), "unit": _("Unit that prepares and presents")}  # fmt: skip
        help_texts: ClassVar = {
            "section": _("For example “Economy”; items of one part stand together."),
            "papers_due": _("Empty: the usual day of this kind of session."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["version"]
        rows = User.objects.filter(is_active=True, posts__isnull=False).distinct()
        self.fields["presenter"].queryset = rows  # type: ignore[attr-defined]
        say_choose(self)


class PaperForm(forms.Form):
    """A new paper, or (with ``paper``) a new version of one."""

    title = forms.CharField(label=pgettext_lazy("paper", "Title"), max_length=300, required=False)
    item = forms.ModelChoiceField(
        label=_("Item of the agenda"), queryset=Item.objects.none(), required=False
    )
    paper_type = forms.ModelChoiceField(
        label=_("Type of paper"), queryset=PaperType.objects.none(), required=False
    )
    paper = forms.ModelChoiceField(
        queryset=Paper.objects.none(), required=False, widget=forms.HiddenInput
    )
    file = forms.FileField(
        label=_("PDF file"), widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        self.fields["paper"].queryset = meeting.folder.papers.all()  # type: ignore[attr-defined]
        kinds = PaperType.objects.filter(archived_at=None)
        self.fields["paper_type"].queryset = kinds  # type: ignore[attr-defined]
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
