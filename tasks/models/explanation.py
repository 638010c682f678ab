"""Explanations (giải trình): demanded by a leader, answered in the system, accepted or not."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper
from tasks.models.task import PERSON, Task
from tasks.states import EXPLANATION_MOVES, ExplanationState


class Explanation(Stateful):
    """Why the work stands as it does: the demand, the answer, the verdict; each written once."""

    MOVES: ClassVar[Moves] = EXPLANATION_MOVES

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="explanations")
    state = models.CharField(
        max_length=10, choices=ExplanationState.choices, default=ExplanationState.DEMANDED
    )
    question = models.TextField(blank=True, max_length=4000)
    demanded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    demanded_at = models.DateTimeField(default=now)
    due_on = models.DateField()
    days_late = models.PositiveSmallIntegerField(
        default=0, help_text="working days the task was overdue when the explanation was demanded"
    )
    answer = models.TextField(blank=True, max_length=8000)
    claims_objective = models.BooleanField(default=False)
    papers = models.ManyToManyField(Paper, blank=True, related_name="+")
    answered_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    verdict_reason = models.TextField(blank=True, max_length=4000)
    objective = models.BooleanField(
        null=True, help_text="whether who judged confirmed an objective cause"
    )
    judged_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",),
                condition=Q(state__in=["demanded", "answered"]),
                name="one_explanation_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["demanded", "withdrawn"]) | ~Q(answer=""),
                name="explanation_has_answer",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_on",), condition=Q(state="demanded"), name="explanation_awaited"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.get_state_display()}"
