"""Copies: the agency's register of copies, a new one, one copy's page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.parts import to_page
from documents.access import version_for
from documents.models import Version
from people.models import Unit
from registry.access import copies, copy_for, kept_agencies
from registry.actions import copies as actions
from registry.forms.outgoing import CopyMakingForm
from registry.kinds import kind_name
from registry.queries.drafts import signers
from registry.views import me

PAGE = 60


def index(request: HttpRequest) -> HttpResponse:
    """List the copies of the agencies whose registers the person reads."""
    rows = copies(me(request)).select_related("paper", "agency", "signer")[:PAGE]
    return render(request, "registry/copies.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, version: int) -> HttpResponse:
    """Make a copy of a document the person may read, and send it to be signed. No ``act``: the slow work comes first."""
    source = version_for(me(request), version)
    agency = Unit.objects.filter(pk__in=kept_agencies(me(request))).exclude(code="").order_by("position").first()  # fmt: skip
    if agency is None:
        raise Http404
    form = CopyMakingForm(request.POST or None, signers=signers(me(request)), initial={"label": _label(source)})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        wanted = actions.Wanted(source=source, **form.cleaned_data)
        joined = actions.make_copy(wanted, agency)
        actions.make_ready(wanted, agency, joined)
        copy = actions.send_copy(wanted, joined, agency, by=me(request))
        return to_page(request, copy.get_absolute_url())
    context = {"form": form, "source": source, "agency": agency}
    return render(request, "registry/copy_new.html", context, status=422 if form.errors else 200)


def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a copy and where it stands."""
    row = copy_for(me(request), pk)
    last: Any = row.paper.versions.order_by("-number").first() if row.paper else None
    return render(request, "registry/copy.html", {"copy": row, "version": last})


def _label(source: Version) -> str:
    paper = source.paper
    known = getattr(paper, "issue", None)
    if known is None:
        return f"{paper.notation} {paper.title}".strip()
    said = f"{kind_name(known.kind)} số {known.number.notation} ngày {known.on:%d/%m/%Y} của {known.agency}"
    return said.strip()
