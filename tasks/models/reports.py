"""What was said about the work: reports and words."""

from datetime import timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from core.clock import now
from documents.models import Paper
from tasks.models.task import PERSON, Task
from tasks.states import ReportKind, Verdict

EDIT_MINUTES = 15  # how long the author of a comment may correct it or take it back


class Report(models.Model):
    """What was said about the work: progress with a percentage, or the result with its papers."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    text = models.TextField(max_length=8000)
    percent = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    papers = models.ManyToManyField(Paper, blank=True, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    kept = models.BooleanField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    verdict_reason = models.TextField(blank=True, max_length=4000)
    verdict_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verdict_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(verdict="waiting"), name="one_result_waits"
            ),
            models.CheckConstraint(
                condition=Q(kind="result") | Q(verdict=""), name="verdict_is_on_a_result"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.get_kind_display()} {self.percent}%"


class Comment(models.Model):
    """A word to the task: a question, an answer, a supporter's contribution."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(max_length=8000)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def may_change(self) -> bool:
        """Whether its author may still correct it or take it back."""
        return not self.withdrawn_at and now() - self.at <= timedelta(minutes=EDIT_MINUTES)
