"""Rows that belong to no room: heartbeats, the schedule's slots, the calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now


class DayKind(models.TextChoices):
    """What the calendar says about a day that is not as its weekday suggests."""

    OFF = "off", _("day off")
    WORK = "work", _("make-up working day")


class CalendarDay(models.Model):
    """A day off on a weekday, or a weekend day that is worked; what is not here follows the week."""

    date = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=4, choices=DayKind.choices, default=DayKind.OFF)
    reason = models.CharField(_("reason"), max_length=200)
    notice_number = models.CharField(_("number of the notice"), max_length=60, blank=True)
    proposed = models.BooleanField(_("proposed by the software"), default=False)

    class Meta:
        ordering = ("date",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=DayKind.values), name="calendar_day_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}"

    @property
    def book(self) -> str:
        """The journal's book of the calendar."""
        return "calendar"


class Act(models.Model):
    """An act that was done, by the client id its page gave it, and how it was answered (see ``core.acts``)."""

    client_id = models.UUIDField()
    user_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=now, db_index=True)
    location = models.CharField(max_length=300, blank=True)
    trigger = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("client_id", "user_id"), name="act_once"),)

    def __str__(self) -> str:
        return str(self.client_id)


class Slot(models.Model):
    """One turn of a piece of work: the unique row makes it happen once, however many clocks there are."""

    name = models.CharField(max_length=64)
    due = models.DateTimeField()
    at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "due"), name="slot_once"),)

    def __str__(self) -> str:
        return f"{self.name} {self.due:%Y-%m-%d %H:%M}"


class Heartbeat(models.Model):
    """A job worker's sign of life."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return self.worker
