"""What two people see who changed one paragraph."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.writing import Overtaken


def both_texts(
    request: HttpRequest, draft: Any, error: Overtaken, *, save_url: str, back_word: str
) -> HttpResponse:
    """Show the other's text beside one's own; neither is lost. ``draft`` has a page, ``save_url`` takes what is put together."""
    context = {"draft": draft, "theirs": error.block, "mine": error.mine, "save_url": save_url, "back_word": back_word}  # fmt: skip
    quick = getattr(request, "htmx", False)
    name = "documents/bits/overtaken.html" if quick else "documents/overtaken.html"
    return render(request, name, context, status=422)
