"""My private notes: written while reading, found again, taken along."""

import json
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act
from core.parts import to_page
from core.sheet import XLSX, workbook
from meetings import actions
from meetings.access import item_for, meeting_for
from meetings.access_before import note_for, paper_of
from meetings.models import Meeting, Note, Remark
from meetings.queries import preparing
from meetings.queries.notes import Opened, notes_of, search
from people.models import User


@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note on an item (or on ``page`` of ``version``); ``key`` makes a repeated POST the same note."""
    item = item_for(request.user, pk, to="sit")
    wanted = request.POST.get("version", "")
    version = paper_of(item, int(wanted)) if wanted.isascii() and wanted.isdigit() else None
    typed = request.POST.get("page", "")
    page = (
        int(typed) if version and typed.isascii() and typed.isdigit() and len(typed) < 7 else None
    )
    note = actions.write_note(
        item, text=request.POST.get("text", ""), by=request.user, version=version,
        page=min(max(1, page), version.pages) if page and version else None,
        quote=request.POST.get("quote", ""), key=request.POST.get("act", ""),
    )  # fmt: skip
    return _answer(request, note)


@require_POST
def change_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note's text anew; without text it is deleted (and can be brought back)."""
    note = note_for(request.user, pk)
    if not request.POST.get("text", "").strip():
        actions.delete_note(note, by=request.user)
        return _answer(request, note)
    edition = request.POST.get("edition", "")
    changed = actions.change_note(
        note, text=request.POST["text"], quote=request.POST.get("quote", ""), by=request.user,
        edition=int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 9 else 0,
    )  # fmt: skip
    return _answer(request, changed)


def _answer(request: HttpRequest, note: Note) -> HttpResponse:
    """Tell the page that saves by itself what the note is called now; send a plain form back where it was."""
    if request.headers.get("X-Saves") == "itself":
        told = {"note": note.pk, "edition": note.edition, "url": f"/meetings/notes/{note.pk}/"}
        return HttpResponse(json.dumps(told), content_type="application/json")
    return redirect(_place(note))


def _place(note: Note) -> str:
    base = f"/meetings/items/{note.item_id}/read/"
    return f"{base}{note.version_id}/#notes" if note.version_id else f"{base}#notes"


@act
def note_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Delete a note, or bring it back."""
    note = note_for(request.user, pk)
    (actions.delete_note if step == "delete" else actions.restore_note)(note, by=request.user)
    return to_page(request, f"/meetings/{note.item.meeting_id}/notes/")


def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and search my notes of a meeting, and what was deleted in the last day."""
    meeting = meeting_for(request.user, pk)
    words = request.GET.get("q", "")[:100]
    found = search(_mine(request.user, meeting), words)
    gone = Note.objects.filter(user=request.user, item__meeting=meeting).exclude(deleted_at=None)
    context = {
        "meeting": meeting, "found": found, "q": words,
        "gone": gone.select_related("item").order_by("-deleted_at"),
        "remarks": _remarks(request.user, meeting),
    }  # fmt: skip
    return render(request, "meetings/notes.html", context)


def take_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Send my notes and remarks of a meeting as an Excel file."""
    meeting = meeting_for(request.user, pk)
    heads = [_("Item"), _("Kind"), _("Paper"), _("Page"), _("Quote"), _("Text"), _("At")]
    rows = [_note_row(one) for one in _mine(request.user, meeting)]
    rows += [_remark_row(one) for one in _remarks(request.user, meeting)]
    response = HttpResponse(workbook(_("My notes"), heads, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="ghi-chu-{meeting.pk}.xlsx"'
    return response


def _note_row(one: Opened) -> list[str]:
    version, page = one.note.version, one.note.page
    paper = str(version) if version else ""
    return [str(one.note.item), _("Private note"), paper, str(page or ""), one.quote, one.text, _time(one.note.changed_at)]  # fmt: skip


def _remark_row(one: Remark) -> list[str]:
    return [str(one.item), one.get_kind_display(), "", "", "", one.text, _time(one.at)]


def _time(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y")


def _mine(user: User, meeting: Meeting) -> list[Opened]:
    """Return my notes with the number of each paper's newest version; two queries."""
    newest: dict[int, int] = {}
    for basis in preparing.bases(meeting).values():
        newest |= {int(paper): number for paper, number in basis.items()}
    found = notes_of(user, meeting)
    for one in found:
        one.newest = newest.get(one.note.version.paper_id) if one.note.version else None
    return found


def _remarks(user: User, meeting: Meeting) -> list[Remark]:
    rows = Remark.objects.filter(author=user, item__meeting=meeting, withdrawn_at=None)
    return list(rows.select_related("item").order_by("item__position", "pk"))
