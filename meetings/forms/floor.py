"""What comes in from the floor: announcements, questions, a pause, a correction, who runs the session."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from core.names import name_key
from meetings.actions.announcements import LONGEST
from meetings.actions.meeting import LONGEST_PAUSE
from meetings.models import Meeting, Passage, Seat, SeatRole


class SeatField(forms.ModelChoiceField):
    """A choice among seats, by name with the post."""

    def label_from_instance(self, obj: Any) -> str:
        """Write the name and the post."""
        return f"{obj.user} – {obj.title}" if obj.title else str(obj.user)


def seat_choices(seats: list[Seat]) -> list[tuple[str, str]]:
    """Return the seats as choices in the order of given names."""
    ordered = sorted(seats, key=lambda seat: name_key(str(seat.user)))
    field = SeatField(queryset=Seat.objects.none())
    return [("", str(_("Choose…"))), *((str(s.pk), field.label_from_instance(s)) for s in ordered)]


def _may_be_asked(one: Seat, asks: Seat) -> bool:
    return one.pk != asks.pk and one.role != SeatRole.SECRETARY


class AnnounceForm(forms.Form):
    """A short notice to everybody."""

    text = forms.CharField(
        label=_("Announcement"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please write what is to be announced.")},
    )  # fmt: skip


class AskForm(forms.Form):
    """A question and whom it is put to."""

    to = SeatField(
        label=pgettext_lazy("question", "To whom"), queryset=Seat.objects.none(),
        error_messages={"required": _("Please choose to whom the question is put.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Your question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write your question.")},
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        seat: Seat,
        seats: list[Seat] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field, rows = self.fields["to"], meeting.seats.select_related("user")
        field.queryset = rows  # type: ignore[attr-defined]
        others = [one for one in (seats if seats is not None else rows) if _may_be_asked(one, seat)]
        field.choices = seat_choices(others)  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Who runs the session from now on, and why."""

    seat = SeatField(label=_("Who runs the session from now on"), queryset=Seat.objects.none())
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, meeting: Meeting, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = meeting.seats.filter(
            role=SeatRole.MEMBER, arrived_at__isnull=False, left_at__isnull=True
        )
        rows = rows.exclude(user_id=meeting.conductor_id or meeting.chair_id)
        field = self.fields["seat"]
        field.queryset = rows.select_related("user")  # type: ignore[attr-defined]
        field.choices = seat_choices(list(field.queryset))  # type: ignore[attr-defined]
        self.fields["reason"].required = needs_reason


class PauseForm(forms.Form):
    """For how long the session is paused, and what is announced."""

    minutes = forms.IntegerField(
        label=_("Minutes until it goes on"), min_value=1, max_value=LONGEST_PAUSE, required=False,
        help_text=_("Left empty: until further notice."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Announcement"), max_length=LONGEST, required=False,
        help_text=_("Shown on every screen, if you write one."),
    )  # fmt: skip


class CorrectForm(forms.Form):
    """The right time of a line of the timeline (empty: it never happened), and why it is corrected."""

    at = forms.DateTimeField(
        label=_("Right time"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Left empty: the line is struck, it did not happen."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=300,
        error_messages={"required": _("Please give the reason for the correction.")},
    )  # fmt: skip

    def __init__(self, *args: Any, passage: Passage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("at", timezone.localtime(passage.at))

    def clean_at(self) -> datetime | None:
        """Take no time that is still to come."""
        at = self.cleaned_data["at"]
        if at and at > now():
            raise forms.ValidationError(_("That time is still to come."))
        return at


class FloorForm(forms.ModelForm[Meeting]):
    """Times of speech and the video room."""

    video_url = forms.URLField(
        label=_("Link to the video room"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Begins with https://. Only who has a seat at this meeting sees it."),
    )  # fmt: skip
    speech_minutes = forms.IntegerField(label=_("Minutes a speaker"), min_value=1, max_value=120)
    present_minutes = forms.IntegerField(
        label=_("Minutes a presenter"), min_value=1, max_value=120,
        help_text=_("10 minutes by article 29 of Hanoi's working regulation (Decision 51/2024/QĐ-UBND)."),
    )  # fmt: skip

    class Meta:
        model = Meeting
        fields = ("video_url", "speech_minutes", "present_minutes")
