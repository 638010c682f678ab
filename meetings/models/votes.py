"""Votes, their ballots and the urn of a secret one: one open vote a meeting, one ballot a seat."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from core.states import Moves, Stateful
from meetings.models.agenda import Item
from meetings.models.meeting import Meeting, Seat
from meetings.states import VOTE_MOVES, VoteState


class Choice(models.TextChoices):
    """What a ballot may say (Law 77/2015 art. 117)."""

    AGREE = "agree", pgettext_lazy("vote", "Agree")
    DISAGREE = "disagree", pgettext_lazy("vote", "Disagree")
    NO_OPINION = "no_opinion", pgettext_lazy("vote", "No opinion")
    OTHER = "other", _("Other opinion")


class VoteWay(models.TextChoices):
    """How it is voted; the words are those of ``core.deciding``."""

    OPEN = "open", _("Open, by name")
    SECRET = "secret", _("Secret, on the tablets")
    PAPER = "paper", _("Secret, on paper ballots")


class RuleName(models.TextChoices):
    """What a rule of ``core.deciding`` is called where it is chosen."""

    COMMITTEE = "committee", _("People's Committee: more than half of all members")
    COUNCIL = "council", _("People's Council: more than half of all deputies")
    DISMISSAL = "dismissal", _("Dismissal of a deputy: at least two thirds of all deputies")
    GOVERNMENT = "government", _("Government: more than half of all members")
    WORKING = "working", _("Working meeting: more than half of those present")
    ADVISORY = "advisory", _("To ask for opinions only: more than half of the ballots")


class Vote(Stateful):
    """A question put to the vote; rule, quorum and the entitled are frozen when it opens, the result when it closes.

    ``rule_since`` names the version of the rule; ``waits``: the sides are even and the chair, whose secret ballot
    nobody knows, has yet to say which ``side`` decides. ``codes``: the receipts of a secret vote with their choices,
    in the order of the codes.
    """

    MOVES: ClassVar[Moves] = VOTE_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="votes")
    question = models.CharField(_("question"), max_length=500)
    state = models.CharField(max_length=10, choices=VoteState.choices, default=VoteState.PREPARED)
    way = models.CharField(max_length=8, choices=VoteWay.choices, default=VoteWay.OPEN)
    with_other = models.BooleanField(default=False)
    with_codes = models.BooleanField(default=False)
    hold_result = models.BooleanField(default=False)
    repeats = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="repetitions"
    )
    rule = models.CharField(max_length=16, choices=RuleName.choices)
    rule_since = models.DateField(null=True)
    created_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    entitled = models.ManyToManyField(Seat, related_name="entitled_votes")
    total = models.PositiveIntegerField(default=0)
    present = models.PositiveIntegerField(default=0)
    recused = models.PositiveIntegerField(default=0)
    quorum_needed = models.PositiveIntegerField(default=0)
    base = models.PositiveIntegerField(default=0)
    needed = models.PositiveIntegerField(default=0)
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    no_opinion = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    invalid = models.PositiveIntegerField(default=0)
    passed = models.BooleanField(null=True)
    tie = models.BooleanField(default=False)
    waits = models.BooleanField(default=False)
    side = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    codes = models.JSONField(default=list)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(state="open"), name="one_open_vote"
            ),
        )

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        """The vote's page."""
        return reverse("meetings:vote", args=[self.pk])

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"


class Ballot(models.Model):
    """One seat's ballot in a vote by name; in a secret one only the mark that the seat has voted, ``choice`` blank."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    text = models.CharField(_("other opinion"), max_length=1000, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("seat__position", "pk")
        constraints = (models.UniqueConstraint(fields=("vote", "seat"), name="ballot_once"),)

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_choice_display()}"

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.vote.book


class Urn(models.Model):
    """The urn of an open secret vote: all ballots in one sealed box, closed anew at each (``meetings.urn``).

    The row lives from the opening to the closing; ``secret`` is half of its key, the server's own key the other.
    """

    vote = models.OneToOneField(Vote, on_delete=models.CASCADE, related_name="urn")
    secret = models.BinaryField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.vote)
