"""Signatures that were made."""

from django.db import models
from django.db.models import Q

from core.clock import now
from documents.models import Version
from signing.models.routes import Step


class Signature(models.Model):
    """One signature that was made: on which bytes, giving which version, with which certificate."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="signatures")
    field = models.CharField(max_length=40)
    signer = models.CharField(max_length=200)
    certificate = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    level = models.CharField(max_length=5, default="B-B")  # when it was made; later: Upkeep
    timed_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(
        null=True, blank=True
    )  # the paper went back to an earlier step

    class Meta:
        ordering = ("step__route", "at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("step",), condition=Q(voided_at=None), name="one_signature_a_step"
            ),
        )

    def __str__(self) -> str:
        return self.signer
