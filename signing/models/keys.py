"""Keys with which is signed: a person's, or an agency's (its seal)."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.clock import now
from people.models import Unit, User


class SigningKey(models.Model):
    """A key pair in an encrypted file: a person's, or an agency's (its seal)."""

    holder = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="signing_key"
    )
    unit = models.OneToOneField(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="seal_key"
    )
    file = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=64)
    not_after = models.DateTimeField()
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(holder__isnull=False) ^ Q(unit__isnull=False),
                name="key_of_a_person_or_a_unit",
            ),
        )

    def __str__(self) -> str:
        return str(self.holder or self.unit)

    @property
    def book(self) -> str:
        """The key's own book."""
        return f"signing_key.{self.pk}"

    @property
    def path(self) -> Path:
        """Where the encrypted PKCS#12 file lies."""
        return Path(settings.DATA_DIR) / "keys" / self.file
