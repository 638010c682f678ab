"""Pictures that signatures show: a person's handwritten signature, an agency's seal (Decree 30/2020, Appendix I, II.7.d, II.8.a)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from people.models import Unit, User


class PictureKind(models.TextChoices):
    """Whose picture it is."""

    SIGNATURE = "signature", _("handwritten signature")
    SEAL = "seal", _("seal")


class Picture(models.Model):
    """One uploaded picture; a newer one retires it, none is ever deleted."""

    kind = models.CharField(max_length=12, choices=PictureKind.choices)
    holder = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="signature_pictures"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="seal_pictures"
    )
    sent = models.CharField(max_length=64)  # SHA-256 of the PNG as it was sent
    image = models.CharField(max_length=64)  # of the PNG as it is used
    page = models.CharField(max_length=64)  # of the one-page PDF that signatures show
    width_mm = models.FloatField()
    height_mm = models.FloatField()
    facts: Any = models.JSONField(default=dict)
    mended = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(holder__isnull=False, unit__isnull=True, kind="signature")
                | Q(holder__isnull=True, unit__isnull=False, kind="seal"),
                name="picture_of_a_person_or_a_unit",
            ),
            models.UniqueConstraint(
                fields=("holder",), condition=Q(retired_at__isnull=True, kind="signature"),
                name="one_signature_picture",
            ),
            models.UniqueConstraint(
                fields=("unit",), condition=Q(retired_at__isnull=True, kind="seal"),
                name="one_seal_picture",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.holder or self.unit)

    @property
    def book(self) -> str:
        """The book of the person's or the agency's pictures."""
        if self.holder_id:
            return f"person_pictures.{self.holder_id}"
        return f"unit_pictures.{self.unit_id}"

    def read(self, name: str = "page") -> bytes:
        """Return the stored bytes: ``page`` (PDF), ``image`` or ``sent`` (PNG)."""
        digest = str(getattr(self, name))
        return (Path(settings.FILES_DIR) / digest[:2] / digest).read_bytes()
