"""Gateways: addresses outside that turn our signed requests into SMS or chat messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now


class Gateway(models.Model):
    """A gateway the administrator set up. Its secrets are sealed; after a change the old one signs too for a while."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    url = models.URLField(_("address"), max_length=300)
    kinds = models.JSONField(default=list, blank=True)  # empty: all kinds
    template = models.CharField(_("text"), max_length=200, default="[Nghi Su] {sentence} {url}")
    longest = models.PositiveSmallIntegerField(_("longest text (signs)"), default=160)
    plain = models.BooleanField(_("without diacritics"), default=True)
    is_on = models.BooleanField(_("in use"), default=True)
    sealed = models.TextField()
    sealed_before = models.TextField(blank=True, default="")
    before_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def takes(self, kind: str) -> bool:
        """Whether it is in use and for this kind."""
        return self.is_on and (not self.kinds or kind in self.kinds)

    @property
    def book(self) -> str:
        """The journal's book of the gateways."""
        return "gateways"
