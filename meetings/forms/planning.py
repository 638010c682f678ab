"""What comes in while a meeting is prepared: agendas as text, people, proposals, papers handed in, catalogues."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.office_files import ACCEPT
from meetings.forms.plan import CLOCK, Versioned, say_choose
from meetings.models import (
    Meeting,
    MeetingTemplate,
    PaperType,
    Proposal,
    Series,
    SessionKind,
)
from meetings.preparing import chairs_for, open_meetings, open_series, plans_for
from people.access import units_of
from people.models import Unit, User

WEEKDAYS = [
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")),
    (4, _("Friday")), (5, _("Saturday")), (6, _("Sunday")),
]  # fmt: skip
NTH = [(1, _("the first")), (2, _("the second")), (3, _("the third")), (4, _("the fourth")), (-1, _("the last"))]  # fmt: skip
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AgendaTextForm(forms.Form):
    """A whole agenda, one item a line."""

    text = forms.CharField(
        label=_("The agenda, one item a line"), max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        error_messages={"required": _("Please paste the agenda.")},
    )  # fmt: skip


class PeopleForm(forms.Form):
    """People chosen by name, by unit or by group."""

    people = forms.ModelMultipleChoiceField(
        label=_("People to invite"), queryset=User.objects.none(),
        error_messages={"required": _("Please choose at least one person.")},
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Takes part as"),
        choices=[
            ("member", _("Member")),
            ("secretary", _("Secretary")),
            ("guest", _("Invited guest")),
        ],
    )

    def __init__(self, *args: Any, taken: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(is_active=True, posts__isnull=False).exclude(pk__in=taken)
        self.fields["people"].queryset = rows.distinct()  # type: ignore[attr-defined]


class ProposalForm(Versioned, forms.ModelForm[Proposal]):
    """An item a unit proposes; ``where`` is a coming meeting (m…) or the next session of a series (s…)."""

    where = forms.ChoiceField(label=_("For which session"))
    minutes = forms.IntegerField(label=_("Minutes wished"), min_value=1, max_value=600, initial=15)

    class Meta:
        model = Proposal
        fields: ClassVar = ["where", "unit", "title", "summary", "purpose", "presenter", "minutes"]
        widgets: ClassVar = {"title": forms.Textarea(attrs={"rows": 2}), "summary": forms.Textarea(attrs={"rows": 4})}  # fmt: skip
        labels: ClassVar = {"title": _("Item of the agenda")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_of(user)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if (only := list(units[:2])) and len(only) == 1:
            self.fields["unit"].initial = only[0]
        mates = User.objects.filter(is_active=True, posts__unit__in=units).distinct()
        self.fields["presenter"].queryset = mates  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["where"], self.fields["unit"]
        else:
            del self.fields["version"]
            self.fields["where"].choices = self._places(user)  # type: ignore[attr-defined]
        say_choose(self)

    @staticmethod
    def _places(user: User) -> list[tuple[str, Any]]:
        coming = [
            (f"m{m.pk}", f"{m.title} ({localtime(m.starts_at):%d/%m/%Y})")
            for m in open_meetings(user)
        ]
        repeated = [(f"s{s.pk}", _("the next session of “%(series)s”") % {"series": s}) for s in open_series(user)]  # fmt: skip
        return [("", _("Choose…")), *coming, *repeated]

    def place(self) -> dict[str, Any]:
        """Return the meeting or the series that was chosen."""
        word = self.cleaned_data["where"]
        if word[0] == "m":
            return {"meeting": Meeting.objects.get(pk=int(word[1:]))}
        return {"series": Series.objects.get(pk=int(word[1:]))}


class HandInForm(forms.Form):
    """A paper a unit hands in."""

    paper_type = forms.ModelChoiceField(
        label=_("Type of paper"), queryset=PaperType.objects.none(), required=False
    )
    title = forms.CharField(
        label=pgettext_lazy("paper", "Title"), max_length=300, required=False,
        help_text=_("Empty: the name of the file."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("PDF file"), widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Please choose a file.")},
    )  # fmt: skip

    def __init__(self, *args: Any, again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper_type"].queryset = PaperType.objects.filter(archived_at=None)  # type: ignore[attr-defined]
        if again:
            del self.fields["title"], self.fields["paper_type"]
        say_choose(self)


class SessionKindForm(forms.ModelForm[SessionKind]):
    """A kind of session."""

    class Meta:
        model = SessionKind
        fields: ClassVar = ["name", "rule", "lead", "papers_days", "minutes", "speaking_minutes", "publishes"]  # fmt: skip


class PaperTypeForm(forms.ModelForm[PaperType]):
    """A type of paper."""

    class Meta:
        model = PaperType
        fields: ClassVar = ["name", "words"]
        help_texts: ClassVar = {"words": _("Separated by commas; tone marks do not matter.")}


class TemplateForm(forms.ModelForm[MeetingTemplate]):
    """A template; its agenda is written as text."""

    agenda = forms.CharField(
        label=_("Agenda, one item a line"), required=False, max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("For example: 1. Report – Department of Finance – 15 phút. A line “I. …” begins a part."),
    )  # fmt: skip

    class Meta:
        model = MeetingTemplate
        fields: ClassVar = ["name", "title", "session_kind", "unit", "chair", "place", "starts", "minutes"]  # fmt: skip
        widgets: ClassVar = {"starts": TIME}
        help_texts: ClassVar = {"title": _("{month}, {quarter} and {year} are filled in.")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kinds = Q(archived_at=None) | Q(pk=self.instance.session_kind_id or 0)
        fields["session_kind"].queryset = SessionKind.objects.filter(kinds)
        fields["unit"].queryset = plans_for(user)
        fields["chair"].queryset = chairs_for(user)
        say_choose(self)


class SeriesForm(forms.ModelForm[Series]):
    """How a series repeats."""

    every = forms.IntegerField(
        label=_("every how many months or weeks"), min_value=1, max_value=12, initial=1
    )
    weekday = forms.TypedChoiceField(label=_("weekday"), choices=WEEKDAYS, coerce=int, initial=3)
    nth = forms.TypedChoiceField(
        label=_("which of the month"), choices=NTH, coerce=int, initial=-1
    )  # fmt: skip
    day = forms.IntegerField(
        label=_("day of the month"), min_value=1, max_value=31, initial=25, required=False,
        help_text=_("In a shorter month: its last day."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("length in minutes"), min_value=15, max_value=1440, initial=180
    )

    class Meta:
        model = Series
        fields: ClassVar = [
            "name", "template", "frequency", "nth", "weekday", "day", "every", "shift", "since",
            "starts", "minutes", "open_to_units",
        ]  # fmt: skip
        widgets: ClassVar = {"starts": TIME, "since": DAY}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = MeetingTemplate.objects.filter(archived_at=None, unit__in=plans_for(user))
        self.fields["template"].queryset = rows  # type: ignore[attr-defined]
        say_choose(self)

    def clean_day(self) -> int:
        """Keep the usual day when none is given."""
        return self.cleaned_data.get("day") or 25


class CloneForm(forms.Form):
    """A meeting planned again."""

    title = forms.CharField(label=pgettext_lazy("meeting", "Title"), max_length=300)
    starts_at = forms.DateTimeField(label=_("starts"), widget=CLOCK)


class FromTemplateForm(forms.Form):
    """The day of a meeting planned from a template."""

    day = forms.DateField(label=_("day"), widget=DAY)


def all_units() -> list[tuple[int, tuple[str, ...]]]:
    """Return the units with the names an agenda may call them by."""
    return [(u.pk, (u.name, u.short, u.code if len(u.code) > 2 else "")) for u in Unit.objects.all()]  # fmt: skip
