"""Who may show the screen of a meeting: whoever sees the meeting, and a browser that came with a screen link."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from core.clock import now
from meetings import passes
from meetings.access import audience, meeting_for
from meetings.models import Meeting, ScreenLink
from meetings.states import MeetingState

AUDIENCE = "screen"
SESSION = "screen_links"  # session key: {meeting: link}
AFTERWARDS = timedelta(hours=12)
OVER = (MeetingState.CONCLUDED, MeetingState.CANCELLED)


def standing() -> QuerySet[ScreenLink]:
    """Return the links that still open something: not revoked, the meeting neither over nor long past."""
    moment = now()
    late = Q(expires_at__lte=moment, meeting__ends_at__lte=moment - AFTERWARDS)
    return ScreenLink.objects.filter(revoked_at=None).exclude(meeting__state__in=OVER).exclude(late)


def link_of(code: str) -> ScreenLink | None:
    """Return the standing link of a code, None for any other text."""
    if not code:
        return None
    return standing().select_related("meeting").filter(digest=passes.digest_of(code)).first()


def guard(user: Any, pk: int) -> str | None:
    """Return ``screen`` for everybody who may see the meeting."""
    return AUDIENCE if user.is_authenticated and audience(user, pk) else None


def bearer(session: Mapping[str, Any], pk: int) -> tuple[int, str] | None:
    """Return the link that this session carries for the meeting, with its audience."""
    number = (session.get(SESSION) or {}).get(str(pk))
    if number is None or not standing().filter(pk=number, meeting=pk).exists():
        return None
    return number, AUDIENCE


def bearers(numbers: list[int], pk: int) -> Mapping[int, str]:
    """Return which of the links still open the meeting's screen."""
    rows = standing().filter(pk__in=numbers, meeting=pk).values_list("pk", flat=True)
    return dict.fromkeys(rows, AUDIENCE)


def screen_for(request: HttpRequest, pk: int) -> Meeting:
    """Fetch the meeting whose screen this browser may show; 404 otherwise."""
    if request.user.is_authenticated:
        return meeting_for(request.user, pk)
    if bearer(request.session, pk) is None:
        raise Http404
    rows = Meeting.objects.select_related("chair", "unit", "room", "show_version__paper")
    return rows.get(pk=pk)
