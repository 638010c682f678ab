"""The front desk where a draft on its way gets another signer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts import form_act_after
from people.standing import away
from registry.access import draft_for
from registry.actions import signers, way
from registry.actions.unfilled import blanks_of
from registry.forms.drafts import SignerForm
from registry.models import Draft
from registry.queries.drafts import usual_capacity
from registry.views import me

Ready = tuple[way.Printed, Draft]


def _form(request: HttpRequest, row: Draft) -> SignerForm:
    absence = away([row.signer_id]).get(row.signer_id)
    first = {"signer": absence.stand_in_id} if absence else {}
    return SignerForm(request.POST or None, user=me(request), draft=row, initial=first)


def _print(request: HttpRequest, pk: int) -> Ready | None:
    """Print and prepare the file with the other name before the transaction that sends it."""
    row = draft_for(me(request), pk, to="send")
    form = _form(request, row)
    if not form.is_valid() or row.from_file:
        return None
    signer = form.cleaned_data["signer"]
    capacity = form.cleaned_data["capacity"] or usual_capacity(signer, row.agency, row.kind)
    other = signers.as_of(row, signer, capacity)
    blanks_of(row)  # its attachments are read now; the transaction finds what was read
    printed = way.print_draft(other)
    way.make_ready(other, printed, signers.initials_of(row))
    return printed, other


@form_act_after(_print)
def change(request: HttpRequest, pk: int, ready: Ready | None = None) -> HttpResponse:
    """Ask who signs instead; then send the same text with that name."""
    row: Any = draft_for(me(request), pk, to="send")
    form = _form(request, row)
    if request.method == "POST" and (ready or row.from_file):
        printed, other = ready or (way.print_draft(row), row)
        again = signers.initials_of(row)
        return redirect(signers.change_signer(row, printed, other, initials=again, by=me(request)))
    context = {"form": form, "title": _("Another signer"), "back": row.get_absolute_url(), "under": str(row), "press": _("Print anew and send to be signed")}  # fmt: skip
    return render(request, "registry/reason.html", context, status=422 if form.errors else 200)
