"""A draft goes to Word and comes back with its differences."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.acts import act, form_act_after
from core.differences import words
from documents.actions import clean_name
from documents.store import Kept
from documents.word_reading import WordText, keep_word, read_word
from meetings import actions
from meetings.access import draft_for
from meetings.forms.drafts import WordForm
from meetings.models import WordReturn

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Read = tuple[Kept, WordText]


def word_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft as an editable Word file."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    response = HttpResponse(actions.word_file(shown), content_type=DOCX)
    name = clean_name(str(shown))[:120].removesuffix(".pdf") + ".docx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def _read(request: HttpRequest, pk: int) -> Read | None:
    """Keep and read the file before the transaction; a hostile one is refused here."""
    draft_for(request.user, pk, to="prepare_meeting")
    form = WordForm(request.POST, request.FILES)
    if not form.is_valid():
        return None
    kept = keep_word(form.cleaned_data["file"])
    return kept, read_word(kept.path)


@form_act_after(_read)
def word_upload(request: HttpRequest, pk: int, ready: Read | None = None) -> HttpResponse:
    """Take a file back from Word and show what differs."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    if request.method == "POST" and ready is not None:
        kept, text = ready
        name = clean_name(str(getattr(request.FILES["file"], "name", ""))).removesuffix(".pdf")
        row = actions.word_returned(shown, text, kept, name=name, by=request.user)
        return redirect(row)
    posted = request.method == "POST"
    form = WordForm(request.POST, request.FILES) if posted else WordForm()
    context = {"form": form, "draft": shown, "meeting": shown.meeting}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/word_upload.html", context, status=status)


def word_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs, side by side."""
    row = _word_for(request, pk)
    keys = {block.key: block for block in row.draft.blocks.all()}
    rows = [
        {**one, "number": number, "pieces": words(one["old"], one["new"]), "there": keys.get(one["key"])}
        for number, one in enumerate(row.rows)
    ]  # fmt: skip
    waiting = sum(1 for one in rows if one["verdict"] == "open" and one["kind"] != "note")
    context = {"word": row, "draft": row.draft, "meeting": row.draft.meeting, "rows": rows, "waiting": waiting}  # fmt: skip
    return render(request, "meetings/word_return.html", context)


@act
def judge_row(request: HttpRequest, pk: int, row: int, step: str) -> HttpResponse:
    """Take one difference over, or leave it."""
    word = _word_for(request, pk)
    judge = actions.take_row if step == "take" else actions.leave_row
    judge(word, row, by=request.user)
    return redirect(f"{word.get_absolute_url()}#row-{row}")


@act
def take_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over all differences but those changed here meanwhile."""
    word = _word_for(request, pk)
    actions.take_all(word, by=request.user)
    return redirect(word)


def _word_for(request: HttpRequest, pk: int) -> WordReturn:
    word = get_object_or_404(WordReturn, pk=pk)
    word.draft = draft_for(request.user, word.draft_id, to="prepare_meeting")
    return word
