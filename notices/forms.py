"""What comes in for the calendar, a person's wishes and the gateways."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.models import CalendarDay
from notices.models import Gateway, Wish
from notices.queries import gateways_on
from notices.rhythm import OFFERED, cleaned, rhythm_of
from notices.states import Channel, Kind, Rhythm

WEEKDAYS = (
    ("0", _("Mon")),
    ("1", _("Tue")),
    ("2", _("Wed")),
    ("3", _("Thu")),
    ("4", _("Fri")),
    ("5", _("Sat")),
    ("6", _("Sun")),
)
CLOCK = {"type": "time"}


class DayForm(forms.ModelForm[CalendarDay]):
    """A day off, or a weekend day that is worked."""

    class Meta:
        model = CalendarDay
        fields = ("date", "kind", "reason", "notice_number")
        widgets: ClassVar = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def validate_unique(self) -> None:
        """Writing a known day again changes it."""


class WishForm(forms.ModelForm[Wish]):
    """How the person wants to be told: one field for each kind and channel, and the hours."""

    days = forms.MultipleChoiceField(
        label=_("On these days only"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the working days of the city."),
    )

    class Meta:
        model = Wish
        fields = (
            "by_mail", "shows_words", "morning", "afternoon",
            "works_from", "works_until", "quiet_from", "quiet_until",
        )  # fmt: skip
        help_texts: ClassVar = {
            "quiet_from": _("Beside the night, 21:00 to 06:30, when nothing is sent anyway."),
            "shows_words": _("Otherwise a device only says that there is something new."),
        }
        widgets: ClassVar = {
            name: forms.TimeInput(attrs=CLOCK, format="%H:%M")
            for name in ("morning", "afternoon", "works_from", "works_until")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["days"] = list(self.instance.weekdays)
        for name in ("morning", "afternoon"):
            self.fields[name].required = False
        self.channels = _channels()
        for kind in Kind:
            for channel in self.channels:
                self.fields[f"{kind}-{channel}"] = self._cell(kind, channel)

    @property
    def table(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each kind's word with its fields, one a channel."""
        return [(str(k.label), [self[f"{k}-{c}"] for c in self.channels]) for k in Kind]

    def clean(self) -> dict[str, Any]:
        """Hours have two ends, and leave some of the day."""
        given = super().clean() or {}
        for start, end in (("works_from", "works_until"), ("quiet_from", "quiet_until")):
            if (given.get(start) is None) != (given.get(end) is None):
                self.add_error(end, _("Please give both hours, or neither."))
        return given

    def wanted(self) -> dict[str, Any]:
        """Return the wish's columns."""
        given = self.cleaned_data
        named = ("by_mail", "shows_words", "works_from", "works_until", "quiet_from", "quiet_until")
        usual = {name: given[name] or getattr(Wish(), name) for name in ("morning", "afternoon")}
        choices = {k: dict(self.instance.choices.get(k, {})) for k in Kind.values}
        for kind in Kind.values:
            for channel in self.channels:
                choices[kind][channel] = given[f"{kind}-{channel}"]
        return {
            **{name: given[name] for name in named},
            **usual,
            "weekdays": "".join(sorted(given["days"])),
            "choices": cleaned(choices),
        }

    def _cell(self, kind: Kind, channel: Channel) -> forms.ChoiceField:
        offered = [(str(one), Rhythm(one).label) for one in OFFERED[channel]]
        return forms.ChoiceField(
            label=channel.label, choices=offered, required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
            initial=rhythm_of(self.instance.choices, kind, channel),
        )  # fmt: skip


class PhoneForm(forms.Form):
    """A gateway and a phone."""

    gateway = forms.ModelChoiceField(
        Gateway.objects.filter(is_on=True), label=_("By"), empty_label=None
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=24, widget=forms.TextInput(attrs={"type": "tel"})
    )


class GatewayForm(forms.ModelForm[Gateway]):
    """Where messages go, which, and how they read."""

    url = forms.URLField(
        label=_("Address"), max_length=300, assume_scheme="https",
        help_text=_("https only; private addresses must be listed by the server's administrator."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("For"), choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everything."),
    )  # fmt: skip

    class Meta:
        model = Gateway
        fields = ("name", "url", "kinds", "template", "longest", "plain", "is_on")
        help_texts: ClassVar = {
            "template": _("{sentence} and {url} are filled in; too long a sentence is cut."),
            "longest": _("160 for an SMS without diacritics, 70 with them."),
        }

    def clean_longest(self) -> int:
        """Short enough for messages, long enough to say anything."""
        longest = self.cleaned_data["longest"]
        if not 60 <= longest <= 2000:
            raise forms.ValidationError(_("Between 60 and 2000."))
        return longest

    def clean_template(self) -> str:
        """The sentence must have a place."""
        template = self.cleaned_data["template"]
        if template.count("{sentence}") != 1:
            raise forms.ValidationError(_("The text needs {sentence} once."))
        return template


def _channels() -> list[Channel]:
    """Return the channels this installation has."""
    found = [Channel.MAIL]
    found += [Channel.PUSH] if settings.PUSH else []
    return [*found, Channel.GATEWAY] if gateways_on() else found
