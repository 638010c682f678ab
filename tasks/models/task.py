"""A task: what is to be done, by whom, until when, and where it comes from."""

from datetime import date, time
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now, today
from core.finding import plain
from core.states import Moves, Stateful
from documents.models import Folder
from people.models import Unit, User
from tasks.states import OPEN, TASK_MOVES, Priority, SourceKind, TaskState

PERSON = settings.AUTH_USER_MODEL


# What is open, as every query asks it, and the rows of its indexes. SQLite uses a partial index only where the query says “ended_at IS NULL” itself.
OPEN_ROWS = Q(ended_at__isnull=True)
IS_OPEN = Q(ended_at=None, state__in=OPEN)
ROLES = (
    ("lead_unit", "unit"),
    ("lead_person", "person"),
    ("giver", "giver"),
    ("recorder", "recorder"),
)


class Task(Stateful):
    """One assigned piece of work: clear person, clear work, clear time, clear result."""

    MOVES: ClassVar[Moves] = TASK_MOVES

    title = models.CharField(_("task"), max_length=300)
    detail = models.TextField(_("detail"), blank=True, max_length=8000)
    product = models.CharField(_("expected product"), max_length=300, blank=True)
    priority = models.CharField(
        _("priority"), max_length=8, choices=Priority.choices, default=Priority.NORMAL
    )
    lead_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="led_tasks"
    )
    lead_person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="led_tasks"
    )
    supporters = models.ManyToManyField(Unit, blank=True, related_name="supported_tasks")
    supporting_people = models.ManyToManyField(
        User, blank=True, related_name="supported_tasks", verbose_name=_("supporting people")
    )
    watchers = models.ManyToManyField(
        User, blank=True, related_name="watched_tasks", verbose_name=_("watchers")
    )
    closed_circle = models.BooleanField(
        _("only for the people around it"),
        default=False,
        help_text=_("Leaders above and clerks of the office do not see it."),
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    giver = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="given_tasks")
    recorder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    due_time = models.TimeField(_("hour"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.ASSIGNED)
    percent = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    kept = models.BooleanField(null=True, editable=False)
    source_kind = models.CharField(
        _("kind of source"), max_length=12, choices=SourceKind.choices, default="", blank=True
    )
    source_number = models.CharField(_("number of the source"), max_length=60, blank=True)
    source_on = models.DateField(_("day of the source"), null=True, blank=True)
    source_from = models.CharField(_("who issued or sent the source"), max_length=200, blank=True)
    source_label = models.CharField(max_length=300, blank=True)
    source_quote = models.TextField(blank=True, max_length=4000)
    source_url = models.CharField(max_length=300, blank=True)
    source_key = models.CharField(max_length=160, null=True, blank=True, unique=True)
    batch = models.UUIDField(
        null=True, blank=True, editable=False, help_text="given together: one order, several tasks"
    )
    folder = models.OneToOneField(Folder, null=True, blank=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField(default=now)
    assigned_at = models.DateTimeField(default=now)
    known_since = models.DateField(
        default=today, help_text="the day the lead learned of this deadline"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    stepped_at = models.DateTimeField(
        default=now, help_text="the last step in the work: accepted, reported, said, returned"
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    snooze_allowed = models.BooleanField(_("reminders may be put off"), default=True)
    search_text = models.TextField(editable=False)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(lead_unit__isnull=False) | Q(lead_person__isnull=False),
                name="task_has_lead",
            ),
            models.CheckConstraint(
                condition=Q(due_time=None) | Q(due_on__isnull=False), name="task_hour_has_day"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="task_percent"),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "cancelled"]) | Q(ended_at__isnull=False),
                name="task_end_has_time",
            ),
        )
        indexes = (
            *(
                models.Index(fields=(role, "due_on"), condition=OPEN_ROWS, name=f"task_open_{name}")
                for role, name in ROLES
            ),
            *(
                models.Index(
                    fields=(role, "-ended_at", "-id"),
                    condition=Q(ended_at__isnull=False),
                    name=f"task_ended_{name}",
                )
                for role, name in ROLES
            ),
            models.Index(fields=("due_on",), condition=OPEN_ROWS, name="task_open_due"),
            models.Index(
                fields=("-ended_at", "-id"), condition=Q(ended_at__isnull=False), name="task_ended"
            ),
            models.Index(fields=("created_at",), name="task_given_at"),
            models.Index(
                fields=("batch",), condition=Q(batch__isnull=False), name="task_given_together"
            ),
            models.Index(
                fields=("remind_at",), condition=Q(remind_at__isnull=False), name="task_to_remind"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded text that searching reads."""
        self.search_text = plain(
            f"{self.title} {self.detail} {self.product} {self.source_label} {self.source_number}"
            f" {self.source_from} {self.lead}"
        )
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search_text"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def book(self) -> str:
        """The task's book, which is also its live topic."""
        return f"task.{self.pk}"

    @property
    def lead(self) -> str:
        """Who leads, in words: the person, the unit, or both."""
        return ", ".join(str(one) for one in (self.lead_person, self.lead_unit) if one)

    def get_absolute_url(self) -> str:
        """The task's page."""
        return reverse("tasks:task", args=[self.pk])


def due_words(due_on: date | None, due_time: time | None) -> str:
    """A deadline as it is written: “17:00 20/03/2026”, “20/03/2026”, or a dash."""
    if due_on is None:
        return "–"
    return f"{due_time:%H:%M} {due_on:%d/%m/%Y}" if due_time else f"{due_on:%d/%m/%Y}"
