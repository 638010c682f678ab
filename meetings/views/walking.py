"""Walking through the agenda: move on, take it back, defer, bring back, change the order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, form_act
from core.parts import part_or_page
from meetings import actions
from meetings.access import item_for
from meetings.forms.walking import DeferForm
from meetings.models import Item

CHANGED = ("status", "agenda")


@act
def start_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Move on to an item; ``seen`` is the item that was current where the button was pressed."""
    item = item_for(request.user, pk, to="run_meeting")
    text = request.POST.get("seen", "")
    seen = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
    actions.start_item(item, seen=seen, by=request.user)
    return part_or_page(request, item.meeting, *CHANGED)


@act
def back_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong move back."""
    item = item_for(request.user, pk, to="run_meeting")
    actions.back_to(item, by=request.user)
    return part_or_page(request, item.meeting, *CHANGED)


@form_act
def defer_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Defer an item, with a reason."""
    item = item_for(request.user, pk, to="run_meeting")
    form = DeferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.defer_item(item, reason=form.cleaned_data["reason"], by=request.user)
        return redirect(_back(request, item))
    context = {"form": form, "item": item, "meeting": item.meeting, "back": _back(request, item)}
    return render(request, "meetings/defer.html", context, status=422 if form.is_bound else 200)


def _back(request: HttpRequest, item: Item) -> str:
    """Return the page of this meeting the person came from: the chair's panel, else the session."""
    page = item.meeting.get_absolute_url()
    named = request.POST.get("back") or request.GET.get("back")
    return f"{page}chair/" if named in {"chair", f"{page}chair/"} else page


@act
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a deferred item back among those that wait."""
    item = item_for(request.user, pk, to="run_meeting")
    actions.take_back_deferral(item, by=request.user)
    return part_or_page(request, item.meeting, *CHANGED)


@act
def shift_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a waiting item before another (``before``: its key, empty: at the end)."""
    item = item_for(request.user, pk, to="prepare_meeting")
    text = request.POST.get("before", "")
    known = text.isascii() and text.isdigit() and len(text) < 18
    before = item.meeting.items.filter(pk=int(text)).first() if known else None
    actions.shift_item(item, before=before, by=request.user)
    return part_or_page(request, item.meeting, "agenda")
