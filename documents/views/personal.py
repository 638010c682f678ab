"""One's own folders."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act, form_act
from core.refused import Refused
from documents import personal
from documents.access import version_for
from documents.models import Folder


class UploadForm(forms.Form):
    """A PDF for one's own folder."""

    file = forms.FileField()


@form_act
def index(request: HttpRequest) -> HttpResponse:
    """List one's own folders; make one (``name``)."""
    if request.method == "POST":
        folder = personal.make_folder(request.POST.get("name", ""), by=request.user)
        return redirect("documents:my_folder", folder.pk)
    return render(request, "documents/mine.html", {"folders": personal.folders_of(request.user)})


def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one folder."""
    return _folder(request, personal.folder_of(request.user, pk))


def _folder(request: HttpRequest, shown: Folder, error: str = "") -> HttpResponse:
    context = {
        "folder": shown, "rows": personal.readable(shown, request.user), "error": error,
        "others": personal.folders_of(request.user).exclude(pk=shown.pk),
    }  # fmt: skip
    return render(request, "documents/my_folder.html", context, status=422 if error else 200)


@act
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a folder."""
    shown = personal.folder_of(request.user, pk)
    personal.rename_folder(shown, request.POST.get("name", ""))
    return redirect("documents:my_folder", pk)


@act
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an empty folder."""
    personal.remove_folder(personal.folder_of(request.user, pk))
    return redirect("documents:mine")


@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Add PDFs to a folder; each that is unfit is named, the others stay."""
    shown = personal.folder_of(request.user, pk)
    errors = [] if request.FILES.getlist("file") else [_("Please choose a file.")]
    for given in request.FILES.getlist("file"):
        errors += _add(request, shown, given)
    return (
        _folder(request, shown, " ".join(errors)) if errors else redirect("documents:my_folder", pk)
    )


def _add(request: HttpRequest, shown: Folder, given: UploadedFile) -> list[str]:
    try:
        personal.add(shown, upload=given, title="", by=request.user)
    except Refused as refusal:
        return [f"{given.name}: {refusal}"]
    return []


@act
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the paper of a version into one's own folder (``folder``; a new one by ``name``)."""
    version = version_for(request.user, pk)
    chosen = request.POST.get("folder", "")
    if chosen.isdecimal():
        target = personal.folder_of(request.user, int(chosen))
    else:
        target = personal.make_folder(request.POST.get("name", ""), by=request.user)
    personal.keep(target, version.paper, by=request.user)
    return redirect("documents:my_folder", target.pk)


@act
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a kept paper to another folder."""
    kept = personal.kept_of(request.user, pk)
    chosen = request.POST.get("folder", "")
    target = get_object_or_404(
        personal.folders_of(request.user), pk=int(chosen) if chosen.isdecimal() else 0
    )
    personal.move(kept, target)
    return redirect("documents:my_folder", target.pk)


@act
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper out of a folder."""
    kept = personal.kept_of(request.user, pk)
    personal.let_go(kept)
    return redirect("documents:my_folder", kept.folder_id)
