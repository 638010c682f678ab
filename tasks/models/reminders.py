"""Who was reminded of what."""

from django.db import models

from core.clock import now
from tasks.models.task import PERSON, Task


class Reminder(models.Model):
    """One rung told to one person: the row makes it happen once, however many workers and clocks run."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    ladder = models.CharField(max_length=10)
    anchor = models.DateField()
    rung = models.CharField(max_length=16)
    days = models.SmallIntegerField()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "person", "ladder", "anchor", "rung"), name="reminder_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.rung} → {self.person}"
