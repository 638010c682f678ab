"""The city's rooms: where meetings are held, how many they seat, how their tables stand."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MOST_PLACES = 600


class Shape(models.TextChoices):
    """How the tables of a room stand; ``meetings.layout`` draws each."""

    ROUND = "round", _("Round table")
    BOARD = "board", _("Long table")
    U = "u", _("U-shape")
    ROWS = "rows", _("Rows facing the chair")
    HALL = "hall", _("Hall with a rostrum")
    FREE = "free", _("Free places")


class Drawn(models.Model):
    """Something with a drawn plan: a shape, how many places, and the places somebody moved by hand."""

    shape = models.CharField(_("tables"), max_length=6, choices=Shape.choices, default=Shape.BOARD)
    places = models.PositiveSmallIntegerField(
        _("places"), default=20, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    moved = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


class Room(Drawn):
    """A room of the catalogue; ``setup_minutes`` are kept free before and after a meeting. Never deleted."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    equipment = models.CharField(_("equipment"), max_length=400, blank=True)
    setup_minutes = models.PositiveSmallIntegerField(
        _("minutes to set it up"), default=15, validators=[MaxValueValidator(480)]
    )
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The room in the catalogue."""
        return reverse("meetings:room", args=[self.pk])

    @property
    def label(self) -> str:
        """The room as invitations name it: its name and where it is."""
        return ", ".join(word for word in (self.name, self.address) if word)[:200]

    @property
    def book(self) -> str:
        """The book of rooms."""
        return "rooms"
