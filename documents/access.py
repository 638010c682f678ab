"""Who may: access is granted on folders, never on single files."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from documents.models import Folder, Paper, Version
from people.grants import allowed, held
from people.models import User

Gate = Callable[[User, int], bool]
GATES: dict[
    str, Gate
] = {}  # word of a topic (“task” of “task.7”) -> may the person see that matter, and so its papers
GRANTS = {"reader": ("see_folder",), "filer": ("see_folder", "file_papers")}


def folders(user: User) -> QuerySet[Folder]:
    """Return the folders the person may read."""
    return allowed(Folder.objects.all(), user, "see_folder")


def papers(user: User) -> QuerySet[Paper]:
    """Return the papers the person may read; the one place that says which, also for the search."""
    return Paper.objects.filter(folder__in=folders(user))


def version_for(user: User, pk: int) -> Version:
    """Fetch a version the person may read: by a grant on its folder, or because they see its matter; 404 otherwise."""
    rows = Version.objects.select_related("paper__folder", "by").filter(pk=pk)
    version = rows.filter(paper__in=papers(user)).first()
    if version is None:
        version = rows.first()
        if version is None or not _gate_open(user, version.paper.folder):
            raise Http404
    return version


def _gate_open(user: User, folder: Folder) -> bool:
    """Whether the room the folder belongs to lets everybody who sees the matter read its papers, and this person does."""
    word, _dot, pk = folder.topic.partition(".")
    gate = GATES.get(word)
    return gate is not None and pk.isdecimal() and gate(user, int(pk))


def paper_for(user: User, pk: int, to: str = "see_folder") -> Paper:
    """Fetch a paper; 404 when the person may not see it, 403 when they may not do more."""
    paper = Paper.objects.select_related("folder").filter(pk=pk).first()
    names = held(user, paper.folder) if paper else set()
    if paper is None or "see_folder" not in names:
        raise Http404
    if to not in names:
        raise PermissionDenied
    return paper


def may_file(user: User, paper: Paper) -> bool:
    """Say whether the person may change what is written about the paper."""
    return "file_papers" in held(user, paper.folder)
