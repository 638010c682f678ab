"""What is shown of signing."""

from django.db.models import F, QuerySet

from core.folding import fold
from documents.models import Paper, RegisterNumber
from people.models import User
from signing.access import routes
from signing.models import Route
from signing.states import RouteState


def find(user: User, words: str) -> QuerySet[Route]:
    """Return the person's routes whose paper's title or number holds every folded word."""
    rows = routes(user).select_related("paper")
    for word in fold(words).split():
        rows = rows.filter(paper__search_text__contains=word)
    return rows


def issued(code: str) -> Route | None:
    """Return the completed route behind a public code."""
    rows = Route.objects.filter(code=code.upper(), state=RouteState.COMPLETED)
    return rows.select_related("paper", "current").first()


def issued_as(sha256: str) -> Route | None:
    """Return the completed route whose final file, or that file with renewed proofs behind it, has this SHA-256."""
    rows = Route.objects.filter(
        state=RouteState.COMPLETED,
        paper__versions__sha256=sha256,
        paper__versions__number__gte=F("current__number"),
    )
    return rows.select_related("paper", "current").first()


def issued_through(sha256: str) -> Route | None:
    """Return the completed route of which a signed stage had this SHA-256: what was signed, never a draft."""
    rows = Route.objects.filter(
        state=RouteState.COMPLETED,
        steps__signatures__version__sha256=sha256,
        steps__signatures__voided_at=None,
    )
    return rows.select_related("paper", "current").first()


def check_url(paper: Paper) -> str:
    """Return the public address that says who signed an issued paper, "" for a paper of no completed route."""
    route = Route.objects.filter(paper=paper, state=RouteState.COMPLETED).first()
    return route.check_url if route else ""


def number_of(route: Route) -> RegisterNumber | None:
    """Return the number the route's paper was given."""
    return RegisterNumber.objects.filter(paper_id=route.paper_id).first()
