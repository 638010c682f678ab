"""The front desk for what is done with incoming documents."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core.acts import form_act, form_act_after
from core.clock import today
from core.parts import to_page
from core.understanding import understood
from documents.inspection import inspect
from documents.office_uploads import takes_office
from documents.store import keep
from people.models import User
from registry.actions import directing
from registry.actions import incoming as actions
from registry.forms import incoming as forms
from registry.incoming_access import incoming_for, leaders_of, own_agencies, stands_in
from registry.incoming_states import IncomingState
from registry.models import Incoming
from registry.proposals import as_written
from registry.views import me


def _keeps(request: HttpRequest) -> None:
    if not own_agencies(me(request)).exists():
        raise PermissionDenied


def _look(request: HttpRequest) -> actions.Found | None:
    """Look at the files before the transaction: sound, and what the signatures of the first are worth."""
    found = None
    _keeps(request)
    for upload in request.FILES.getlist("files")[: actions.MOST_FILES]:
        kept = keep(upload.chunks())
        upload.seek(0)
        inspect(kept.path)
        found = found or actions.check_file(kept.path)
    return found


@takes_office(_keeps)
@form_act_after(_look)
def receive(request: HttpRequest, ready: actions.Found | None = None) -> HttpResponse:
    """Take a document in that came by hand or by e-mail."""
    agencies = own_agencies(me(request))
    if not agencies.exists():
        raise PermissionDenied
    posted = request.method == "POST"
    form = forms.ReceiveForm(*((request.POST, request.FILES) if posted else ()), agencies=agencies)
    if posted and form.is_valid():
        given = form.cleaned_data
        row = actions.receive(
            given["agency"], uploads=given["files"], facts=form.facts(), by=me(request),
            arrival=given["arrival"], found=ready,
        )  # fmt: skip
        return redirect(row)
    context = {"form": form, "title": _("Receive a document")}
    return render(request, "registry/incoming_form.html", context, status=422 if posted else 200)


def _shown(request: HttpRequest, row: Incoming, form: Any, title: Any, **more: Any) -> HttpResponse:
    context = {"row": row, "form": form, "title": title, **more}
    status = 422 if form.is_bound else 200
    return render(request, "registry/incoming_form.html", context, status=status)


def _initial(row: Incoming) -> dict[str, Any]:
    return {name: getattr(row, name) for name in forms.FactsForm.base_fields}


@form_act
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register: look the entry over, take the number."""
    row = incoming_for(me(request), pk, to="keep")
    form = forms.RegisterForm(request.POST or None, row=row, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        despite = bool(form.cleaned_data.get("despite"))
        return redirect(actions.register(row, form.facts(), by=me(request), despite=despite))
    return _shown(request, row, form, _("Register"), warned="despite" in form.fields)


@form_act
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the entry."""
    row = incoming_for(me(request), pk, to="keep")
    form = forms.FactsForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        return redirect(actions.correct(row, form.facts(), by=me(request)))
    return _shown(request, row, form, _("Correct the entry"))


@form_act
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit to who directs it."""
    row = incoming_for(me(request), pk, to="keep")
    first = leaders_of(row.agency).filter(posts__is_head=True, posts__unit=row.agency).first()
    form = forms.SubmitForm(request.POST or None, leaders=leaders_of(row.agency), initial={"leader": first})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return redirect(directing.submit(row, by=me(request), **form.cleaned_data))
    return _shown(request, row, form, _("Submit"))


@form_act
def direct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the direction: the leader, or the clerk for what the leader wrote on paper."""
    row = incoming_for(me(request), pk)
    rights: frozenset[str] = row.held  # type: ignore[attr-defined]
    if not rights & {"direct", "keep"}:
        raise PermissionDenied
    form = forms.DirectForm(request.POST or None, initial=_proposed(row) if request.method == "GET" else None)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        order = directing.Order(given["text"], given["lead"], tuple(given["supporters"]), given["due_on"])  # fmt: skip
        directing.direct(row, order, by=_leading(request, row))
        return redirect(row)
    who = {"by_hand": "direct" not in rights, "in_place": stands_in(me(request), row)}
    return _shown(request, row, form, _("Direct"), picks=("lead", "supporters"), **who)


def _leading(request: HttpRequest, row: Incoming) -> User:
    """Return who acts; of who stands in for the leader the journal names both."""
    if stands_in(me(request), row):
        me(request).acting_for = row.leader  # type: ignore[attr-defined]
    return me(request)


def _proposed(row: Incoming) -> dict[str, Any]:
    """Return what the clerk's proposal fills in for the leader to look over: words, who leads and supports, until when."""
    text = as_written(row.proposal)
    said = understood(text)
    due = said.due_on if said.due_on and said.due_on >= today() else row.due_on
    units = [key.partition(".")[2] for key in said.supporters if key != said.lead]
    return {"text": text, "lead": said.lead, "supporters": units, "due_on": due}


Act = Callable[..., Any]
# word → (who may, title, label of the text, what is done)
REASONED: dict[str, tuple[frozenset[str], Any, Any, Act]] = {
    "back": (frozenset({"keep"}), _("Send back to the sender"), _("Reason (the sender reads it)"),
             lambda row, text, by: actions.send_back(row, reason=text, by=by)),
    "again": (frozenset({"keep"}), _("Take in again"), _("Reason"),
              lambda row, text, by: actions.take_again(row, reason=text, by=by)),
    "return": (frozenset({"keep", "direct"}), _("Give back to the clerk"), _("Reason"),
               lambda row, text, by: directing.take_submission_back(row, reason=text, by=by)),
    "close": (frozenset({"keep", "direct"}), _("Dealt with, without a task"), _("How it was dealt with (e.g. filed, for information)"),
              lambda row, text, by: directing.close(row, outcome=text, by=by)),
    "reopen": (frozenset({"keep", "direct"}), _("Take up again"), _("Reason"),
               lambda row, text, by: directing.take_up_again(row, reason=text, by=by)),
}  # fmt: skip


@form_act
def reasoned(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """What needs a reason: sent back, taken again, given back, dealt with without a task, taken up again."""
    row = incoming_for(me(request), pk)
    who, title, label, do = REASONED[word]
    if not row.held & who:  # type: ignore[attr-defined]
        raise PermissionDenied
    form = forms.ReasonForm(request.POST or None)
    form.fields["reason"].label = label
    if request.method == "POST" and form.is_valid():
        do(row, form.cleaned_data["reason"], by=_leading(request, row))
        return redirect(row)
    return _shown(request, row, form, title, danger=word == "back")


def _judge(request: HttpRequest, pk: int) -> actions.Found:
    row = incoming_for(me(request), pk, to="keep")
    return actions.check_file(row.paper.versions.order_by("-number")[0].path)


@form_act_after(_judge)
def check(request: HttpRequest, pk: int, ready: actions.Found | None = None) -> HttpResponse:
    """Check the signatures again."""
    row = incoming_for(me(request), pk, to="keep")
    if request.method == "POST" and ready is not None and row.state != IncomingState.SENT_BACK:
        actions.check_again(row, ready, by=me(request))
    return to_page(request, row.get_absolute_url())
