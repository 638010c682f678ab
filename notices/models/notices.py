"""Notices: what the bell shows."""

from django.conf import settings
from django.db import models

from core.clock import now
from notices.states import Kind


class Notice(models.Model):
    """One sentence for one person; `key` says what it is about, so nobody is told twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    key = models.CharField(max_length=160)
    sentence = models.CharField(max_length=600)
    url = models.CharField(max_length=300)
    urgent = models.BooleanField(default=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OTHER)
    group = models.CharField(max_length=40, blank=True, default="")  # what goes into one letter
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="notice_once"),)
        indexes = (
            models.Index(fields=("user",), condition=models.Q(read_at=None), name="notice_unread"),
        )

    def __str__(self) -> str:
        return self.sentence
