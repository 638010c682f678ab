"""What units hand in: items they propose, and papers they prepare; not yet seen by the table."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper
from meetings.models.agenda import Item, Purpose
from meetings.models.kinds import PaperType
from meetings.models.meeting import Meeting
from meetings.models.templates import Series
from meetings.states import HANDED_IN_MOVES, PROPOSAL_MOVES, HandedInState, ProposalState
from people.models import Unit, User


class Proposal(Stateful):
    """An item a unit proposes to a coming meeting, or to the next session of a series."""

    MOVES: ClassVar[Moves] = PROPOSAL_MOVES

    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit that proposes")
    )
    title = models.CharField(_("item"), max_length=400)
    summary = models.TextField(_("why it should be discussed"), max_length=4000, blank=True)
    purpose = models.CharField(
        _("purpose"), max_length=8, choices=Purpose.choices, default=Purpose.OPINION
    )
    presenter = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("presenter"),
    )  # fmt: skip
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.SUBMITTED
    )
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    item = models.OneToOneField(Item, null=True, on_delete=models.SET_NULL, related_name="proposal")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | Q(series__isnull=False),
                name="proposal_somewhere",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def book(self) -> str:
        """Its own book: the table learns of it when it is put on the agenda."""
        return f"proposal.{self.pk}"


class HandedIn(Stateful):
    """A paper a unit hands in for an item or a proposal: kept in the unit's tray until the office approves it.

    ``paper`` lies in a folder nobody holds a grant on; approval files a copy of its newest version as ``released``
    in the meeting's folder. So whatever lists, searches or opens papers cannot meet one that is not approved.
    """

    MOVES: ClassVar[Moves] = HANDED_IN_MOVES

    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="handed_in")
    proposal = models.ForeignKey(
        Proposal, null=True, on_delete=models.CASCADE, related_name="handed_in"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="handed_in")
    paper_type = models.ForeignKey(
        PaperType, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("type of paper"),
    )  # fmt: skip
    state = models.CharField(
        max_length=10, choices=HandedInState.choices, default=HandedInState.SUBMITTED
    )
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(default=now)
    at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    released = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(item__isnull=False) | Q(proposal__isnull=False),
                name="handed_in_for_something",
            ),
        )

    def __str__(self) -> str:
        return str(self.paper)

    @property
    def book(self) -> str:
        """The book of the unit's tray."""
        return f"tray.{self.unit_id}"
