"""Votes by name and their ballots: one open vote a meeting, one ballot a seat."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from meetings.models.agenda import Item
from meetings.models.meeting import Meeting, Seat
from meetings.states import VOTE_MOVES, VoteState


class Choice(models.TextChoices):
    """What a ballot may say (Law 77/2015 art. 117)."""

    AGREE = "agree", _("Agree")
    DISAGREE = "disagree", _("Disagree")
    NO_OPINION = "no_opinion", _("No opinion")


class Vote(Stateful):
    """A question put to the vote; the entitled are frozen when it opens, the result when it closes."""

    MOVES: ClassVar[Moves] = VOTE_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="votes")
    question = models.CharField(_("question"), max_length=500)
    state = models.CharField(max_length=10, choices=VoteState.choices, default=VoteState.PREPARED)
    rule = models.CharField(max_length=16)
    created_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    entitled = models.ManyToManyField(Seat, related_name="entitled_votes")
    total = models.PositiveIntegerField(default=0)
    present = models.PositiveIntegerField(default=0)
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    no_opinion = models.PositiveIntegerField(default=0)
    passed = models.BooleanField(null=True)
    tie = models.BooleanField(default=False)
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

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"


class Ballot(models.Model):
    """One seat's ballot in one vote by name."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice.choices)
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
