"""Attachments that go out with a paper as files of their own: each carries the agency's signature (Decree 30/2020, Appendix I, II.8.b)."""

from django.db import models

from documents.models import Version
from signing.models.routes import Route


class RouteAttachment(models.Model):
    """One attached file of a route: what was attached, and what it became when the paper was sealed."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    draft = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    sealed = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("route", "position")
        constraints = (
            models.UniqueConstraint(fields=("route", "position"), name="attachment_position_once"),
            models.UniqueConstraint(fields=("route", "draft"), name="attachment_once"),
        )

    def __str__(self) -> str:
        return self.draft.name

    @property
    def book(self) -> str:
        """The route's book."""
        return f"route.{self.route_id}"
