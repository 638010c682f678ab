"""The page on which a clerk moves the places of signatures and seal; the checker's page."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from core.acts import act_after
from documents.access import version_for
from signing import placing
from signing.access import route_for
from signing.actions import placing as moving
from signing.bounded.asking import ask
from signing.forms.looks import CheckForm, PlaceForm
from signing.models import Route
from signing.reports import form_words
from signing.views import me

AUTOMATIC = "automatic"


def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the pages with their fields; numbers beside them, boxes to drag where there is JavaScript."""
    route = route_for(me(request), pk, to="steer")
    return _page(request, route, _number(request.GET.get("page", "")))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _page(
    request: HttpRequest, route: Route, page: int, wrong: dict[str, str] | None = None,
    forms: dict[str, PlaceForm] | None = None,
) -> HttpResponse:  # fmt: skip
    desk = placing.desk(route, page)
    rows = [
        (
            box,
            (forms or {}).get(box.field) or PlaceForm(prefix=box.field, initial=vars(box)),
            (wrong or {}).get(box.field, ""),
        )
        for box in desk.boxes
    ]
    context = {
        "route": route, "desk": desk, "rows": rows, "may": placing.may_move(route),
        "picture": "data:image/png;base64," + base64.b64encode(desk.png).decode(),
        "wrong": wrong, "doubts": [] if wrong else placing.doubts(route),
        "covers": {word: placing.problem(word) for word in ("covers_text", "seal_over_text")},
    }  # fmt: skip
    return render(request, "signing/places.html", context, status=422 if wrong else 200)


def _ready(request: HttpRequest, pk: int) -> Any:
    """Before the transaction: read the numbers, try the places, prepare the file."""
    route = route_for(me(request), pk, to="steer")
    if AUTOMATIC in request.POST:
        return moving.prepare_places(route, {}), {}, {}, {}
    desk = placing.desk(route, 1)
    forms = {box.field: PlaceForm(request.POST, prefix=box.field) for box in desk.boxes}
    if not all(form.is_valid() for form in forms.values()):
        return (
            None,
            {},
            {name: "outside" for name, form in forms.items() if not form.is_valid()},
            forms,
        )
    given = {
        name: tuple(form.cleaned_data[one] for one in ("page", *placing.SIDES))
        for name, form in forms.items()
    }
    points = placing.in_points(desk, given)  # type: ignore[arg-type]
    wrong = moving.try_places(route, points)
    return (None if wrong else moving.prepare_places(route, points)), points, wrong, forms


@act_after(_ready)
def move(request: HttpRequest, pk: int, ready: Any = None) -> HttpResponse:
    """Keep the places, or say which of them would cover text."""
    route = route_for(me(request), pk, to="steer")
    if ready is None:
        return redirect("signing:places", pk)
    prepared, points, wrong, forms = ready
    if prepared is None:
        said = {name: placing.problem(word) for name, word in wrong.items()}
        return _page(request, route, _number(request.POST.get("page", "")), said, forms)
    moving.move_places(route, prepared, points, seen=request.POST.get("seen", ""), by=me(request))
    return redirect("signing:places", pk)


def check(request: HttpRequest) -> HttpResponse:
    """Compare a file with the rules of its form; the file is looked at and not kept."""
    form = CheckForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "language": get_language()}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        answer, _made = ask("check_form", given.read(), rules=form.cleaned_data["rules"])
        context |= {"result": form_words.told(answer), "name": given.name}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "signing/check_form.html", context, status=status)


def check_route(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the paper of a route with the rules of its form."""
    from pathlib import Path

    route = route_for(me(request), pk)
    answer, _made = ask("check_form", Path(route.current.path), rules="")
    context = {"route": route, "result": form_words.told(answer), "name": route.current.name}
    return render(request, "signing/check_form.html", context)


def check_version(request: HttpRequest, version: int) -> HttpResponse:
    """Compare a version with the rules of its form, before it is sent to be signed."""
    from pathlib import Path

    shown = version_for(me(request), version)
    answer, _made = ask("check_form", Path(shown.path), rules="")
    context = {"version": shown, "result": form_words.told(answer), "name": shown.name}
    return render(request, "signing/check_form.html", context)
