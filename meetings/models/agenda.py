"""The agenda: items in their order, each with its papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.states import Moves, Stateful
from documents.models import Paper
from meetings.models.meeting import Meeting
from meetings.states import ITEM_MOVES, ItemState
from people.models import Unit, User


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

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("item", "paper"), name="paper_once_an_item"),
        )

    def __str__(self) -> str:
        return str(self.paper)
