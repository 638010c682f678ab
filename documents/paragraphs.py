"""Texts that are written here, paragraph by paragraph (abstract): the paragraph, a change of it, a remark on it.

The rooms' drafts inherit these and add ``draft``; ``documents.writing`` has the rules both share.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from people.models import User


class Paragraph(models.Model):
    """One paragraph with a key of its own and a revision that two writers compare."""

    key = models.CharField(max_length=12)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, default="para")
    level = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(max_length=20_000)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=now)

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class ParagraphChange(models.Model):
    """Who changed which paragraph from what to what, at which revision of it; never changed itself."""

    key = models.CharField(max_length=12)
    revision = models.PositiveIntegerField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    how = models.CharField(max_length=10)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.key}/{self.revision}"


class ParagraphRemark(models.Model):
    """A remark on a paragraph (``key``) or on the whole text, and who settled it."""

    key = models.CharField(max_length=12, blank=True)
    text = models.TextField(_("remark"), max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:80]
