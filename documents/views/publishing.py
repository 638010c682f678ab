"""The front desk of publishing: make a paper public, plan it, take it back."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from core.acts import act, form_act
from documents import publishing
from documents.access import paper_for
from documents.models import Paper, Publication
from people.access import require

PUBLISHERS = ("clerk", "leader", "administrator")


class WhyForm(forms.Form):
    """Why a paper is taken back from the public."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please give a reason.")},
    )  # fmt: skip


@act
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an issued paper public now."""
    publishing.publish(_paper(request, pk), by=request.user)
    return redirect(_back(request))


@act
def plan_publishing(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose whether the paper becomes public as soon as it is issued (``at_issue`` 1 or 0)."""
    at_issue = request.POST.get("at_issue") == "1"
    publishing.plan_publishing(_paper(request, pk), at_issue=at_issue, by=request.user)
    return redirect(_back(request))


@form_act
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper back, with a reason."""
    shown = Publication.objects.filter(pk=pk).first()
    if shown is None:
        raise Http404
    _paper(request, shown.paper_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        publishing.unpublish(shown, reason=form.cleaned_data["reason"], by=request.user)
        return redirect(_back(request))
    context = {"form": form, "publication": shown, "back": _back(request)}
    return render(
        request, "documents/unpublish.html", context, status=422 if form.is_bound else 200
    )


def _paper(request: HttpRequest, pk: int) -> Paper:
    """Fetch a paper that the person may file, for somebody whose post lets them publish."""
    paper = paper_for(request.user, pk, to="file_papers")
    require(request.user, *PUBLISHERS)
    return paper


def _back(request: HttpRequest) -> str:
    """Return where the press came from, if it is a page of ours."""
    back = request.POST.get("back") or request.GET.get("back") or "/"
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"
