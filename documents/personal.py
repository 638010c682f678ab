"""One's own folders: made, filled and emptied by their owner, which is not journaled; nobody else sees them.

Whose folder it is, is asked by fetching (``folder_of``, ``kept_of``).
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.access import papers
from documents.actions import add_paper, let_in, open_folder
from documents.models import Folder, Kept, Paper
from people.models import User

MOST = 200  # folders a person may have


def folders_of(user: User) -> QuerySet[Folder]:
    """Return the person's own folders by name, each with how many papers it keeps."""
    return Folder.objects.filter(owner=user).annotate(number=Count("kept")).order_by("name", "pk")


def folder_of(user: User, pk: int) -> Folder:
    """Fetch one of the person's own folders; 404 otherwise."""
    found = folders_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def kept_of(user: User, pk: int) -> Kept:
    """Fetch a paper in one of the person's own folders; 404 otherwise."""
    found = Kept.objects.select_related("folder", "paper").filter(pk=pk, folder__owner=user).first()
    if found is None:
        raise Http404
    return found


def readable(folder: Folder, user: User) -> list[Kept]:
    """Return what the folder keeps and the person may still read, newest first, with each paper's newest version."""
    rows = folder.kept.filter(paper__in=papers(user)).select_related("paper")
    found = list(rows.prefetch_related("paper__versions"))
    for row in found:
        row.newest = max(row.paper.versions.all(), key=lambda version: version.number)  # type: ignore[attr-defined]
    return found


@transaction.atomic
def make_folder(name: str, *, by: User) -> Folder:
    """Make a folder of one's own."""
    name = _named(name)
    if by.own_folders.count() >= MOST:
        raise Refused(_("You have %(most)s folders; that is the most.") % {"most": MOST})
    folder = open_folder(name, topic="")
    folder.owner = by
    folder.save(update_fields=["owner"])
    let_in([by], folder, writing=True)
    return folder


@transaction.atomic
def rename_folder(folder: Folder, name: str) -> Folder:
    """Give the folder another name."""
    folder = locked(folder)
    folder.name = _named(name)
    folder.save(update_fields=["name"])
    return folder


@transaction.atomic
def remove_folder(folder: Folder) -> None:
    """Remove an empty folder; one that ever took papers of its own stays in the store, but is no longer shown."""
    folder = locked(folder)
    if folder.kept.exists():
        raise Refused(_("The folder is not empty. Move or remove its papers first."))
    folder.owner = None
    folder.save(update_fields=["owner"])


def add(folder: Folder, *, upload: Any, title: str, by: User) -> Kept:
    """Add a PDF of one's own."""
    paper = add_paper(folder, title=title, upload=upload, by=by)
    return Kept.objects.get_or_create(folder=folder, paper=paper)[0]


@transaction.atomic
def keep(folder: Folder, paper: Paper, *, by: User) -> Kept:
    """Put a paper one may read into one's own folder; there already, nothing happens."""
    if not papers(by).filter(pk=paper.pk).exists():
        raise Http404
    return Kept.objects.get_or_create(folder=folder, paper=paper)[0]


@transaction.atomic
def move(kept: Kept, folder: Folder) -> Kept:
    """Move a kept paper to another of one's folders."""
    kept = locked(kept)
    kept.folder = folder
    try:
        with transaction.atomic():
            kept.save(update_fields=["folder"])
    except IntegrityError as error:
        raise Refused(_("That folder has this paper already.")) from error
    return kept


@transaction.atomic
def let_go(kept: Kept) -> None:
    """Take a paper out of one's folder; the paper itself stays where it belongs."""
    locked(kept).delete()


def _named(name: str) -> str:
    name = " ".join(name.split())[:120]
    if not name:
        raise Refused(_("Please give the folder a name."))
    return name
