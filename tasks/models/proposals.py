"""Tasks proposed from a text: the text as it was read, and each proposal with what a person decided about it."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from people.models import Unit, User
from tasks.models.task import PERSON, Task
from tasks.states import PROPOSAL_MOVES, ProposalState, SourceKind


class Reading(models.Model):
    """A text that was read for tasks; it never changes. Seen by who brought it, its giver, and their unit's leaders and clerks."""

    title = models.CharField(_("title"), max_length=300)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True, help_text="of the text")
    issued_on = models.DateField(_("day of issue"), null=True, blank=True)
    source_kind = models.CharField(
        max_length=12, choices=SourceKind.choices, default="", blank=True
    )
    source_number = models.CharField(max_length=60, blank=True)
    source_from = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )
    giver = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="readings")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page that shows the text beside what is proposed."""
        return reverse("tasks:reading", args=[self.pk])

    @property
    def book(self) -> str:
        """The reading's own book, which is also its live topic."""
        return f"proposals.{self.pk}"


class Proposal(Stateful):
    """A task the software found in the text, as a person may correct it before deciding."""

    MOVES: ClassVar[Moves] = PROPOSAL_MOVES

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="proposals")
    start = models.PositiveIntegerField(help_text="first letter of the sentence in the text")
    end = models.PositiveIntegerField()
    title = models.TextField(_("what is to be done"), max_length=8000)
    said_leads = models.JSONField(default=list, help_text="the leads as the text names them")
    said_support = models.JSONField(default=list)
    units = models.ManyToManyField(Unit, blank=True, related_name="+")
    people = models.ManyToManyField(User, blank=True, related_name="+")
    supporters = models.ManyToManyField(Unit, blank=True, related_name="+")
    supporting_people = models.ManyToManyField(User, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)
    due_kind = models.CharField(max_length=32, blank=True)
    due_quote = models.CharField(max_length=300, blank=True)
    sure = models.BooleanField(default=False, help_text="lead and deadline are beyond doubt")
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    tasks = models.ManyToManyField(Task, blank=True, related_name="proposals")
    decided_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("reading", "start", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="proposal_has_letters"
            ),
        )

    def __str__(self) -> str:
        return self.title[:120]

    @property
    def book(self) -> str:
        """The reading's book."""
        return f"proposals.{self.reading_id}"

    @property
    def anchor(self) -> str:
        """The address of the very sentence in the stored text."""
        return f"{reverse('tasks:reading', args=[self.reading_id])}#s{self.pk}"
