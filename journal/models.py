"""What happened: one append-only, hash-chained book per matter."""

from typing import NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class AppendOnly(Exception):
    """The journal was asked to change what it once wrote."""


class Book(models.Model):
    """One matter's book; ``topic`` is also the matter's live topic, ``last_seq`` its revision."""

    topic = models.CharField(max_length=64, unique=True)
    last_seq = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.topic


class Entry(models.Model):
    """One event: who did what, when; ``hash`` covers the row and the hash before it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField()
    event = models.CharField(max_length=64)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    who_name = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=64)
    label = models.CharField(max_length=500)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    parts = models.JSONField(default=list)
    at = models.DateTimeField()
    before = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("book", "seq")
        constraints = (models.UniqueConstraint(fields=("book", "seq"), name="entry_seq_once"),)

    def __str__(self) -> str:
        return f"{self.book_id}/{self.seq} {self.event}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write a new row; an old one is never written again."""
        if self.pk is not None:
            raise AppendOnly(str(self))
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: what happened stays written."""
        raise AppendOnly(str(self))
