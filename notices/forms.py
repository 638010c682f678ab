"""What comes in for the calendar and for a person's wishes."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import CalendarDay
from notices.models import Wish


class DayForm(forms.ModelForm[CalendarDay]):
    """A day off, or a weekend day that is worked."""

    class Meta:
        model = CalendarDay
        fields = ("date", "kind", "reason", "notice_number")
        widgets: ClassVar = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def validate_unique(self) -> None:
        """Writing a known day again changes it."""


class WishForm(forms.ModelForm[Wish]):
    """How the person wants to be told."""

    class Meta:
        model = Wish
        fields = ("by_mail", "quiet_from", "quiet_until")
        help_texts: ClassVar = {
            "quiet_from": _("Beside the night, 21:00 to 06:30, when nothing is sent anyway."),
        }
