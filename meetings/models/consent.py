"""The consent block: items nobody wants to debate, put to one vote by name together."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from meetings.models.agenda import Item
from meetings.models.meeting import Meeting
from meetings.models.votes import Vote
from meetings.states import BLOCK_MOVES, BlockState
from people.models import User


class ConsentBlock(Stateful):
    """The items put to one vote together; one ballot of a member answers for each of them."""

    MOVES: ClassVar[Moves] = BLOCK_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="blocks")
    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="block")
    state = models.CharField(max_length=10, choices=BlockState.choices, default=BlockState.OPEN)
    opened_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",), condition=models.Q(state="open"), name="one_open_block"
            ),
        )

    def __str__(self) -> str:
        return str(self.vote)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is being voted on."""
        return self.state == BlockState.OPEN


class Mark(models.TextChoices):
    """What the chair or a clerk said of an item and the block."""

    AUTO = "auto", _("by its purpose")
    IN = "in", _("suitable for the block")
    OUT = "out", _("to be debated")


class ConsentItem(models.Model):
    """Where an item stands towards the block: marked, gathered or why not, in which block, moved back by whom."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="consent")
    mark = models.CharField(max_length=4, choices=Mark.choices, default=Mark.AUTO)
    gathered = models.BooleanField(default=False)
    why = models.CharField(max_length=12, blank=True)
    block = models.ForeignKey(
        ConsentBlock, null=True, on_delete=models.SET_NULL, related_name="rows"
    )
    moved_back_at = models.DateTimeField(null=True)
    moved_back_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item__position", "item")

    def __str__(self) -> str:
        return str(self.item)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.item.book
