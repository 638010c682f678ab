"""What is said about a paper while it goes round."""

from django.db import models

from core.clock import now
from documents.models import Version
from people.models import User
from signing.models.routes import Route


class RouteRemark(models.Model):
    """One comment on a page of a version; settled by its author or by who sent the paper."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="remarks")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(default=0)  # from 1; 0: the whole paper
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("route", "at", "pk")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def book(self) -> str:
        """The route's book."""
        return f"route.{self.route_id}"
