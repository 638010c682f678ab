"""What must be kept up: archive timestamps of issued papers, certificates in use, seals over the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from documents.models import Version
from people.models import Unit, User
from signing.models.routes import Route


class Upkeep(models.Model):
    """The long-term care of one issued paper: what its newest stored file has reached, and when it is due again.

    The issued version stays as it is and is found by its SHA-256; the renewed file is a later version of the paper that
    begins with the same bytes.
    """

    route = models.OneToOneField(Route, on_delete=models.PROTECT, related_name="upkeep")
    newest = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=5, default="B-B")
    stamped_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    why = models.CharField(max_length=16, blank=True)
    rounds = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at", "pk")

    def __str__(self) -> str:
        return str(self.route)

    @property
    def book(self) -> str:
        """The route's book."""
        return self.route.book


class CertificateKind(models.TextChoices):
    """What a certificate is used for here."""

    PERSON = "person", _("A person's key")
    SEAL = "seal", _("An agency's seal")
    SYSTEM = "system", _("The system's own key")
    CLOCK = "clock", _("A timestamp authority")
    ISSUER = "issuer", _("An issuing authority")
    ROOT = "root", _("A trusted authority")


class CertificateStatus(models.TextChoices):
    """How a certificate stands, as its authority says."""

    GOOD = "good", _("good")
    REVOKED = "revoked", _("revoked")
    EXPIRED = "expired", _("expired")
    UNKNOWN = "unknown", _("nobody answers")
    UNASKED = "unasked", _("its authority cannot be asked")


class WatchedCertificate(models.Model):
    """A certificate in use here: how it stands, asked daily, and whom it was warned of."""

    fingerprint = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=CertificateKind.choices)
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300, blank=True)
    holder = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    der = models.BinaryField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(db_index=True)
    status = models.CharField(
        max_length=8, choices=CertificateStatus.choices, default=CertificateStatus.UNASKED
    )
    source = models.CharField(max_length=8, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    warned_days = models.PositiveSmallIntegerField(null=True, blank=True)
    told_revoked = models.BooleanField(default=False)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ("not_after", "pk")

    def __str__(self) -> str:
        return self.subject

    @property
    def book(self) -> str:
        """The book of all watched certificates."""
        return "certificates"

    @property
    def days_left(self) -> int:
        """Return the whole days until it ends; negative after that."""
        return (self.not_after - now()).days


class JournalSeal(models.Model):
    """The system's signed and timestamped statement of the heads of all books at a moment; one a day."""

    day = models.DateField(unique=True)
    statement = models.TextField()
    container = models.BinaryField()
    certificate = models.CharField(max_length=64)
    books = models.PositiveIntegerField()
    entries = models.PositiveBigIntegerField()
    timed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    @property
    def book(self) -> str:
        """The book of the seals."""
        return "journal_seals"
