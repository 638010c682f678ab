"""Attachments of a route: files of the same folder that go out with the paper, sealed in the same act."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.acts import act
from documents.access import paper_for
from documents.models import Version
from signing.access import route_for
from signing.actions import attaching
from signing.models import Route, RouteAttachment
from signing.states import RouteState
from signing.views import me


def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is attached and which papers of the folder could be."""
    route = route_for(me(request), pk, to="steer")
    rows = list(route.attachments.select_related("draft__paper", "sealed"))
    taken = [row.draft.paper_id for row in rows]
    context = {
        "route": route, "rows": rows, "offers": _offers(route, taken),
        "open": route.state == RouteState.CIRCULATING,
    }  # fmt: skip
    return render(request, "signing/attachments.html", context)


def _offers(route: Route, taken: list[int]) -> list[Version]:
    """Return the last versions of the folder's other papers."""
    rows = Version.objects.filter(paper__folder_id=route.paper.folder_id)
    rows = rows.exclude(paper_id__in=[route.paper_id, *taken]).select_related("paper")
    last: dict[int, Version] = {}
    for version in rows.order_by("number")[:400]:
        last[version.paper_id] = version
    return list(last.values())


@act
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a version of a paper of the same folder."""
    route = route_for(me(request), pk, to="steer")
    given = request.POST.get("version", "")
    rows = Version.objects.filter(paper__folder_id=route.paper.folder_id)
    version = get_object_or_404(rows, pk=int(given) if given.isdecimal() else 0)
    paper_for(me(request), version.paper_id)
    attaching.attach(route, version, by=me(request))
    return redirect("signing:attachments", pk)


@act
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an attached file back."""
    found = RouteAttachment.objects.select_related("draft", "route").filter(pk=pk).first()
    if found is None:
        raise Http404
    route_for(me(request), found.route_id, to="steer")
    attaching.detach(found, by=me(request))
    return redirect("signing:attachments", found.route_id)
