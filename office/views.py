"""The desk: everybody's first page, and search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.clock import now
from office import queries
from office.managing import places
from office.search.asking import ask
from people.access import require

# kinds of what is found → how they are called, their icon
KINDS = {
    "meeting": (_("Meetings"), "calendar3"),
    "item": (_("Agenda items"), "list-ol"),
    "paper": (_("Papers"), "file-earmark-text"),
    "conclusion": (_("Conclusions"), "chat-square-quote"),
    "vote": (_("Votes"), "hand-index-thumb"),
    "round": (_("Written opinions"), "envelope-paper"),
    "issue": (_("Outgoing documents"), "journal-arrow-up"),
    "incoming": (_("Incoming documents"), "inbox"),
    "registry_draft": (_("Drafts"), "file-earmark-text"),
    "task": (_("Tasks"), "check2-square"),
}


def desk(request: HttpRequest) -> HttpResponse:
    """Show the person's day."""
    return render(request, "office/desk.html", {"today": now(), **queries.desk(request.user)})


def search(request: HttpRequest) -> HttpResponse:
    """Search through what the person may see; ``kind`` keeps one kind, ``page`` counts from 1."""
    words, kind = request.GET.get("q", "")[:200], request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    given = request.GET.get("page", "1")
    page = max(1, min(60, int(given))) if given.isdecimal() and len(given) < 4 else 1
    answer = ask(request.user, words, kind, page)
    kinds = [(word, *KINDS[word], answer.counts[word]) for word in KINDS if word in answer.counts]
    context = {
        "q": words,
        "answer": answer,
        "kind": kind,
        "kinds": kinds,
        "page": page,
        "icons": KINDS,
    }
    return render(request, "office/search.html", context)


def manage(request: HttpRequest) -> HttpResponse:
    """Show administrators the way to everything they look after."""
    require(request.user, "administrator")
    return render(request, "office/manage.html", {"places": places()})
