"""What comes in: answers to an invitation, and the words of the invitation itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.actions import Instead
from meetings.forms.plan import leaders, say_choose
from meetings.invitation import DEFAULT_REQUIREMENTS
from meetings.models import Meeting, Seat, SeatRole
from meetings.substitutes import Rule
from people.access import units_of
from people.models import User


class AbsenceForm(forms.Form):
    """A reason for staying away, and, where the law lets it, who comes instead."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please give a reason.")},
    )  # fmt: skip
    substitute = forms.ModelChoiceField(
        label=_("Who comes instead"), queryset=User.objects.none(), required=False
    )
    name = forms.CharField(
        label=_("Or somebody who is not in this list: name"), max_length=120, required=False
    )
    title = forms.CharField(label=_("Post of that person"), max_length=200, required=False)

    def __init__(
        self, *args: Any, seat: Seat, meeting: Meeting, rule: Rule, anybody: bool = False, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        if not rule.substitute:
            del self.fields["substitute"]
        else:
            self.fields["substitute"].queryset = _colleagues(seat, meeting, anybody=anybody)  # type: ignore[attr-defined]
        if not rule.substitute or seat.role != SeatRole.GUEST:
            del self.fields["name"], self.fields["title"]
        say_choose(self)

    def instead(self) -> Instead:
        """Return who comes instead, as the form says it."""
        data = self.cleaned_data
        return Instead(data.get("substitute"), data.get("name", ""), data.get("title", ""))


def _colleagues(seat: Seat, meeting: Meeting, *, anybody: bool) -> Any:
    """Return who may be sent: active people of the seat's own units without a seat at the meeting."""
    rows = User.objects.filter(is_active=True, posts__isnull=False)
    if not anybody:
        rows = rows.filter(posts__unit__in=units_of(seat.user))
    return rows.exclude(seats__meeting=meeting).distinct()


class InvitationForm(forms.Form):
    """The words of an invitation document."""

    signer = forms.ModelChoiceField(label=_("Who signs"), queryset=User.objects.none())
    opening = forms.CharField(
        label=_("Opening words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("An invitation begins with a sentence.")},
    )  # fmt: skip
    requirements = forms.CharField(
        label=_("What is asked of the guests, one a line"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), initial=DEFAULT_REQUIREMENTS,
    )  # fmt: skip
    recipients = forms.CharField(
        label=_("Recipients, one a line"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), initial="Như trên;",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = leaders()  # type: ignore[attr-defined]
        say_choose(self)
