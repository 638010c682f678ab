"""Boards: my work, what I support, what I gave."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.models import User
from tasks import queries
from tasks.queries import Board, Filter


def mine(request: HttpRequest) -> HttpResponse:
    """Show what the person is to do."""
    return _board(request, "mine", queries.my_work)


def supported(request: HttpRequest) -> HttpResponse:
    """Show what the person's units support."""
    return _board(request, "supported", queries.supported)


def given_board(request: HttpRequest) -> HttpResponse:
    """Show what the person gave."""
    return _board(request, "given", queries.given)


def my_work(request: HttpRequest) -> HttpResponse:
    """Answer the board of my work alone, for a live page."""
    board = queries.my_work(request.user, Filter())
    return render(request, "tasks/parts/my_work.html", {"board": board, "tab": "mine"})


def given(request: HttpRequest) -> HttpResponse:
    """Answer the giver's board alone, for a live page."""
    board = queries.given(request.user, Filter())
    shown = {"board": board, "tab": "given", "waiting": queries.waiting_for(request.user)}
    return render(request, "tasks/parts/given.html", shown)


def _board(request: HttpRequest, tab: str, ask: Callable[[User, Filter], Board]) -> HttpResponse:
    want = _wanted(request)
    shown: dict[str, Any] = {
        "tab": tab,
        "want": want,
        "filtered": want != Filter(),
        "board": ask(request.user, want),
        "counts": queries.counts(request.user),
        "units": queries.units_of_board(request.user),
    }
    if tab == "given":
        shown["waiting"] = queries.waiting_for(request.user)
    return render(request, "tasks/board.html", shown)


def _wanted(request: HttpRequest) -> Filter:
    unit = request.GET.get("unit", "")
    return Filter(
        words=request.GET.get("q", "").strip()[:200],
        unit=int(unit) if unit.isdecimal() and len(unit) < 10 else None,
        closed="closed" in request.GET,
    )
