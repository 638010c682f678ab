"""Recusals: who does not take part in deciding an item, and why (xung đột lợi ích)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from meetings.models.agenda import Item
from meetings.models.meeting import Seat
from people.models import User


class Recusal(models.Model):
    """A seat that does not vote on an item because of a conflict of interest."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="recusals")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="recusals")
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("item__position", "seat__position", "pk")
        constraints = (models.UniqueConstraint(fields=("item", "seat"), name="recusal_once"),)

    def __str__(self) -> str:
        return str(self.seat)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.item.book
