"""Keys with which is signed: a person's, or an agency's (its seal); where they lie, never what is in them."""

from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.clock import now
from people.models import Unit, User
from signing.attempt_states import AGENTS, INTERRUPTED, Way


class SigningKey(models.Model):
    """A key of a person, or of an agency (its seal): in an encrypted file, on a token, at an agent, at a service.

    ``options`` says where it is found and holds no secret: a token's name, label and number of the key, a remote
    service's name and credential. Replaced keys stay (``retired_at``), so that old signatures can be explained.
    """

    holder = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="signing_keys"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="seal_keys"
    )
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.FILE)
    options = models.JSONField(default=dict, blank=True)
    file = models.CharField(max_length=80, blank=True)
    certificate = models.BinaryField(default=bytes)  # DER
    chain = models.BinaryField(default=bytes)  # those above it, PEM one after the other
    issuer = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64)
    not_before = models.DateTimeField(null=True, blank=True)
    not_after = models.DateTimeField()
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    proved_at = models.DateTimeField(null=True, blank=True)  # when it was seen to sign
    made_at = models.DateTimeField(default=now)
    chosen_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-chosen_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(holder__isnull=False) ^ Q(unit__isnull=False),
                name="key_of_a_person_or_a_unit",
            ),
            models.UniqueConstraint(
                fields=("file",), condition=~Q(file=""), name="key_file_of_one_key"
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

    @property
    def interrupted(self) -> bool:
        """Say whether somebody else's program asks for the PIN: prepared here, signed there."""
        return self.way in INTERRUPTED

    @property
    def unproved(self) -> bool:
        """Say whether nothing has shown yet that the key of the certificate is in the holder's hands."""
        return self.way in AGENTS and self.proved_at is None

    @property
    def read_certificate(self) -> x509.Certificate | None:
        """Return the certificate; ``None`` for a key of the time before certificates were kept."""
        raw = bytes(self.certificate)
        return x509.load_der_x509_certificate(raw) if raw else None

    @property
    def read_chain(self) -> tuple[x509.Certificate, ...]:
        """Return the certificates above it, issuer first, as far as they are known."""
        raw = bytes(self.chain)
        return tuple(x509.load_pem_x509_certificates(raw)) if raw else ()
