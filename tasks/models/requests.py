"""What is asked of the giver: more time, another lead, an answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.clock import now
from core.states import Moves, Stateful
from people.models import Unit
from tasks.models.deadlines import DueChange
from tasks.models.task import PERSON, Task, due_words
from tasks.states import QUESTION_MOVES, REQUEST_MOVES, QuestionState, RequestState


class Extension(Stateful):
    """More time, asked before the deadline and decided by the giver (gia hạn); never changed once decided."""

    MOVES: ClassVar[Moves] = REQUEST_MOVES

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="extensions")
    state = models.CharField(
        max_length=10, choices=RequestState.choices, default=RequestState.WAITING
    )
    old_on = models.DateField()
    old_time = models.TimeField(null=True, blank=True)
    want_on = models.DateField()
    want_time = models.TimeField(null=True, blank=True)
    reason = models.TextField(max_length=4000)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    answer = models.TextField(blank=True, max_length=4000)
    decided_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    change = models.OneToOneField(
        DueChange, null=True, blank=True, on_delete=models.PROTECT, related_name="extension"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(state="waiting"), name="one_extension_waits"
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(change__isnull=False),
                name="granted_extension_moved_the_deadline",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.old} → {self.want}"

    @property
    def old(self) -> str:
        """The deadline as it was when asked."""
        return due_words(self.old_on, self.old_time)

    @property
    def want(self) -> str:
        """The deadline that was asked for."""
        return due_words(self.want_on, self.want_time)


class Transfer(Stateful):
    """Another lead, proposed by the lead and decided by the giver, or moved by the giver (chuyển)."""

    MOVES: ClassVar[Moves] = REQUEST_MOVES

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="transfers")
    state = models.CharField(
        max_length=10, choices=RequestState.choices, default=RequestState.WAITING
    )
    from_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(max_length=4000)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    answer = models.TextField(blank=True, max_length=4000)
    decided_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(state="waiting"), name="one_transfer_waits"
            ),
            models.CheckConstraint(
                condition=Q(to_unit__isnull=False) | Q(to_person__isnull=False),
                name="transfer_goes_somewhere",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task} → {self.to}"

    @property
    def to(self) -> str:
        """Who is to lead, in words."""
        return ", ".join(str(one) for one in (self.to_person, self.to_unit) if one)


class Question(Stateful):
    """A question of the lead to the giver (xin ý kiến); while it is open the task waits for the giver."""

    MOVES: ClassVar[Moves] = QUESTION_MOVES

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="questions")
    state = models.CharField(
        max_length=10, choices=QuestionState.choices, default=QuestionState.OPEN
    )
    text = models.TextField(max_length=4000)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    answer = models.TextField(blank=True, max_length=4000)
    answered_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""), name="answered_question_has_answer"
            ),
        )
        indexes = (models.Index(fields=("task",), condition=Q(state="open"), name="question_open"),)

    def __str__(self) -> str:
        return self.text[:80]
