"""The sheets of answers (phiếu): one draft and one sent sheet for each who is asked; replaced ones are kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper, Version
from opinions.models.rounds import Asked, Matter
from opinions.states import SHEET_MOVES, Choice, SheetState
from people.models import User


class Sheet(Stateful):
    """A sheet of answers; ``printed`` is the digest of the words its PDF was made of."""

    MOVES: ClassVar[Moves] = SHEET_MOVES

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=8, choices=SheetState.choices, default=SheetState.DRAFT, db_index=True
    )
    words = models.TextField(max_length=8000, blank=True)
    file = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    printed = models.CharField(max_length=64, blank=True)
    signed = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked", "number")
        constraints = (
            models.UniqueConstraint(fields=("asked", "number"), name="sheet_number_once"),
            models.UniqueConstraint(
                fields=("asked",), condition=Q(state="draft"), name="one_draft_sheet"
            ),
            models.UniqueConstraint(
                fields=("asked",), condition=Q(state="sent"), name="one_sent_sheet"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False), name="sheet_sent_has_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked} ({self.number})"

    @property
    def book(self) -> str:
        """The round's book."""
        return self.asked.book

    def get_absolute_url(self) -> str:
        """The sheet's page."""
        return reverse("opinions:sheet", args=[self.pk])


class Reply(models.Model):
    """What a sheet says to one matter."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="replies")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="replies")
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    text = models.TextField(max_length=8000, blank=True)

    class Meta:
        ordering = ("matter__position",)
        constraints = (
            models.UniqueConstraint(fields=("sheet", "matter"), name="one_reply_a_matter"),
        )

    def __str__(self) -> str:
        return f"{self.matter}: {self.get_choice_display()}"
