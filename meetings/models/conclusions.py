"""What a meeting concludes; an agreed task-conclusion becomes a task in the office above."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper
from meetings.models.agenda import Item
from meetings.models.meeting import Meeting
from meetings.states import CONCLUSION_MOVES, ConclusionState
from people.models import Unit, User


class ConclusionKind(models.TextChoices):
    """What a conclusion is."""

    DECISION = "decision", _("Decision")
    TASK = "task", _("Task")
    INFORMATION = "information", _("Information")


class Conclusion(Stateful):
    """One sentence of the chair's conclusion; a task names who leads it and until when."""

    MOVES: ClassVar[Moves] = CONCLUSION_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="conclusions")
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="conclusions")
    kind = models.CharField(_("kind"), max_length=12, choices=ConclusionKind.choices)
    text = models.TextField(_("conclusion"), max_length=4000)
    state = models.CharField(
        max_length=10, choices=ConclusionState.choices, default=ConclusionState.DRAFT
    )
    lead = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("lead unit"),
    )  # fmt: skip
    supporters = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name=_("supporting units")
    )
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    papers = models.ManyToManyField(Paper, blank=True, related_name="conclusions")
    task_url = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("item__position", "position", "pk")

    def __str__(self) -> str:
        return self.text

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"

    @property
    def anchor(self) -> str:
        """The address of this very sentence."""
        return f"{self.meeting.get_absolute_url()}#conclusion-{self.pk}"
