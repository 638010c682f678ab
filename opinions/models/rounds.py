"""A round of written opinions: what is asked, who is asked, until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.folding import fold
from core.states import Moves, Stateful
from documents.models import Folder, Paper
from opinions.states import ROUND_MOVES, TOLD, AskedKind, RoundState, Shown
from people.models import Unit, User


class Body(models.TextChoices):
    """By which rule of ``core.deciding`` the answers of the members decide."""

    COMMITTEE = "committee", _("People's Committee: more than half of all members")
    GOVERNMENT = "government", _("As the Government: more than half of all members")
    ADVISORY = "advisory", _("Asking advice only: nothing is decided")


class Round(Stateful):
    """One round: asked in the name of ``unit``, prepared by the clerks of ``office``, approved by ``leader``."""

    MOVES: ClassVar[Moves] = ROUND_MOVES

    title = models.CharField(_("title"), max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="opinion_rounds")
    office = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    drafting_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    leader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=12, choices=Body.choices, default=Body.COMMITTEE)
    explanation = models.TextField(max_length=8000, blank=True)
    grounds = models.TextField(max_length=4000, blank=True)
    days = models.PositiveSmallIntegerField(default=3)
    must_sign = models.BooleanField(default=False)
    shows = models.CharField(max_length=8, choices=Shown.choices, default=Shown.TOTALS)
    state = models.CharField(
        max_length=10, choices=RoundState.choices, default=RoundState.DRAFT, db_index=True
    )
    folder = models.OneToOneField(Folder, on_delete=models.PROTECT, related_name="opinion_round")
    deadline = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    announcement = models.TextField(max_length=8000, blank=True)
    result_paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    agenda_key = models.CharField(max_length=64, blank=True, db_index=True)
    agenda_label = models.CharField(max_length=300, blank=True)
    agenda_url = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    counted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True)
    search_text = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("collecting", "closed", "counted", "announced", "reported"))
                | Q(deadline__isnull=False, sent_at__isnull=False),
                name="round_sent_has_deadline",
            ),
        )
        indexes = (
            models.Index(
                fields=("deadline",), condition=Q(state="collecting"), name="round_collecting"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded title that searching reads."""
        self.search_text = fold(self.title)[:400]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The round's page."""
        return reverse("opinions:round", args=[self.pk])

    @property
    def book(self) -> str:
        """The round's book, and its live topic."""
        return f"opinion.{self.pk}"

    @property
    def told(self) -> bool:
        """Whether the result is announced."""
        return self.state in TOLD

    @property
    def overdue(self) -> bool:
        """Whether the deadline is past and nobody has closed the round yet."""
        late = self.deadline is not None and now() > self.deadline
        return self.state == RoundState.COLLECTING and late


class Matter(models.Model):
    """One question of a round; ``result`` is frozen when the answers are counted."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="matters")
    position = models.PositiveSmallIntegerField()
    question = models.TextField(max_length=1000)
    result = models.JSONField(null=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("round", "position"), name="matter_position_once"),
        )

    def __str__(self) -> str:
        return self.question


class Asked(models.Model):
    """Somebody who is asked: a member in person, or a unit through those who speak for it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    kind = models.CharField(max_length=6, choices=AskedKind.choices, default=AskedKind.MEMBER)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="opinions_asked"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="opinions_asked"
    )
    title = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    folder = models.OneToOneField(Folder, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("round", "user"), name="asked_person_once"),
            models.UniqueConstraint(
                fields=("round", "unit"), condition=Q(kind="unit"), name="asked_unit_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="member", user__isnull=False) | Q(kind="unit", unit__isnull=False),
                name="asked_is_somebody",
            ),
        )

    def __str__(self) -> str:
        return str(self.user if self.kind == AskedKind.MEMBER else self.unit)

    @property
    def book(self) -> str:
        """The round's book."""
        return f"opinion.{self.round_id}"


class Extension(models.Model):
    """A deadline that was moved: the old one is kept and shown."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="extensions")
    old = models.DateTimeField()
    new = models.DateTimeField()
    reason = models.CharField(max_length=1000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.old:%d/%m/%Y} → {self.new:%d/%m/%Y}"


class Reminder(models.Model):
    """One rung told to one person: the row makes it happen once, however many workers and clocks run."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    rung = models.CharField(max_length=40)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "person", "rung"), name="opinion_reminder_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round}: {self.rung} → {self.person}"
