"""How a finished task is counted (Decree 335/2025/NĐ-CP: quantity, quality, progress)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.clock import now
from tasks.models.task import PERSON, Task
from tasks.states import Grade

LEAST, MOST = Decimal("0.01"), Decimal(100)


class Evaluation(models.Model):
    """One per task; what is corrected later is told in the journal with the old words.

    `failed` counts the results that had to be redone, `late` and `objective` say how the progress is counted;
    what follows from them in per cent is worked out by `tasks.evaluating`, never stored.
    """

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="evaluation")
    quantity = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)],
        help_text="converted points of the product",
    )
    grade = models.CharField(max_length=10, choices=Grade.choices, blank=True)
    words = models.TextField(blank=True, max_length=4000)
    failed = models.PositiveSmallIntegerField(default=0)
    late = models.BooleanField(default=False)
    objective = models.BooleanField(default=False)
    objective_reason = models.TextField(blank=True, max_length=4000)
    objective_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    objective_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(objective=False)
                | Q(objective_by__isnull=False, objective_at__isnull=False)
                & ~Q(objective_reason=""),
                name="objective_cause_was_confirmed",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="quantity_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.get_grade_display()}"
