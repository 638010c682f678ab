"""Groups of recipients: what an agency means when its documents name many at once (“Các sở, ban, ngành”)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Unit


class RecipientGroup(models.Model):
    """A group as the agency's documents write it, and the units that are meant; ``also`` are its other wordings."""

    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="recipient_groups")
    name = models.CharField(_("name of the group"), max_length=160)
    also = models.JSONField(default=list)
    units = models.ManyToManyField(Unit, related_name="+")

    class Meta:
        ordering = ("agency", "name")
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="recipient_group_once"),)  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The agency's book of the registry."""
        return f"registry.{self.agency_id}"
