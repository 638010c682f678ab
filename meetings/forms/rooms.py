"""A room of the catalogue, and the check of a chosen room while a meeting is planned."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, Room
from meetings.queries.rooms import clash_sentence, clashes, may_book_anyway
from people.models import User


class RoomForm(forms.ModelForm[Room]):
    """What the catalogue says of a room."""

    class Meta:
        model = Room
        fields: ClassVar = ["name", "address", "equipment", "shape", "places", "setup_minutes"]
        help_texts: ClassVar = {
            "equipment": _("For example: projector, video conference, 40 microphones."),
            "setup_minutes": _("Kept free before and after each meeting."),
            "places": _("How many sit in it."),
        }


class RoomChoice(forms.Form):
    """Mixin of a meeting's plan: a clash is said beside the field; who may, ticks “all the same”."""

    room_anyway = forms.BooleanField(
        label=_("Book the room all the same"), required=False, widget=forms.HiddenInput
    )

    def check_room(self, data: dict[str, Any], user: User | None, meeting: Meeting) -> None:
        """Look for a clash of the chosen room; the action looks again under its lock."""
        room, starts, ends = data.get("room"), data.get("starts_at"), data.get("ends_at")
        if not room or user is None or not isinstance(starts, datetime):
            return
        if not isinstance(ends, datetime) or ends <= starts:
            return
        found = clashes(room, starts, ends, reader=user, besides=meeting if meeting.pk else None)
        if not found:
            return
        allowed = may_book_anyway(found[0], user)
        if allowed:
            self.fields["room_anyway"].widget = forms.CheckboxInput()
        if not (allowed and data.get("room_anyway")):
            self.add_error("room", clash_sentence(room, found[0]))


def from_calendar(query: Mapping[str, str]) -> dict[str, Any]:
    """Return what a free cell of the rooms' calendar says of a new meeting: its room, its start, two hours."""
    try:
        starts = timezone.make_aware(datetime.fromisoformat(query.get("starts", "")))
        room = Room.objects.filter(pk=int(query.get("room", "0")[:9])).first()
    except (ValueError, OverflowError):
        return {}
    return {"room": room, "starts_at": starts, "ends_at": starts + timedelta(hours=2)}
