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
from signing.states import ROUTE_MOVES, STEP_MOVES, RouteState, StepKind, StepState


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
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
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
    """One step of a route: who does what, in order."""

    MOVES: ClassVar[Moves] = STEP_MOVES

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signing_steps")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    capacity = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=8, choices=StepState.choices, default=StepState.WAITING, db_index=True
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("route", "position")
        constraints = (
            models.UniqueConstraint(fields=("route", "position"), name="step_position_once"),
            models.UniqueConstraint(
                fields=("route",), condition=Q(state="asked"), name="one_asked_step"
            ),
        )

    def __str__(self) -> str:
        return str(self.route)

    @property
    def book(self) -> str:
        """The route's book."""
        return f"route.{self.route_id}"

    def get_absolute_url(self) -> str:
        """The route's page."""
        return reverse("signing:route", args=[self.route_id])
