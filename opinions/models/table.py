"""The comparison table (bảng tổng hợp, tiếp thu, giải trình): each opinion, and what became of it in the draft."""

from django.db import models
from django.db.models import Q

from core.clock import now
from opinions.models.rounds import Asked, Matter, Round
from opinions.models.sheets import Reply
from opinions.states import Verdict
from people.models import User


class Row(models.Model):
    """One opinion; ``edition`` rises with each change, so that two editors never overwrite one another."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="rows")
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.CASCADE)
    reply = models.OneToOneField(Reply, null=True, on_delete=models.PROTECT, related_name="row")
    asked = models.ForeignKey(Asked, null=True, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField(default=0)
    who = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    opinion = models.TextField(max_length=8000)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    answer = models.TextField(max_length=8000, blank=True)
    change = models.TextField(max_length=8000, blank=True)
    edition = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="row_verdict_known"
            ),
        )

    def __str__(self) -> str:
        return self.opinion[:80]

    @property
    def book(self) -> str:
        """The round's book."""
        return f"opinion.{self.round_id}"
