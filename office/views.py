"""The desk: everybody's first page, and search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.clock import now
from office import queries


def desk(request: HttpRequest) -> HttpResponse:
    """Show the person's day."""
    return render(request, "office/desk.html", {"today": now(), **queries.desk(request.user)})


def search(request: HttpRequest) -> HttpResponse:
    """Search through what the person may see."""
    words = request.GET.get("q", "")[:100]
    return render(
        request, "office/search.html", {"q": words, **queries.search(request.user, words)}
    )
