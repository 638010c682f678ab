"""A draft's paragraphs and what people say of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act
from core.parts import to_page
from core.refused import Refused
from documents.views.writing import both_texts
from documents.writing import Overtaken
from registry.access import draft_for
from registry.actions import drafts, review, texts
from registry.forms.drafts import PeopleForm
from registry.models import TextChange, TextRemark
from registry.views import me


@require_POST
def write(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Save one paragraph: by itself while somebody types, or by its button. Saving the same again changes nothing."""
    row = draft_for(me(request), pk, to="write")
    text, seen = request.POST.get("text", ""), _number(request.POST.get("seen"))
    try:
        block = texts.write_text(row, key, text, seen=seen, by=me(request))
    except Overtaken as error:
        save_url = reverse("registry:text_write", args=[pk, key])
        return both_texts(request, row, error, save_url=save_url, back_word=_("Draft"))
    if not getattr(request, "htmx", False):
        return redirect(f"{row.get_absolute_url()}#{key}")
    return render(request, "registry/bits/text_state.html", {"revision": block.revision, "saved": True})  # fmt: skip


@act
def shape(request: HttpRequest, pk: int, key: str, step: str) -> HttpResponse:
    """Move a paragraph, take it out, put a new one after it, make it another kind."""
    row = draft_for(me(request), pk, to="write")
    if step == "add":
        kind = request.POST.get("kind", "para")
        key = texts.add_text(row, after="" if key == "first" else key, text="…", kind=kind, by=me(request)).key  # fmt: skip
    elif step == "remove":
        texts.remove_text(row, key, seen=_number(request.POST.get("seen")), by=me(request))
    elif step == "kind":
        texts.shape_text(row, key, request.POST.get("kind", ""), by=me(request))
    elif step in ("up", "down"):
        texts.move_text(row, key, up=step == "up", by=me(request))
    else:
        raise Http404
    return redirect(f"{row.get_absolute_url()}#{key}")


@act
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back one change; without saying which, the person's own last one."""
    row = draft_for(me(request), pk, to="write")
    asked = _number(request.POST.get("change"))
    mine = row.changes.filter(undone=False).exclude(how__in=("moved", "back"))
    change: TextChange | None = mine.filter(pk=asked).first() if asked else mine.filter(by=me(request)).order_by("-pk").first()  # fmt: skip
    if change is None:
        raise Refused(_("There is nothing to undo."))
    texts.put_back(change, by=me(request))
    return redirect(f"{row.get_absolute_url()}#{change.key}")


@act
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people for their opinion, or let them write."""
    row = draft_for(me(request), pk, to="send")
    form = PeopleForm(request.POST, user=me(request))
    if not form.is_valid():
        raise Refused(_("Please choose who is asked."))
    people = list(form.cleaned_data["people"])
    if form.cleaned_data["writes"]:
        drafts.let_write(row, people, by=me(request))
    else:
        review.ask(row, people, due_on=form.cleaned_data["due_on"], by=me(request))
    return to_page(request, f"{row.get_absolute_url()}#people")


@act
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, or want changes."""
    row = draft_for(me(request), pk, to="answer")
    review.answer(row, agreed="agree" in request.POST, said=request.POST.get("said", ""), by=me(request))  # fmt: skip
    return to_page(request, f"{row.get_absolute_url()}#people")


@act
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Remark on a paragraph or the whole."""
    row = draft_for(me(request), pk, to="remark")
    given = request.POST
    review.remark(row, text=given.get("text", ""), key=given.get("key", "")[:12], proposal=given.get("proposal", ""), by=me(request))  # fmt: skip
    return to_page(request, f"{row.get_absolute_url()}#{given.get('key') or 'remarks'}")


@act
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle a remark: taken over, or not."""
    said = get_object_or_404(TextRemark, pk=pk)
    row = draft_for(me(request), said.draft_id, to="write")
    review.settle(said, take="take" in request.POST, answer=request.POST.get("answer", ""), by=me(request))  # fmt: skip
    return to_page(request, f"{row.get_absolute_url()}#remarks")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 15 else 0
