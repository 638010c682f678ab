"""Deadlines that were moved."""

from django.db import models

from core.clock import now
from tasks.models.task import PERSON, Task


class DueChange(models.Model):
    """A deadline that was moved: the old one is kept and shown."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="due_changes")
    old_on = models.DateField(null=True)
    old_time = models.TimeField(null=True)
    new_on = models.DateField(null=True)
    new_time = models.TimeField(null=True)
    reason = models.CharField(max_length=1000)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.task}: {self.old_on} → {self.new_on}"
