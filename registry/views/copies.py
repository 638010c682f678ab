"""Copies: the agency's register of copies, a new one, one copy's page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.acts import form_act_after
from core.parts import to_page
from documents.access import version_for
from documents.models import Version
from people.models import Unit
from registry.access import copies, copy_for, kept_agencies
from registry.actions import copies as actions
from registry.forms.outgoing import CopyMakingForm
from registry.kinds import kind_name
from registry.queries.drafts import signers, usual_capacity
from registry.views import me

PAGE = 60


def index(request: HttpRequest) -> HttpResponse:
    """List the copies of the agencies whose registers the person reads."""
    rows = copies(me(request)).select_related("paper", "agency", "signer")[:PAGE]
    return render(request, "registry/copies.html", {"rows": rows})


Ready = tuple[actions.Wanted, actions.Joined]


def _asked(request: HttpRequest, version: int) -> tuple[Version, Unit, CopyMakingForm]:
    """Return what is copied, which agency copies it, and the form."""
    source = version_for(me(request), version)
    agency = Unit.objects.filter(pk__in=kept_agencies(me(request))).exclude(code="").order_by("position").first()  # fmt: skip
    if agency is None:
        raise Http404
    form = CopyMakingForm(request.POST or None, signers=signers(me(request)), initial={"label": _label(source)})  # fmt: skip
    return source, agency, form


def _joined(request: HttpRequest, version: int) -> Ready | None:
    """Join and prepare the file before the transaction that sends it."""
    source, agency, form = _asked(request, version)
    if not form.is_valid():
        return None
    said = form.cleaned_data
    said["capacity"] = said["capacity"] or usual_capacity(said["signer"], agency, "")
    wanted = actions.Wanted(source=source, **said)
    joined = actions.make_copy(wanted, agency)
    actions.make_ready(wanted, agency, joined)
    return wanted, joined


@form_act_after(_joined)
def new(request: HttpRequest, version: int, ready: Ready | None = None) -> HttpResponse:
    """Make a copy of a document the person may read, and send it to be signed: once, however often it is pressed."""
    source, agency, form = _asked(request, version)
    if request.method == "POST" and ready is not None:
        copy = actions.send_copy(*ready, agency, by=me(request))
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
