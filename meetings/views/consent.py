"""The consent block in the session: put to the vote, an item moved back, a wrong press undone."""

from django.http import HttpRequest, HttpResponse

from core.acts import act
from core.parts import part_or_page
from meetings import actions
from meetings.access import item_for, meeting_for


@act
def open_block(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the whole block to its vote; ``item`` names each item the chair saw in it."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    words = [word for word in request.POST.getlist("item") if word.isascii() and word.isdigit()]
    actions.open_block(meeting, by=request.user, seen=[int(word) for word in words[:1000]])
    return part_or_page(request, meeting, "consent", "vote", "mine")


@act
def move_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item back to debate: the chair or any member with a vote."""
    item = item_for(request.user, pk, to="sit")
    actions.move_back(item, by=request.user)
    return part_or_page(request, item.meeting, "consent", "agenda")


@act
def return_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one's own moving back."""
    item = item_for(request.user, pk, to="sit")
    actions.return_to_block(item, by=request.user)
    return part_or_page(request, item.meeting, "consent", "agenda")
