"""What is foreseen: how likely an open task is to be late, and what past tasks taught."""

from django.db import models
from django.db.models import Q

from core.clock import now
from tasks.models.task import Task


class Outlook(models.Model):
    """How a task in work will probably end; written anew at every step and every night, gone when the task ends.

    `risk` in per cent, NULL while too little has ended to claim anything. `reasons` are codes with their numbers
    (tasks.foresight.Reason), so that each reader gets sentences in their own language.
    """

    task = models.OneToOneField(
        Task, on_delete=models.CASCADE, primary_key=True, related_name="outlook"
    )
    risk = models.PositiveSmallIntegerField(null=True)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(risk=None) | Q(risk__lte=100), name="risk_is_per_cent"
            ),
        )
        indexes = (models.Index(fields=("risk",), name="outlook_risk"),)

    def __str__(self) -> str:
        return f"{self.task_id}: {self.risk}%"


class Lesson(models.Model):
    """What ended tasks taught of one circle: the city, a unit (“unit.3”), a person (“person.7”).

    Only counts, learned anew every night. A person's counts are shown to nobody else.
    """

    circle = models.CharField(max_length=24, primary_key=True)
    counts = models.JSONField()
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.circle
