"""Who was reminded of what and why, in which digest; who asked to be left alone until when."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from tasks.models.task import PERSON, Task


class ReminderState(models.TextChoices):
    """Where a reminder stands: it waits for the person's hour, was told, or lost its reason before."""

    WAITING = "waiting", _("waiting")
    TOLD = "told", _("told")
    DROPPED = "dropped", _("no longer needed")


class Digest(models.Model):
    """One message with all reminders of a morning: the row makes it one a day and person, whoever runs."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("person", "day"), name="digest_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.person} {self.day:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """The page that lists it."""
        return reverse("tasks:digest", args=[self.pk])


class Reminder(models.Model):
    """One rung told to one person: the row makes it happen once, however many workers and clocks run.

    `why` is data for `tasks.whys`; `standing_for` is the absent person for whom somebody else is reminded.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    ladder = models.CharField(max_length=10)
    anchor = models.DateField()
    rung = models.CharField(max_length=16)
    days = models.SmallIntegerField()
    role = models.CharField(max_length=8, default="lead")
    why = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8, choices=ReminderState.choices, default=ReminderState.TOLD
    )
    not_before = models.DateTimeField(default=now)
    digest = models.ForeignKey(
        Digest, null=True, blank=True, on_delete=models.SET_NULL, related_name="reminders"
    )
    standing_for = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "person", "ladder", "anchor", "rung"), name="reminder_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("not_before",), condition=Q(state="waiting"), name="reminder_waits"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.rung} → {self.person}"


class Snooze(models.Model):
    """“Remind me again on Monday”: one person, one task, within the leader's bounds; shown to the giver."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="snoozes")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    at = models.DateTimeField(default=now)
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "person"), condition=Q(over_at=None), name="one_snooze_runs"
            ),
        )
        indexes = (models.Index(fields=("until",), condition=Q(over_at=None), name="snooze_runs"),)

    def __str__(self) -> str:
        return f"{self.task}: {self.person} → {self.until:%H:%M %d/%m/%Y}"
