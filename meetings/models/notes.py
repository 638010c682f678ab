"""Private notes on items and papers: only their author ever reads them; they are kept sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from documents.models import Version
from meetings.models.agenda import Item
from people.models import User


def seal_label(user_id: int) -> str:
    """Return the name under which a person's notes are sealed."""
    return f"note.{user_id}"


class Note(models.Model):
    """A note; ``sealed`` holds its text and the quote it belongs to, sealed for its author (``core.sealing``).

    On a paper it remembers version and page; with the quote it is found again in a later version.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notes")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="notes")
    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    key = models.CharField(max_length=36, blank=True, db_index=True)
    sealed = models.TextField()
    edition = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    deleted_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ("item__position", "version", "page", "pk")

    def __str__(self) -> str:
        return f"note.{self.pk}"
