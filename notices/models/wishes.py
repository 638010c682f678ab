"""How a person wants to be told."""

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.models.gateways import Gateway
from notices.quiet import Span


class Wish(models.Model):
    """How a person wants to be told: what by which channel and when, own hours and days, a pause.

    `choices` is kind → channel → rhythm; what it does not name follows the table of `notices.rhythm`.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wish"
    )
    by_mail = models.BooleanField(_("also by e-mail"), default=True)
    choices = models.JSONField(default=dict, blank=True)
    morning = models.TimeField(_("the morning's digest"), default=time(7, 0))
    afternoon = models.TimeField(_("the afternoon's digest"), default=time(16, 0))
    quiet_from = models.PositiveSmallIntegerField(
        _("quiet from (hour)"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    quiet_until = models.PositiveSmallIntegerField(
        _("quiet until (hour)"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    works_from = models.TimeField(_("I work from"), null=True, blank=True)
    works_until = models.TimeField(_("until"), null=True, blank=True)
    weekdays = models.CharField(max_length=7, blank=True, default="")  # “01234”; empty: the city's
    paused_until = models.DateTimeField(null=True, blank=True)
    shows_words = models.BooleanField(_("the sentence itself on the lock screen"), default=False)
    gateway = models.ForeignKey(
        Gateway, null=True, blank=True, on_delete=models.SET_NULL, related_name="wishes"
    )
    phone = models.CharField(_("phone"), max_length=24, blank=True, default="")
    phone_proved_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.user)

    @property
    def span(self) -> Span | None:
        """The person's own quiet hours, if both ends are given."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return time(self.quiet_from), time(self.quiet_until)

    @property
    def spans(self) -> list[Span]:
        """All hours in which the person wants quiet: the quiet ones, and those outside their work."""
        own = [self.span] if self.span else []
        if self.works_from and self.works_until:
            own.append((self.works_until, self.works_from))
        return own
