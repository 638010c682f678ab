"""The way of a paper to its signatures: routes and their steps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper, Version
from people.models import Unit, User
from signing.states import ROUTE_MOVES, STEP_MOVES, Capacity, RouteState, StepKind, StepState


class Route(Stateful):
    """The way of one paper to its signatures."""

    MOVES: ClassVar[Moves] = ROUTE_MOVES

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="routes")
    draft = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    current = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=RouteState.choices, default=RouteState.DRAFT, db_index=True
    )
    code = models.CharField(max_length=16, unique=True, editable=False)
    suffix = models.CharField(max_length=40, blank=True)
    places = models.JSONField(default=dict, blank=True)  # moved by hand: field -> page and box
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="started_routes")
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("paper",),
                condition=Q(state__in=("draft", "circulating")),
                name="paper_on_one_route",
            ),
        )

    def __str__(self) -> str:
        return self.paper.title

    @property
    def book(self) -> str:
        """The route's own book."""
        return f"route.{self.pk}"

    @property
    def signed_version(self) -> Version | None:
        """The version with all signatures, once the route is completed."""
        return self.current if self.state == RouteState.COMPLETED else None

    def get_absolute_url(self) -> str:
        """The route's page."""
        return reverse("signing:route", args=[self.pk])

    @property
    def check_url(self) -> str:
        """The public address behind the QR code, with the site's name."""
        return settings.SITE_URL.rstrip("/") + reverse("signing:issued", args=[self.code])


class Step(Stateful):
    """One step of a route: who does what. Steps of one ``rank`` are asked together.

    ``one_of``: of the steps of this rank so marked, one is enough. ``instead_of``: whose step it was before it was
    handed on, or before the stand-in did it in their own name. ``printed``: the paper prints the person's name.
    """

    MOVES: ClassVar[Moves] = STEP_MOVES

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField(default=0)
    one_of = models.BooleanField(default=False)
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signing_steps")
    instead_of = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    right = models.CharField(max_length=4, choices=Capacity.choices, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=40, blank=True)
    printed = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=0)  # working days from being asked; 0: none
    due_on = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=2000, blank=True)
    state = models.CharField(
        max_length=8, choices=StepState.choices, default=StepState.WAITING, db_index=True
    )
    added_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("route", "rank", "position")
        constraints = (
            models.UniqueConstraint(fields=("route", "position"), name="step_position_once"),
            models.UniqueConstraint(
                fields=("route",),
                condition=Q(state="asked", kind__in=("number", "seal")),
                name="one_clerk_asked",
            ),
        )
        indexes = (models.Index(fields=("who",), condition=Q(state="asked"), name="step_asked_of"),)

    def __str__(self) -> str:
        return str(self.route)

    @property
    def book(self) -> str:
        """The route's book."""
        return f"route.{self.route_id}"

    def get_absolute_url(self) -> str:
        """The route's page."""
        return reverse("signing:route", args=[self.route_id])
