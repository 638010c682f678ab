"""What comes in of votes: questions and their terms, other opinions, boards, counts, recusals."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from meetings.forms.plan import say_choose
from meetings.models import Item, Meeting, Seat, Vote, VoteWay
from meetings.models.votes import RuleName
from meetings.paper_count import FIELDS, TROUBLES, trouble
from meetings.tally import rules_of
from meetings.terms import TELLERS, TEXT, Terms

MOST_BALLOTS = 9999


class QuestionForm(forms.Form):
    """A question to put to the vote, and how it is voted."""

    question = forms.CharField(
        label=_("Question"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write the question that is put to the vote.")},
    )  # fmt: skip
    item = forms.ModelChoiceField(
        label=_("Item of the agenda"), queryset=Item.objects.none(), required=False
    )
    way = forms.ChoiceField(
        label=_("How it is voted"), choices=VoteWay.choices, widget=forms.RadioSelect,
        initial=VoteWay.OPEN, required=False,
    )  # fmt: skip
    rule = forms.ChoiceField(label=_("Rule of decision"), required=False)
    other = forms.BooleanField(
        label=_("Allow “other opinion” in words (only by name)"), required=False
    )
    codes = forms.BooleanField(
        label=_("Receipts by code (only secret)"),
        required=False,
    )
    hold = forms.BooleanField(
        label=_("Members see the result only when I announce it"), required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        rules = rules_of(meeting.kind, timezone.localdate(now()))
        self.fields["rule"].choices = [(rule.name, RuleName(rule.name).label) for rule in rules]  # type: ignore[attr-defined]
        say_choose(self)

    @property
    def terms(self) -> Terms:
        """How it is voted."""
        data = self.cleaned_data
        return Terms(
            data["rule"], data["way"] or VoteWay.OPEN, data["other"], data["codes"], data["hold"]
        )


class OtherForm(forms.Form):
    """Another opinion in its own words."""

    text = forms.CharField(
        label=_("Your other opinion"), max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        error_messages={"required": _("Please write your other opinion.")},
    )  # fmt: skip


class BoardForm(forms.Form):
    """The counting board: its members and its head."""

    members = forms.ModelMultipleChoiceField(
        label=_("Members of the counting board"), queryset=Seat.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("A counting board has at least three members.")},
    )  # fmt: skip
    head = forms.ModelChoiceField(label=_("Head of the board"), queryset=Seat.objects.none())

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any) -> None:
        tellers = list(vote.tellers.all())
        kwargs["initial"] = {
            "members": [teller.seat_id for teller in tellers],
            "head": next((teller.seat_id for teller in tellers if teller.head), None),
        }
        super().__init__(*args, **kwargs)
        seats = vote.meeting.seats.select_related("user").order_by("position", "pk")
        self.fields["members"].queryset = self.fields["head"].queryset = seats  # type: ignore[attr-defined]
        say_choose(self)

    def clean(self) -> dict[str, Any]:
        """Check that there are enough, the head among them."""
        data = super().clean() or {}
        chosen = {seat.pk for seat in data.get("members") or []}
        if data.get("head"):
            chosen.add(data["head"].pk)
        if "members" in data and len(chosen) < TELLERS:
            self.add_error("members", _("A counting board has at least three members."))
        return data


class CountForm(forms.Form):
    """What the board counted."""

    LABELS = {  # noqa: RUF012  words, not changed
        "handed_out": _("Ballots handed out"),
        "collected": _("Ballots collected"),
        "valid": _("Valid ballots"),
        "invalid": _("Invalid ballots"),
        "agree": pgettext_lazy("vote", "Agree"),
        "disagree": pgettext_lazy("vote", "Disagree"),
        "no_opinion": pgettext_lazy("vote", "No opinion"),
    }

    def __init__(self, *args: Any, entitled: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entitled = entitled
        for name in FIELDS:
            self.fields[name] = forms.IntegerField(
                label=self.LABELS[name], min_value=0, max_value=MOST_BALLOTS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Check that the figures add up."""
        data = super().clean() or {}
        if all(isinstance(data.get(name), int) for name in FIELDS) and (
            word := trouble(data, self.entitled)
        ):
            raise forms.ValidationError(str(TROUBLES[word]) % {"entitled": self.entitled})
        return data


class RecusalForm(forms.Form):
    """Who does not vote on an item, and why; a member declares it only for themselves."""

    seat = forms.ModelChoiceField(label=_("Member"), queryset=Seat.objects.none())
    reason = forms.CharField(
        label=_("What the conflict of interest is"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say what the conflict of interest is.")},
    )  # fmt: skip

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seats is None:
            del self.fields["seat"]
        else:
            self.fields["seat"].queryset = seats  # type: ignore[attr-defined]
        say_choose(self)
