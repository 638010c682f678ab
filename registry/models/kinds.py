"""Which kinds of documents a unit issues, and in which series each is numbered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Unit


class Series(models.Model):
    """A series of numbers of an agency beside those of the kinds (Decree 30/2020 art. 15).

    All kinds together, secret documents, or a council or board that uses the agency's seal.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="series")
    code = models.CharField(_("short name of the series"), max_length=40)
    title = models.CharField(_("name of the register"), max_length=160)
    letters = models.CharField(_("letters in place of the agency's"), max_length=24, blank=True)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("unit", "code")
        constraints = (models.UniqueConstraint(fields=("unit", "code"), name="series_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def book(self) -> str:
        """The unit's book of the registry."""
        return f"registry.{self.unit_id}"


class KindUse(models.Model):
    """What a unit does with one kind: whether it is offered, in which series it is numbered, how its symbol is written."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="kind_uses")
    kind = models.CharField(max_length=12)
    offered = models.BooleanField(_("offered for new drafts"), default=True)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="kinds",
        verbose_name=_("numbered in"),
    )  # fmt: skip
    pattern = models.CharField(_("symbol"), max_length=60, blank=True)

    class Meta:
        ordering = ("unit", "kind")
        constraints = (models.UniqueConstraint(fields=("unit", "kind"), name="kind_use_once"),)

    def __str__(self) -> str:
        return self.kind

    @property
    def book(self) -> str:
        """The unit's book of the registry."""
        return f"registry.{self.unit_id}"
