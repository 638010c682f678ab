"""Reading before the session: my list, an item, a paper, my position."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.acts import act
from core.parts import to_page
from core.refused import Refused
from documents.models import Version
from meetings import actions
from meetings.access import item_for, meeting_for, seat_of
from meetings.access_before import answers, paper_of, sees_stances
from meetings.actions.reading import keep_until
from meetings.forms.reading import RemarkForm, ReplyForm
from meetings.models import Item, Reading
from meetings.models.stances import StanceChoice
from meetings.queries import reading as queries
from meetings.queries.notes import notes_of

MOST_PAGES = 200  # of one report of a page


def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show my reading list of a meeting."""
    meeting = meeting_for(request.user, pk, to="sit")
    mine = queries.my_reading(meeting, seat_of(request.user, meeting))
    following = next(
        (row for row in mine.rows if (row.papers and not row.is_read) or row.missing), None
    )
    context = {
        "meeting": meeting, "mine": mine, "following": following,
        "kept": keep_until(meeting, mine.rules),
        "sees": sees_stances(meeting, to_clerks=mine.rules.stances_to_clerks),
    }  # fmt: skip
    return render(request, "meetings/read.html", context)


def read_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item of my reading list: papers, position, remarks, notes."""
    item = item_for(request.user, pk, to="sit")
    return render_item(request, item)


def render_item(
    request: HttpRequest, item: Item, status: int = 200, **more: object
) -> HttpResponse:
    """Draw the page of an item, also with a form that came back."""
    meeting = item.meeting
    seat = seat_of(request.user, meeting)
    mine = queries.my_reading(meeting, seat)
    before, row, after = mine.around(item)
    may_answer = answers(request.user, item)
    context = {
        "meeting": meeting, "item": item, "mine": mine, "row": row, "before": before, "after": after,
        "choices": StanceChoice.choices, "history": queries.stance_history(item, seat),
        "remarks": queries.remarks_for(item, request.user, prepares=may_answer),
        "withdrawn": queries.withdrawn_by(item, request.user), "may_answer": may_answer,
        "reason": row.stance.reason if row.stance else "",
        "form": RemarkForm(), "reply_form": ReplyForm(), "kept": keep_until(meeting, mine.rules),
        **more,
    }  # fmt: skip
    return render(request, "meetings/read_item.html", context, status=status)


def read_paper(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Show a paper of an item where I stopped, with my notes beside it."""
    item = item_for(request.user, pk, to="sit")
    shown, seat = paper_of(item, version), seat_of(request.user, item.meeting)
    mine = queries.my_reading(item.meeting, seat)
    _before, row, after = mine.around(item)
    paper = next((p for p in row.papers if p.version.paper_id == shown.paper_id), None)
    reading = Reading.objects.filter(seat=seat, version=shown).first()
    page = paper.page if paper and paper.version.pk == shown.pk else 1
    own = [
        note for note in notes_of(request.user, item=item) if _of_paper(note.note.version, shown)
    ]
    for note in own:
        note.newest = shown.number
    context = {
        "meeting": item.meeting, "item": item, "version": shown, "paper": paper, "mine": mine,
        "reading": reading, "page": page, "notes": own, "after": after, "row": row,
        "following": _following(row, shown), "kept": keep_until(item.meeting, mine.rules),
        "newer": paper.version if paper and paper.version.pk != shown.pk else None,
    }  # fmt: skip
    return render(request, "meetings/read_paper.html", context)


def _of_paper(version: Version | None, shown: Version) -> bool:
    return version is not None and version.paper_id == shown.paper_id


def _following(row: queries.ItemRow, shown: Version) -> queries.PaperRow | None:
    """Return the paper after this one within the item."""
    places = [paper.version.paper_id for paper in row.papers]
    here = places.index(shown.paper_id) if shown.paper_id in places else len(places)
    return row.papers[here + 1] if here + 1 < len(places) else None


@require_POST
def seen(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Take down what a page reports of the reading: ``pages`` (“3,4,5”) and ``last``; said twice it is the same."""
    item = item_for(request.user, pk, to="sit")
    shown = paper_of(item, version)
    words = request.POST.get("pages", "").split(",")[:MOST_PAGES]
    pages = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 7]
    last = request.POST.get("last", "")
    at = int(last) if last.isascii() and last.isdigit() and len(last) < 7 else 0
    actions.mark_seen(seat_of(request.user, item.meeting), shown, pages=pages, last=at)
    return HttpResponse(status=204)


@act
def finish(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Say that I have read a paper, or (``finished`` 0) that I have not."""
    item = item_for(request.user, pk, to="sit")
    shown, seat = paper_of(item, version), seat_of(request.user, item.meeting)
    if request.POST.get("finished") == "0":
        actions.unread(seat, shown)
    else:
        actions.mark_seen(seat, shown, finished=True)
    return to_page(request, page_of(item))


@act
def give_stance(request: HttpRequest, pk: int) -> HttpResponse:
    """Give my position on an item; an empty ``choice`` takes it back; ``next`` goes on to the next item."""
    item = item_for(request.user, pk, to="sit")
    seat, choice = seat_of(request.user, item.meeting), request.POST.get("choice", "")
    if choice == "none":
        actions.take_back_stance(item, seat, by=request.user)
        return to_page(request, page_of(item))
    reason = request.POST.get("reason", "")
    try:
        actions.give_stance(item, seat, choice, by=request.user, reason=reason)
    except Refused as refusal:
        if choice not in StanceChoice.values:
            raise
        typed = {"chosen": choice, "reason": reason, "refusal": str(refusal)}
        return render_item(request, item, status=422, **typed)
    return redirect(page_of(item) + "#stance")


def page_of(item: Item) -> str:
    """Return the address of an item on the reading list."""
    return reverse("meetings:read_item", args=[item.pk])
