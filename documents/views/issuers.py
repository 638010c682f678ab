"""The catalogue of issuing authorities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.acts import act, form_act
from documents import issuing
from documents.access import paper_for, version_for
from documents.models import Issuer
from people.access import require

KEEPERS = ("clerk", "administrator")


@form_act
def index(request: HttpRequest) -> HttpResponse:
    """List the authorities; add one (``name``, ``code``)."""
    require(request.user, *KEEPERS)
    if request.method == "POST":
        issuing.add_issuer(
            request.POST.get("name", ""), code=request.POST.get("code", ""), by=request.user
        )
        return redirect("documents:issuers")
    return render(request, "documents/issuers.html", {"rows": Issuer.objects.all()})


@act
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer an authority (``offered`` 1), or no longer (0)."""
    require(request.user, *KEEPERS)
    issuer = get_object_or_404(Issuer, pk=pk)
    issuing.offer(issuer, offered=request.POST.get("offered") == "1", by=request.user)
    return redirect("documents:issuers")


@act
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down who issued the paper of a version."""
    version = version_for(request.user, pk)
    paper = paper_for(request.user, version.paper_id, to="file_papers")
    chosen = request.POST.get("issuer", "")
    issuer = (
        get_object_or_404(issuing.offered(paper), pk=int(chosen)) if chosen.isdecimal() else None
    )
    issuing.set_issuer(paper, issuer, by=request.user)
    return redirect(version.get_absolute_url())
