"""Comments and questions before the session, their replies and files; the questions of the current item in it."""

from pathlib import Path
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.acts import act
from core.parts import part_or_page, to_page
from core.refused import Refused
from documents.ranges import serve
from meetings import actions
from meetings.access import item_for
from meetings.access_before import answers, remark_for
from meetings.forms.reading import RemarkForm, ReplyForm
from meetings.models import Remark, Stance
from meetings.models.stances import StanceChoice
from meetings.queries.reading import remarks_for
from meetings.views.reading import page_of, render_item

STEPS = {
    "withdraw": actions.withdraw_remark,
    "restore": actions.restore_remark,
    "open": actions.open_remark,
}


@require_POST
def add_remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a comment or a question; the same again (after a lost answer) is answered as done."""
    item = item_for(request.user, pk, to="sit")
    form = RemarkForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            data = form.cleaned_data
            actions.write_remark(
                item, text=data["text"], kind=data["kind"], to_all=data["to_all"],
                upload=data["file"], by=request.user,
            )  # fmt: skip
            return redirect(page_of(item) + "#remarks")
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return render_item(request, item, status=422, form=form)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark: who prepares the meeting, who presents the item, or its author."""
    remark = remark_for(request.user, pk)
    if not (answers(request.user, remark.item) or remark.author_id == request.user.pk):
        raise Http404
    form = ReplyForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            actions.write_remark(
                remark.item, text=form.cleaned_data["text"], answers=remark, by=request.user,
                upload=form.cleaned_data["file"],
            )  # fmt: skip
            return redirect(page_of(remark.item) + f"#remark-{remark.pk}")
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return render_item(request, remark.item, status=422, reply_form=form, replying=remark.pk)


@act
def remark_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Withdraw, restore or open one's own remark."""
    remark = remark_for(request.user, pk)
    STEPS[step](remark, by=request.user)
    return to_page(request, page_of(remark.item) + "#remarks")


def remark_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the file that goes with a remark, to whoever may read the remark."""
    remark = remark_for(request.user, pk)
    version = remark.paper.versions.order_by("-number").first() if remark.paper else None
    if version is None:
        raise Http404
    response = serve(request, Path(version.path), etag=version.sha256, kind="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(version.name)}"
    return response


def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the chair and the clerks what was asked and wished of an item, to be called up in the session."""
    item = item_for(request.user, pk, to="prepare_meeting")
    wishes = Stance.objects.filter(item=item, choice=StanceChoice.SPEAK).select_related(
        "seat__user"
    )
    context = {
        "meeting": item.meeting, "item": item,
        "remarks": remarks_for(item, request.user, prepares=True).order_by("-kind", "pk"),
        "wishes": wishes.order_by("at") if "run_meeting" in item.meeting.held else None,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "meetings/questions.html", context)


@act
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a question was answered in the session."""
    remark = remark_for(request.user, pk)
    item = item_for(request.user, remark.item_id, to="prepare_meeting")
    actions.take_up_remark(Remark.objects.select_related("item").get(pk=pk), by=request.user)
    return to_page(request, f"/meetings/items/{item.pk}/questions/")


@act
def take_over_wishes(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the wishes to speak on the current item into the queue."""
    item = item_for(request.user, pk, to="run_meeting")
    actions.take_over_wishes(item, by=request.user)
    return part_or_page(request, item.meeting, "speakers", "consent")
