"""Before a round goes out: drafted, changed, papers filed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts import form_act
from documents.models import Paper
from documents.office_uploads import takes_office
from journal.ledger import head
from opinions import actions, forms
from opinions.access import managed, round_for
from opinions.models import Round
from opinions.states import AskedKind
from people.access import require, units_of
from people.models import Unit, UnitKind, User

PREPARERS = ("clerk", "administrator")


@form_act
def new(request: HttpRequest) -> HttpResponse:
    """Draft a round; who was asked last time is proposed."""
    require(request.user, *PREPARERS)
    if request.method != "POST":
        return _form_page(request, forms.RoundForm(initial=_proposal(request.user)))
    form = forms.RoundForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form)
    return redirect(actions.draft_round(form.plan(), by=request.user))


@form_act
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft, or a round that was returned."""
    shown = round_for(request.user, pk, to="prepare")
    if request.method != "POST":
        start = forms.RoundForm.start(shown) | {"seen": head(shown.book)}
        return _form_page(request, forms.RoundForm(instance=shown, initial=start), shown)
    form = forms.RoundForm(request.POST, instance=Round.objects.get(pk=pk))
    if not form.is_valid():
        return _form_page(request, form, shown)
    seen = form.cleaned_data["seen"]
    return redirect(actions.change_round(shown, form.plan(), seen=seen, by=request.user))


@takes_office(lambda request, pk: round_for(request.user, pk, to="prepare"))
@form_act
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """File a PDF to the round, or (``paper``) put a new version of one in place."""
    shown = round_for(request.user, pk, to="prepare")
    asked = request.POST.get("paper") or request.GET.get("paper") or ""
    old = Paper.objects.filter(pk=asked if asked.isdecimal() else 0, folder=shown.folder_id).first()
    form = forms.PaperForm(request.POST or None, request.FILES or None)
    title = _("New version of “%(paper)s”") % {"paper": old} if old else _("Add a paper")
    if request.method != "POST" or not form.is_valid():
        context = {"round": shown, "form": form, "title": title, "old": old}
        return render(request, "opinions/form.html", context, status=422 if form.errors else 200)
    given = form.cleaned_data
    if old:
        actions.replace_paper(shown, old, upload=given["file"], by=request.user)
    else:
        actions.file_paper(shown, upload=given["file"], title=given["title"], by=request.user)
    return redirect(shown)


def _proposal(user: User) -> dict[str, Any]:
    """Propose what the last round had: unit, leader, members."""
    last = managed(user).order_by("-pk").first()
    if last is None:
        unit = units_of(user).filter(kind=UnitKind.COMMITTEE).first()
        unit = unit or Unit.objects.filter(kind=UnitKind.COMMITTEE).first()
        return {"unit": unit, "leader": _head(unit)}
    members = last.asked.filter(kind=AskedKind.MEMBER, removed_at=None)
    return {
        "unit": last.unit_id, "leader": last.leader_id, "rule": last.rule,
        "members": list(members.values_list("user_id", flat=True)),
    }  # fmt: skip


def _head(unit: Unit | None) -> User | None:
    return User.objects.filter(posts__unit=unit, posts__is_head=True, is_active=True).first()


def _form_page(
    request: HttpRequest, form: forms.RoundForm, shown: Round | None = None
) -> HttpResponse:
    context = {"form": form, "round": shown}
    return render(request, "opinions/edit.html", context, status=422 if form.errors else 200)
