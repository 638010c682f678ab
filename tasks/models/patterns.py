"""What is given again and again: templates of several tasks, and tasks that come back by the calendar."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now, today
from people.models import Unit, User
from tasks.models.task import PERSON, Task
from tasks.states import Frequency, Priority


class TaskTemplate(models.Model):
    """Several tasks that belong together, with deadlines counted from one day; kept by a person, shared with a unit."""

    name = models.CharField(_("name"), max_length=160)
    day_name = models.CharField(_("the day it is counted from"), max_length=120, blank=True)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="task_templates")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="task_templates",
        verbose_name=_("shared with"),
    )  # fmt: skip
    closed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The template's page."""
        return reverse("tasks:template", args=[self.pk])

    @property
    def book(self) -> str:
        """The template's own book."""
        return f"tasktemplate.{self.pk}"


class TemplateLine(models.Model):
    """One task of a template; `days` working days after (negative: before) the day, none: no deadline."""

    template = models.ForeignKey(TaskTemplate, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("what is to be done"), max_length=300)
    lead_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lead_person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    days = models.SmallIntegerField(_("working days"), null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def lead(self) -> Unit | User | None:
        """The unit or person that gets it; None is chosen each time."""
        return self.lead_person or self.lead_unit


class Recurrence(models.Model):
    """A task that comes back by the calendar: the rule, what is given each time, and whether it rests."""

    title = models.CharField(_("task"), max_length=300)
    detail = models.TextField(_("detail"), blank=True, max_length=8000)
    product = models.CharField(_("expected product"), max_length=300, blank=True)
    priority = models.CharField(max_length=8, choices=Priority.choices, default=Priority.NORMAL)
    lead_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lead_person = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supporters = models.ManyToManyField(Unit, blank=True, related_name="+")
    supporting_people = models.ManyToManyField(User, blank=True, related_name="+")
    giver = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="recurrences")
    recorder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency.choices)
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), default=0, validators=[MaxValueValidator(6)]
    )
    day = models.PositiveSmallIntegerField(
        _("day of the month"), default=1, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    lead_days = models.PositiveSmallIntegerField(
        _("given so many working days before"), default=5, validators=[MaxValueValidator(60)]
    )
    starts_on = models.DateField(_("from"), default=today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    paused = models.BooleanField(default=False)
    next_on = models.DateField(
        null=True, blank=True, db_index=True, help_text="the day on which the next task is given"
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("title", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(lead_unit__isnull=False) | Q(lead_person__isnull=False),
                name="recurrence_has_lead",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page with its next days."""
        return reverse("tasks:recurrence", args=[self.pk])

    @property
    def book(self) -> str:
        """The recurrence's own book."""
        return f"recurrence.{self.pk}"

    @property
    def lead(self) -> Unit | User:
        """Who gets each task."""
        return self.lead_person or self.lead_unit  # type: ignore[return-value]  # recurrence_has_lead


class Occurrence(models.Model):
    """One turn of a recurrence, named by the day the rule gives: a task, or left out. The row makes it happen once."""

    recurrence = models.ForeignKey(Recurrence, on_delete=models.CASCADE, related_name="occurrences")
    nominal = models.DateField()
    task = models.OneToOneField(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="occurrence"
    )
    skipped_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("nominal",)
        constraints = (
            models.UniqueConstraint(fields=("recurrence", "nominal"), name="occurrence_once"),
        )

    def __str__(self) -> str:
        return f"{self.recurrence}: {self.nominal}"
