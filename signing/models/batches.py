"""Many papers signed with one PIN: what was read, what was ticked, what became of each."""

from django.db import models
from django.urls import reverse

from core.clock import now
from people.models import User
from signing.models.attempts import Attempt
from signing.models.routes import Step
from signing.states import LineState


class StepRead(models.Model):
    """The person opened this very version at this step."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="reads")
    who = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("step", "who", "sha256"), name="step_read_once"),
        )

    def __str__(self) -> str:
        return f"{self.who}: {self.step}"


class Batch(models.Model):
    """One press: these papers, in this order. ``client_id`` makes a second press the same one."""

    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signing_batches")
    client_id = models.UUIDField()
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("who", "client_id"), name="batch_once"),)

    def __str__(self) -> str:
        return f"{self.who} {self.started_at:%H:%M %d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """The batch's page."""
        return reverse("signing:batch_done", args=[self.pk])

    @property
    def book(self) -> str:
        """The batch's own book."""
        return f"batch.{self.pk}"


class BatchLine(models.Model):
    """One paper of a batch: which version was shown, and what became of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="batch_lines")
    seen = models.CharField(max_length=64)
    attempt = models.ForeignKey(  # with a key that lies elsewhere
        Attempt, null=True, blank=True, on_delete=models.SET_NULL, related_name="lines"
    )
    state = models.CharField(max_length=8, choices=LineState.choices, default=LineState.WAITING)
    said = models.CharField(max_length=600, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("batch", "position")
        constraints = (models.UniqueConstraint(fields=("batch", "step"), name="step_once_a_batch"),)

    def __str__(self) -> str:
        return str(self.step)
