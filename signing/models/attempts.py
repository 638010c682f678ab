"""Half-finished signings: prepared here, signed elsewhere (an agent, a remote service), completed here."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Version
from people.models import User
from signing.attempt_states import ATTEMPT_MOVES, GOING, AttemptState, Way
from signing.models.keys import SigningKey
from signing.models.routes import Step


def fresh_nonce() -> str:
    """Return a new nonce; an address is its HMAC with the installation's secret, so the column alone opens nothing."""
    return secrets.token_hex(16)


class Attempt(Stateful):
    """One half-finished signing of one version in one field. It holds no secret: addresses are made from ``nonce``."""

    MOVES: ClassVar[Moves] = ATTEMPT_MOVES

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="attempts")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="attempts")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    before = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    number = models.PositiveIntegerField(null=True, blank=True)  # written into the prepared file
    state = models.CharField(
        max_length=9,
        choices=AttemptState.choices,
        default=AttemptState.PREPARED,
        db_index=True,
    )
    prepared = models.CharField(max_length=64)  # SHA-256 of the file that was prepared
    region_start = models.PositiveIntegerField(default=0)  # where the signature goes, in bytes
    region_end = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 over the ByteRange
    attributes = models.BinaryField(default=bytes)  # DER of the signed attributes: what is signed
    nonce = models.CharField(max_length=32, default=fresh_nonce)  # of the one-time addresses
    fetched_at = models.DateTimeField(null=True, blank=True)
    signature = models.BinaryField(
        default=bytes
    )  # the raw signature, once it came and was verified
    delivered = models.CharField(max_length=64, blank=True)  # SHA-256 of an uploaded whole file
    remote = models.CharField(max_length=200, blank=True)  # the remote service's transaction
    doing = models.CharField(max_length=40, blank=True)  # what is being waited for, a word
    reason = models.CharField(max_length=300, blank=True)  # why it failed, a sentence
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("before", "field"), condition=Q(state__in=GOING), name="one_attempt_going"
            ),
            models.UniqueConstraint(
                fields=("before", "field"),
                condition=Q(state=AttemptState.EMBEDDED),
                name="one_attempt_embedded",
            ),
        )

    def __str__(self) -> str:
        return str(self.step)

    @property
    def book(self) -> str:
        """The route's book."""
        return f"route.{self.step.route_id}"

    def token(self, purpose: str) -> str:
        """Return the secret part of the one-time address for ``purpose`` (offer, file, deliver, upload, remote)."""
        return salted_hmac(f"nghisu.attempt.{purpose}", f"{self.pk}.{self.nonce}").hexdigest()

    def knows(self, purpose: str, token: str) -> bool:
        """Say whether ``token`` belongs to the address for ``purpose``."""
        return constant_time_compare(self.token(purpose), token)

    @property
    def is_going(self) -> bool:
        """Say whether it may still come to something."""
        return self.state in GOING
