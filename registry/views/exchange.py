"""The front desk of the exchange: what went out, what came in, what is wrong, our codes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core.acts import act
from documents.ranges import serve
from people import managed
from people.models import Unit
from registry.actions.exchange import send_again, set_organ
from registry.exchange_words import all_said
from registry.incoming_access import administered, exchange_for, exchanges, own_agencies
from registry.incoming_states import ExchangeState
from registry.models import Organ
from registry.transports import transport
from registry.views import me

MOST = 100
BOXES: dict[str, tuple[Any, dict[str, Any]]] = {
    "in": (_("Came in"), {"outgoing": False, "state": ExchangeState.TAKEN}),
    "out": (_("Sent"), {"outgoing": True, "state": ExchangeState.SENT}),
    "waiting": (_("Waiting to leave"), {"outgoing": True, "state": ExchangeState.WAITING}),
    "problems": (_("Problems"), {"state__in": (ExchangeState.FAILED, ExchangeState.UNFIT)}),
}


def index(request: HttpRequest) -> HttpResponse:
    """Show the boxes."""
    agencies = list(own_agencies(me(request)))
    if not agencies:
        raise PermissionDenied
    rows, box = exchanges(me(request)), request.GET.get("box", "in")
    box = box if box in BOXES else "in"
    tabs = [(word, name, rows.filter(**asked).count()) for word, (name, asked) in BOXES.items()]
    shown = list(rows.filter(**BOXES[box][1]).select_related("incoming").prefetch_related("echoes")[:MOST])  # fmt: skip
    lines = [(row, all_said(row.problems)) for row in shown]
    context = {
        "box": box, "tabs": tabs, "lines": lines, "works": transport() is not None,
        "agencies": _with_codes(agencies),
    }  # fmt: skip
    return render(request, "registry/exchange.html", context)


def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the message's XML, always as a download."""
    row = exchange_for(me(request), pk)
    path = Path(settings.FILES_DIR, row.sha256[:2], row.sha256)
    if not path.is_file():
        raise Http404
    response = serve(request, path, etag=row.sha256, kind="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="thong-diep-{row.pk}.edxml"'
    return response  # type: ignore[return-value]


@act
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message again."""
    send_again(exchange_for(me(request), pk), by=me(request))
    return redirect("registry:exchange")


def organs(request: HttpRequest) -> HttpResponse:
    """Show the administrator the codes of the units they look after."""
    managed.require(me(request))
    return render(
        request, "registry/organs.html", {"agencies": _with_codes(administered(me(request)))}
    )


@act
def organ(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a unit's code: administrators alone, for whoever holds a code receives its documents."""
    unit = administered(me(request)).filter(pk=pk).first()
    if unit is None and own_agencies(me(request)).filter(pk=pk).exists():
        raise PermissionDenied
    if unit is None:
        raise Http404
    set_organ(unit, code=request.POST.get("code", ""), by=me(request))
    return redirect("registry:organs")


def _with_codes(units: Iterable[Unit]) -> list[tuple[Unit, Organ | None]]:
    organs = {organ.unit_id: organ for organ in Organ.objects.filter(unit__isnull=False)}
    return [(unit, organs.get(unit.pk)) for unit in units]
