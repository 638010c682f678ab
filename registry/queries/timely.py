"""How timely a document left, by the city's calendar of today."""

from django.utils import timezone

from core.calendar import city_calendar
from core.clock import today
from registry.models import Issue
from registry.timeliness import Timeliness, timeliness


def until(issue: Issue) -> Timeliness:
    """Return by when the document had to leave and how many working days late it is or was."""
    signed = timezone.localdate(issue.signed_at) if issue.signed_at else issue.on
    left = timezone.localdate(issue.issued_at) if issue.issued_at else today()
    return timeliness(signed, urgency=issue.urgency, left=left, calendar=city_calendar())
