"""Templates of meetings, and the series that repeat one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from meetings.models.agenda import Purpose
from meetings.models.kinds import SessionKind
from meetings.models.meeting import SeatRole
from meetings.recurrence import MONTHLY_DAY, MONTHLY_WEEKDAY, WEEKLY, Rule
from people.models import Unit, User


class MeetingTemplate(models.Model):
    """A meeting as it usually is; ``title`` may hold {month}, {quarter}, {year}, {number}."""

    name = models.CharField(_("name of the template"), max_length=160)
    title = models.CharField(_("title of the meetings"), max_length=300)
    session_kind = models.ForeignKey(
        SessionKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of session")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit that holds it")
    )
    chair = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("chair")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts = models.TimeField(_("usual start"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=120)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The book of the catalogues."""
        return "catalogues"


class TemplateItem(models.Model):
    """An item of the template's agenda."""

    template = models.ForeignKey(MeetingTemplate, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(default=0)
    section = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=400)
    minutes = models.PositiveSmallIntegerField(default=10)
    purpose = models.CharField(
        max_length=8, choices=Purpose.choices, default=Purpose.OPINION, blank=True
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    presenter = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    expects_papers = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class TemplateSeat(models.Model):
    """A person who usually takes part."""

    template = models.ForeignKey(MeetingTemplate, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=SeatRole.choices, default=SeatRole.MEMBER)
    votes = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("template", "user"), name="template_seat_once"),
        )

    def __str__(self) -> str:
        return str(self.user)


class Frequency(models.TextChoices):
    """How a series repeats; the values are those of ``recurrence``."""

    MONTHLY_WEEKDAY = MONTHLY_WEEKDAY, _("on a weekday of the month")
    MONTHLY_DAY = MONTHLY_DAY, _("on a day of the month")
    WEEKLY = WEEKLY, _("weekly")


class Shift(models.TextChoices):
    """Where a session goes whose day is off."""

    AFTER = "after", _("the next working day")
    BEFORE = "before", _("the working day before")


class Series(models.Model):
    """Meetings that repeat a template by a rule, each a meeting of its own."""

    name = models.CharField(_("name of the series"), max_length=200)
    template = models.ForeignKey(
        MeetingTemplate, on_delete=models.PROTECT, related_name="series", verbose_name=_("template")
    )
    frequency = models.CharField(
        _("repeats"), max_length=16, choices=Frequency.choices, default=Frequency.MONTHLY_WEEKDAY
    )
    every = models.PositiveSmallIntegerField(_("every how many months or weeks"), default=1)
    weekday = models.PositiveSmallIntegerField(_("weekday"), default=3)
    nth = models.SmallIntegerField(_("which of the month"), default=-1)
    day = models.PositiveSmallIntegerField(_("day of the month"), default=25)
    shift = models.CharField(
        _("when that day is off"), max_length=6, choices=Shift.choices, default=Shift.AFTER
    )
    starts = models.TimeField(_("start"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=120)
    since = models.DateField(_("from"))
    open_to_units = models.BooleanField(_("units may propose items for the next session"), default=True)  # fmt: skip
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(every__gte=1, every__lte=12, weekday__lte=6, day__gte=1, day__lte=31),
                name="series_rule_sound",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The series' own book."""
        return f"series.{self.pk}"

    @property
    def rule(self) -> Rule:
        """The rule as a value."""
        return Rule(
            self.frequency, self.every, self.weekday, self.nth, self.day, self.shift, self.since
        )
