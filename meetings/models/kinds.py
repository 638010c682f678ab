"""The catalogues an administrator keeps: kinds of sessions and types of papers; archived, never deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.leadtime import LEAD_NAMES
from meetings.models.meeting import Kind


class LeadRule(models.TextChoices):
    """Which rule of ``leadtime.VERSIONS`` says how long before the session papers must be out."""

    REGULAR = "regular", _("regular session: 3 working days")
    SPECIAL = "special", _("special session: 1 day")
    ORDINARY = "ordinary", _("ordinary meeting: 3 working days")
    NONE = "none", _("no lead time")


if set(LeadRule.values) != LEAD_NAMES:
    raise LookupError("a lead rule without its clause")


class Publisher(models.TextChoices):
    """Who decides that the conclusions are published."""

    NOBODY = "nobody", _("nothing is published")
    CHAIR = "chair", _("the chair")
    OFFICE = "office", _("the office")


class Catalogued(models.Model):
    """A row of a catalogue: named, in an order, archived when it is no longer offered."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The book of the catalogues."""
        return "catalogues"


class SessionKind(Catalogued):
    """A kind of session (loại phiên họp): its rule of decision, its lead time, its usual lengths."""

    rule = models.CharField(
        _("rule of decision"), max_length=12, choices=Kind.choices, default=Kind.WORKING
    )
    lead = models.CharField(
        _("papers are sent before the session"), max_length=10, choices=LeadRule.choices,
        default=LeadRule.ORDINARY,
    )  # fmt: skip
    papers_days = models.PositiveSmallIntegerField(
        _("units hand papers in, working days before"), default=5
    )
    minutes = models.PositiveSmallIntegerField(_("usual length in minutes"), default=120)
    speaking_minutes = models.PositiveSmallIntegerField(_("minutes to speak"), default=5)
    publishes = models.CharField(
        _("who publishes"), max_length=8, choices=Publisher.choices, default=Publisher.NOBODY
    )

    class Meta(Catalogued.Meta):
        verbose_name = _("kind of session")


class PaperType(Catalogued):
    """A type of paper on the agenda (tờ trình, dự thảo…); ``words`` recognise it in a file's name."""

    words = models.CharField(
        pgettext_lazy("paper type", "words in file names"), max_length=200, blank=True
    )

    class Meta(Catalogued.Meta):
        verbose_name = _("type of paper")
