"""Positions before the session: agree, object, wish to speak; every change is kept."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from meetings.models.agenda import Item
from meetings.models.meeting import Seat


class StanceChoice(models.TextChoices):
    """What a member says of an item beforehand (the Estonian way)."""

    AGREE = "agree", _("Agree, no debate needed")
    OBJECT = "object", _("Object")
    SPEAK = "speak", _("Wish to speak")


class Stance(models.Model):
    """A member's position on an item; ``basis`` says on which versions of its papers ({paper: number})."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="stances")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="stances")
    choice = models.CharField(max_length=8, choices=StanceChoice.choices)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    basis = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)
    taken_over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "seat"), name="stance_once"),)

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_choice_display()}"

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.item.book


class StanceChange(models.Model):
    """A position as it was given or taken back (``choice`` empty), one row a change, never altered."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="stance_changes")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="stance_changes")
    choice = models.CharField(max_length=8, blank=True)
    reason = models.TextField(blank=True, max_length=2000)
    basis = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ("pk",)

    def __str__(self) -> str:
        return f"{self.seat}: {self.choice}"

    @property
    def label(self) -> str:
        """What was said, in words."""
        return str(StanceChoice(self.choice).label) if self.choice else str(_("taken back"))
