"""The agenda: items in their order, each with its papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper
from meetings.models.meeting import Meeting
from meetings.states import ITEM_MOVES, ItemState
from people.models import Unit, User


class Purpose(models.TextChoices):
    """What an item is on the agenda for."""

    INFORMATION = "info", _("for information")
    OPINION = "opinion", _("for opinions")
    VOTE = "vote", _("for a vote")


class Item(Stateful):
    """An agenda item; ``minutes`` is its planned length, ``spent`` the seconds it has used before now."""

    MOVES: ClassVar[Moves] = ITEM_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("item"), max_length=400)
    presenter = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("presenter"),
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("unit that presents"),
    )  # fmt: skip
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    section = models.CharField(_("part of the agenda"), max_length=200, blank=True)
    purpose = models.CharField(
        _("purpose"), max_length=8, choices=Purpose.choices, default=Purpose.OPINION, blank=True
    )
    expects_papers = models.BooleanField(_("papers are to be handed in"), default=False)
    papers_due = models.DateField(_("papers are due on"), null=True, blank=True)
    late_reason = models.CharField(max_length=500, blank=True)
    late_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    late_word = models.BooleanField(default=False)  # written by somebody else on the chair's word
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    started_at = models.DateTimeField(null=True)
    spent = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True)  # the first time it was current
    ended_at = models.DateTimeField(null=True)
    came_from = models.ForeignKey(  # what was current before: the way back from a wrong press
        "self", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    came_as = models.CharField(max_length=10, blank=True)  # its state before it became current
    deferred_reason = models.CharField(_("reason"), max_length=300, blank=True)
    deferred_at = models.DateTimeField(null=True)
    continues = models.ForeignKey(  # the deferred item of an earlier meeting that is taken up here
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_by"
    )
    papers = models.ManyToManyField(Paper, through="ItemPaper", related_name="items")

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(state="current"), name="one_current_item"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"


class ItemPaper(models.Model):
    """A paper of an item, in its place."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="item_papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="item_papers")
    position = models.PositiveIntegerField(default=0)
    paper_type = models.ForeignKey(
        "meetings.PaperType", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("item", "paper"), name="paper_once_an_item"),
        )

    def __str__(self) -> str:
        return str(self.paper)
