"""What each supporter owes: asked, by when, given; and who is named in a comment."""

from django.db import models
from django.db.models import Q

from core.clock import now
from people.models import Unit
from tasks.models.reports import Comment, Report
from tasks.models.task import PERSON, Task


class Contribution(models.Model):
    """The part of one supporting unit or person: what was asked, by when, and what they gave."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="contributions")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    asked = models.TextField(blank=True, max_length=2000)
    asked_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    given = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nudged_at = models.DateTimeField(null=True, blank=True)
    nudges = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "unit"), condition=Q(unit__isnull=False), name="one_part_per_unit"
            ),
            models.UniqueConstraint(
                fields=("task", "person"),
                condition=Q(person__isnull=False),
                name="one_part_per_person",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person__isnull=True)
                | Q(unit__isnull=True, person__isnull=False),
                name="part_of_a_unit_or_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.unit or self.person}"


class Mention(models.Model):
    """Somebody named in a comment with @."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("comment", "person"), name="mentioned_once"),
        )

    def __str__(self) -> str:
        return f"@{self.person}"


class CommentEdition(models.Model):
    """What a comment said before its author corrected or withdrew it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="editions")
    text = models.TextField(max_length=8000)
    until = models.DateTimeField(default=now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:80]
