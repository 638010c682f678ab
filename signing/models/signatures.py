"""Signatures that were made."""

from django.db import models

from core.clock import now
from documents.models import Version
from signing.models.routes import Step


class Signature(models.Model):
    """One signature that was made: on which bytes, giving which version, with which certificate."""

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="signature")
    field = models.CharField(max_length=40)
    signer = models.CharField(max_length=200)
    certificate = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("step__route", "step__position")

    def __str__(self) -> str:
        return self.signer
