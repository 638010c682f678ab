"""The outgoing register for programs: the entries the token's person may see, read only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from core.folding import fold
from office.api import shapes
from office.api.respond import api, found, only, page, whole
from registry import door as registry

MOST_WORDS = 100


@api("papers")
def entries(request: HttpRequest) -> HttpResponse:
    """List the entries, newest first; ``year`` and ``q`` (words, tone marks not needed) choose."""
    only(request, "q", "year", "page", "per_page")
    rows = registry.entries_for_api(request.user)  # type: ignore[arg-type]
    if "year" in request.GET:
        rows = rows.filter(number__register__year=whole(request, "year", 0, 2000, 2100))
    for word in fold(request.GET.get("q", "")[:MOST_WORDS]).split():
        rows = rows.filter(search_text__contains=word)
    return page(request, rows, entry)


@api("papers")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Say everything of one entry: to whom it went, which later documents act upon it."""
    only(request)
    row = registry.entries_for_api(request.user).filter(pk=pk).first()  # type: ignore[arg-type]
    if row is None:
        raise Http404
    sent = [
        {"name": to.name, "way": to.way, "state": to.state, "sent_at": shapes.moment(to.sent_at), "received_at": shapes.moment(to.acknowledged_at)}
        for to in row.sendings.order_by("pk")
    ]  # fmt: skip
    acted = [{"effect": bond.effect, "number": bond.later.number.notation} for bond in row.acted_upon.select_related("later__number")]  # fmt: skip
    return found(request, entry(row) | {"sent_to": sent, "acted_upon": acted})


def entry(row: Any) -> dict[str, Any]:
    """Return an entry as a line."""
    return {
        "id": row.pk, "number": row.number.notation, "on": row.on.isoformat(), "kind": row.kind, "subject": row.subject,
        "signer": row.signer, "recipients": row.recipients, "state": row.state, "urgency": row.urgency,
        "agency": shapes.unit(row.agency), "issued_at": shapes.moment(row.issued_at),
        "url": shapes.address("registry:issue", row.pk), "self": shapes.address("api:entry", row.pk),
    }  # fmt: skip
