"""What comes in: how the list of meetings is narrowed (function 50: by name, time, kind)."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Kind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FindForm(forms.Form):
    """Words of the title or place, a span of days, a kind of meeting."""

    q = forms.CharField(max_length=100, required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=DAY)
    until = forms.DateField(label=_("To day"), required=False, widget=DAY)
    kind = forms.ChoiceField(
        label=_("Kind of meeting"), required=False, choices=[("", _("All kinds")), *Kind.choices]
    )

    def wanted(self) -> dict[str, Any]:
        """Return the words and filters; a day that cannot be read narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        since, until = data.get("since"), data.get("until")
        return {
            "words": data.get("q", ""), "kind": data.get("kind", ""),
            "since": _moment(since, time.min), "until": _moment(until, time.max),
        }  # fmt: skip


def _moment(day: Any, clock: time) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, clock)) if day else None
