"""Paper ballots: the counting board (ban kiểm phiếu) and what it counted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from meetings.models.meeting import Seat
from meetings.models.votes import Vote
from meetings.paper_count import FIELDS
from people.models import User


class Teller(models.Model):
    """A member of a vote's counting board; one of them is its head."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="tellers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="tellings")
    head = models.BooleanField(default=False)

    class Meta:
        ordering = ("-head", "seat__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("vote", "seat"), name="teller_once"),
            models.UniqueConstraint(
                fields=("vote",), condition=Q(head=True), name="one_head_of_tellers"
            ),
        )

    def __str__(self) -> str:
        return str(self.seat)


class PaperCount(models.Model):
    """What the board counted; it stands once a second member has confirmed it."""

    vote = models.OneToOneField(Vote, on_delete=models.CASCADE, related_name="paper_count")
    handed_out = models.PositiveIntegerField(_("ballots handed out"))
    collected = models.PositiveIntegerField(_("ballots collected"))
    valid = models.PositiveIntegerField(_("valid ballots"))
    invalid = models.PositiveIntegerField(_("invalid ballots"))
    agree = models.PositiveIntegerField(_("agree"))
    disagree = models.PositiveIntegerField(_("disagree"))
    no_opinion = models.PositiveIntegerField(_("no opinion"))
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=now)
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(collected__lte=F("handed_out"))
                & Q(collected=F("valid") + F("invalid"))
                & Q(valid=F("agree") + F("disagree") + F("no_opinion")),
                name="paper_count_adds_up",
            ),
        )

    def __str__(self) -> str:
        return str(self.vote)

    @property
    def figures(self) -> str:
        """What was counted, in one word: what somebody confirms is what they saw."""
        return "-".join(str(getattr(self, name)) for name in FIELDS)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.vote.book
