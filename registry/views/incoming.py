"""The front desk for incoming documents: the lists, one document, its registers and its stamp."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from core.clock import now, today
from core.refused import Refused
from documents.naming import disposition, plain
from journal.queries import entries, sentence
from people.models import Unit
from registry.incoming_access import held, incoming_for, own_agencies
from registry.incoming_books import incoming_book, tracking_book
from registry.incoming_states import Arrival, Genuine
from registry.models import Incoming
from registry.queries.incoming import TABS, books_of, due_of, shelf
from registry.stamping import stamped
from registry.states import Urgency
from registry.views import me

FILTERS = ("urgency", "genuine", "arrival", "kind", "since", "until")
BOOKS = {"register": incoming_book, "tracking": tracking_book}


def index(request: HttpRequest) -> HttpResponse:
    """List incoming documents by what they wait for."""
    tab, words = request.GET.get("tab", ""), request.GET.get("q", "")[:100]
    filters = {name: request.GET.get(name, "")[:20] for name in FILTERS}
    agencies = list(own_agencies(me(request)))
    first = "register" if agencies else "direct"
    found = shelf(me(request), tab if tab in TABS else first, words, filters)
    if not tab and not found.rows and not words:
        busy = next((word for word, _name, count in found.tabs if count and word not in ("done", "back")), "all")  # fmt: skip
        found = shelf(me(request), busy, words, filters)
    context = {
        "shelf": found, "q": words, "filters": filters, "filtered": any(filters.values()), "agencies": agencies,
        "urgencies": Urgency.choices, "genuines": Genuine.choices, "arrivals": Arrival.choices, "books": books_of(agencies, today().year),
    }  # fmt: skip
    return render(request, "registry/incoming_list.html", context)


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one document: its file, what checking found, who deals with it, its history."""
    row = incoming_for(request.user, pk)
    return render(request, "registry/incoming.html", context_of(request, row))


def context_of(request: HttpRequest, row: Incoming) -> dict[str, Any]:
    """Return what the page shows."""
    directions = list(row.directions.select_related("lead_unit", "lead_person", "by").prefetch_related("supporters"))  # fmt: skip
    row._prefetched_objects_cache = {"directions": directions}  # type: ignore[attr-defined]  # noqa: SLF001
    told = list(entries(row.book))
    for line in directions:
        line.in_place = next((one.who_name for one in told if one.what == f"direction.{line.pk}" and one.data.get("standing_for")), "")  # type: ignore[attr-defined]  # fmt: skip
    papers = row.folder.papers.prefetch_related("versions").order_by("pk")
    files = [max(paper.versions.all(), key=lambda one: one.number) for paper in papers]
    due_on = due_of(row)
    return {
        "row": row, "held": getattr(row, "held", None) or held(me(request), row), "directions": directions,
        "files": files, "version": files[0], "due_on": due_on, "is_late": bool(due_on and due_on < today()),
        "lines": [(sentence(entry), entry.at) for entry in told],
        "messages_of": row.exchanges.filter(outgoing=True).order_by("pk"),
    }  # fmt: skip


def stamp(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a copy with the stamp ĐẾN, to be printed."""
    row = incoming_for(request.user, pk)
    response = HttpResponse(stamped(row), content_type="application/pdf")
    response["Content-Disposition"] = disposition(f"van-ban-den-{row.number}.pdf", inline=True)
    return response


def book(request: HttpRequest, agency: int, year: int, word: str) -> HttpResponse:
    """Send the register of incoming documents, or the tracking register, of a year as a PDF to be bound."""
    unit: Unit | None = own_agencies(me(request)).select_related("parent").filter(pk=agency).first()
    if unit is None or word not in BOOKS:
        raise Http404
    if not 2000 <= year <= localdate(now()).year + 1:
        raise Refused("–")
    made = BOOKS[word](unit, year)
    response = HttpResponse(made.pdf, content_type="application/pdf")
    response["Content-Disposition"] = disposition(
        f"so-van-ban-den-{plain(unit.code)}-{word}-{year}.pdf", inline=True
    )
    return response
