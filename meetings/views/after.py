"""After the session: what is left to do, minutes and notice drafted in one press, the notices' clock."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, act_after
from core.clock import today
from core.parts import to_page
from documents.publishing import publishable
from meetings import actions, queries
from meetings.access import draft_for, meeting_for, vote_for
from meetings.actions.draft_way import Printed
from meetings.reading_drafts import articles_of_draft_paper

MAKERS = {"minutes": actions.draft_minutes, "conclusions": actions.draft_notice}


def after(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is left to do after the session."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    shown = queries.after(meeting)
    context = {"meeting": meeting, "after": shown, "publishable": publishable(meeting.folder)}
    return render(request, "meetings/after.html", context)


def notices(request: HttpRequest) -> HttpResponse:
    """Show how long the notices of a year took, and which are still owed."""
    given = request.GET.get("year", "")
    year = int(given) if given.isdigit() and len(given) == 4 else today().year
    found = queries.notice_statistics(request.user, year)
    context = {"found": found, "year": year, "earlier": year - 1, "later": year + 1}
    return render(request, "meetings/notices.html", context)


@act
def make_draft(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Draft minutes or notice from the record."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    if form not in MAKERS:
        raise Http404
    return to_page(request, MAKERS[form](meeting, by=request.user).get_absolute_url())


def _articles(request: HttpRequest, pk: int) -> list[str]:
    """Read the articles of the draft resolution among the item's papers, outside the transaction."""
    vote = vote_for(request.user, pk, to="prepare_meeting")
    return articles_of_draft_paper(vote)


@act_after(_articles)
def make_act(request: HttpRequest, pk: int, ready: list[str] | None = None) -> HttpResponse:
    """Draft the resolution of an adopted vote."""
    vote = vote_for(request.user, pk, to="prepare_meeting")
    draft = actions.draft_act(vote, articles=ready or [], by=request.user)
    return to_page(request, draft.get_absolute_url())


def _print_minutes(request: HttpRequest, pk: int, draft: int) -> Printed:  # noqa: ARG001  the view's words
    return actions.print_draft(draft_for(request.user, draft, to="prepare_meeting"))


@act_after(_print_minutes)
def offer_minutes(request: HttpRequest, pk: int, draft: int, ready: Printed | None = None) -> HttpResponse:  # fmt: skip
    """Put the approval of earlier minutes on this meeting's agenda."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    earlier = draft_for(request.user, draft, to="prepare_meeting")
    printed = ready or actions.print_draft(earlier)
    actions.offer_minutes(earlier, meeting, printed, by=request.user)
    return redirect("meetings:plan", meeting.pk)
