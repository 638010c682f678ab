"""The guide: for each role what its day looks like here, in the reader's language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.access import roles

CHAPTERS = {
    "official": _("For those who take part"),
    "leader": _("For those who chair and assign"),
    "clerk": _("For the clerk"),
    "administrator": _("For administrators"),
}


def guide(request: HttpRequest, role: str = "") -> HttpResponse:
    """Show a chapter; without a name that of the reader's own role."""
    own = next((word for word in reversed(CHAPTERS) if word in roles(request.user)), "official")
    word = role or own
    if word not in CHAPTERS:
        raise Http404
    language = "en" if get_language() == "en" else "vi"
    context = {
        "chapters": CHAPTERS.items(),
        "here": word,
        "chapter": f"office/guide/{language}/{word}.html",
    }
    return render(request, "office/guide.html", context)
