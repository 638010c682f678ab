"""Whom this installation believes: authorities, pinned seals, and what is known of withdrawn certificates."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from people.models import Unit, User

TRUST_BOOK = "trust"  # the journal's book of the trust store; its number is the store's version


class RetiredWhy(models.TextChoices):
    """Why an authority is no longer believed; what that means for older signatures stands in ``trust_rules``."""

    ENDED = "ended", _("It has ended or was replaced")
    COMPROMISED = "compromised", _("Its key may be in wrong hands")


class TrustedRoot(models.Model):
    """An authority that is believed: for signers, for timestamps, or both; retired with a date, never deleted."""

    sha256 = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=60)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    der = models.BinaryField()
    for_signers = models.BooleanField(
        _("trusted for signatures of people and agencies"), default=True
    )
    for_timestamps = models.BooleanField(_("trusted for timestamps"), default=True)
    why = models.CharField(_("why it is believed"), max_length=300)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_how = models.CharField(max_length=12, blank=True, choices=RetiredWhy.choices)
    retired_why = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ("retired_at", "subject", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(retired_at=None) | ~Q(retired_how=""), name="root_retired_says_how"
            ),
        )

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The page of this authority."""
        return reverse("signing:root", args=[self.pk])

    @property
    def book(self) -> str:
        """The book of the trust store."""
        return TRUST_BOOK


class SealPin(models.Model):
    """The one certificate that is an agency's seal: another one with the same name is flagged."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="seal_pins")
    name = models.CharField(_("name in the certificate"), max_length=300)
    sha256 = models.CharField(max_length=64)
    not_after = models.DateTimeField()
    why = models.CharField(_("reason"), max_length=300, blank=True)
    pinned_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    pinned_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("unit", "-pinned_at")
        constraints = (
            models.UniqueConstraint(
                fields=("sha256",), condition=Q(ended_at=None), name="seal_pinned_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The book of the trust store."""
        return TRUST_BOOK


class RevocationFile(models.Model):
    """A list of withdrawn certificates (CRL) or an answer about one (OCSP), imported for work without the network."""

    class Kind(models.TextChoices):
        CRL = "crl", _("list of withdrawn certificates (CRL)")
        OCSP = "ocsp", _("answer about one certificate (OCSP)")

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    issuer = models.CharField(max_length=300)
    this_update = models.DateTimeField()
    next_update = models.DateTimeField(null=True, blank=True)
    number = models.PositiveIntegerField(default=0)
    der = models.BinaryField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-this_update", "-pk")

    def __str__(self) -> str:
        return f"{self.kind.upper()}: {self.issuer}"

    @property
    def book(self) -> str:
        """The book of the trust store."""
        return TRUST_BOOK
