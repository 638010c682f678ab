"""What the office keeps of its own: people's keys, and the lines of the search, which can be made again at any time."""

from django.db import models

from office.keys import AccessKey, Purpose

__all__ = ["AccessKey", "Cursor", "Found", "Purpose"]


class Found(models.Model):
    """A thing that can be found; ``folded`` is as long as ``body``, letter by letter without marks."""

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, db_index=True)
    gate = models.CharField(max_length=16)
    gate_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=600)
    url = models.CharField(max_length=300)
    at = models.DateTimeField()
    source = models.CharField(max_length=64, blank=True)
    body = models.TextField(blank=True)
    folded_title = models.CharField(max_length=600)
    folded = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=("gate", "gate_id"), name="found_gate"),)

    def __str__(self) -> str:
        return self.title


class Cursor(models.Model):
    """How far the search has read the journal."""

    name = models.CharField(max_length=32, unique=True)
    entry = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.entry}"
