"""Filters that people keep."""

from django.core.validators import MinLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from people.models import Unit, User
from tasks.models.task import PERSON


class SavedView(models.Model):
    """A filter with a name; `shared_with` a unit whose people may use it too; `starters` begin their tasks with it."""

    owner = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="task_views")
    name = models.CharField(_("name"), max_length=80, validators=[MinLengthValidator(1)])
    query = models.CharField(max_length=1000)
    show = models.CharField(max_length=8, default="list")
    shared_with = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="task_views"
    )
    starters = models.ManyToManyField(User, blank=True, related_name="task_starts")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "name"), name="task_view_name_once"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list that it shows."""
        show = "" if self.show == "list" else f"show={self.show}&"
        return f"{reverse('tasks:all')}?{show}{self.query}"

    @property
    def book(self) -> str:
        """What its owner does with it stands in the owner's own book."""
        return f"desk.{self.owner_id}"


class PublicRate(models.Model):
    """A unit whose on-time rate everybody may see; without a row nothing is public."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="public_rate")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("unit__position", "unit__name")

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def book(self) -> str:
        """The city's book of people and units."""
        return self.unit.book
