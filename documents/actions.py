"""What happens to papers; the only module here that writes."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents import events
from documents.inspection import inspect
from documents.models import Folder, OfficeOriginal, Paper, Version
from documents.office_files import Converted
from documents.office_uploads import as_pdf
from documents.publishing import publish
from documents.states import PaperState
from documents.store import Kept, keep
from journal.book import tell
from people.grants import grant_many, revoke
from people.models import Unit, User


@transaction.atomic
def open_folder(name: str, *, topic: str, unit: Unit | None = None) -> Folder:
    """Make a folder for the matter whose book is ``topic``."""
    return Folder.objects.create(name=name[:300], topic=topic, unit=unit)


def let_in(users: list[User], folder: Folder, *, writing: bool = False) -> None:
    """Let the people read the folder's papers (and add to them when ``writing``)."""
    grant_many(users, folder, "see_folder", *(["file_papers"] if writing else []))


def shut_out(user: User, folder: Folder) -> None:
    """Take back what the person was granted on the folder."""
    revoke(user, folder)


@dataclass(frozen=True)
class Filed:
    """A sound PDF in the store, with its name and its number of pages."""

    kept: Kept
    pages: int
    name: str
    original: Converted | None = None


@dataclass(frozen=True)
class Made:
    """A PDF typeset here, filed like an upload; its pages are known, so nobody needs to look at it."""

    content: bytes
    name: str
    pages: int

    def chunks(self) -> Iterable[bytes]:
        """Yield the bytes."""
        yield self.content


def add_paper(folder: Folder, *, title: str, upload: Any, by: User, kind: str = "") -> Paper:
    """File an uploaded PDF (or Office file: it becomes one) as a new paper; ``Refused`` when it is not a sound one."""
    return _add(folder, _filed_upload(upload), title=title, kind=kind, by=by)


def add_paper_bytes(
    folder: Folder, *, title: str, content: bytes, name: str, by: User, kind: str = ""
) -> Paper:
    """File a PDF made here as a new paper."""
    return _add(folder, _file([content], name), title=title, kind=kind, by=by)


def add_version(paper: Paper, *, upload: Any, by: User) -> Version:
    """Put a new version of the paper in place from an upload; not once it goes to be signed."""
    filed = _filed_upload(upload)
    with transaction.atomic():
        paper = locked(paper)
        if paper.state != PaperState.DRAFT:
            raise Refused(
                _("“%(paper)s” is “%(state)s”; it is not replaced any more.")
                % {"paper": paper, "state": paper.get_state_display()}
            )
        return _next_version(paper, filed, by=by)


def version_from_bytes(
    paper: Paper, *, content: bytes, name: str, by: User, note: str = ""
) -> Version:
    """Put a new version of the paper in place from bytes made here."""
    return _next_version(paper, _file([content], name), note=note, by=by)


def file_made(kept: Kept, *, name: str, pages: int) -> Filed:
    """Return a file that was made here and is kept already, ready to be a version; its pages are known."""
    return Filed(kept, pages, clean_name(name))


def version_from_filed(paper: Paper, filed: Filed, *, by: User, note: str = "") -> Version:
    """Put a file that is kept already in place as the paper's next version."""
    return _next_version(paper, filed, note=note, by=by)


def file_extended(before: Version, tail: bytes) -> Filed:
    """Keep a version's bytes with proofs appended as a file of their own, a piece at a time; outside any transaction."""
    largest = before.size + len(tail)
    return Filed(keep(_with_tail(Path(before.path), tail), largest), before.pages, before.name)


@transaction.atomic
def version_extended(before: Version, extended: Filed, *, note: str) -> Version | None:
    """Put a file of ``file_extended`` in place as the paper's next version, issued or not: what it says is the same.

    ``None`` when the paper has a newer version meanwhile. Nobody is told: whoever extended it does that.
    """
    paper = locked(before.paper)
    last = paper.versions.order_by("-number").first()
    if last is None or last.pk != before.pk:
        return None
    return _write_version(paper, last.number + 1, extended, note=note, by=before.by)


def _with_tail(path: Path, tail: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece
    yield tail


@transaction.atomic
def move_paper(paper: Paper, state: PaperState, *, by: User) -> Paper:
    """Move the paper to another state, as its table allows."""
    paper = locked(paper)
    paper.move_to(state)
    tell(events.PAPER_MOVED, who=by, what=paper, state=str(PaperState(state).label))
    if state == PaperState.ISSUED and paper.goes_public and paper.notation:
        publish(paper, by=by)
    return paper


def clean_name(name: str) -> str:
    """Return a file name fit to show and to download: NFC, no path, no control or direction characters."""
    last = unicodedata.normalize("NFC", name or "").replace("\\", "/").split("/")[-1]
    good = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '"<>|?*:')
    stem = good.removesuffix(".pdf").removesuffix(".PDF").strip(" .")[:200]
    return (stem or "van-ban") + ".pdf"


def _filed_upload(upload: Any) -> Filed:
    """File an upload; an Office file is converted here unless its page did so before its transaction (``takes_office``)."""
    if isinstance(upload, Made):
        return _file(upload.chunks(), upload.name, upload.pages)
    pdf = as_pdf(upload)
    try:
        filed = _file(pdf.chunks(), pdf.name)
    finally:
        if pdf is not upload:
            pdf.close()
    return replace(filed, original=getattr(pdf, "converted", None))


def _file(chunks: Iterable[bytes], name: str, pages: int | None = None) -> Filed:
    """Keep the bytes and look at them, unless their pages are known."""
    kept = keep(chunks)
    return Filed(kept, pages or inspect(kept.path).pages, clean_name(name))


@transaction.atomic
def _add(folder: Folder, filed: Filed, *, title: str, kind: str, by: User) -> Paper:
    title = " ".join(title.split())[:300] or filed.name.removesuffix(".pdf")
    if there := _there(locked(folder), title, filed.kept.sha256, by):
        return there
    paper = Paper.objects.create(folder=folder, title=title, kind=kind, created_by=by)
    _write_version(paper, 1, filed, by=by)
    tell(events.PAPER_ADDED, who=by, what=paper, sha256=filed.kept.sha256, pages=filed.pages)
    return paper


def _there(folder: Folder, title: str, sha256: str, by: User) -> Paper | None:
    """Return the paper when this very one was just filed: an upload repeated after a lost answer."""
    same = folder.papers.filter(title=title, created_by=by, state=PaperState.DRAFT)
    return same.filter(versions__number=1, versions__sha256=sha256).first()


@transaction.atomic
def _next_version(paper: Paper, filed: Filed, *, by: User, note: str = "") -> Version:
    paper = locked(paper)
    if paper.state in (PaperState.ISSUED, PaperState.WITHDRAWN):
        raise Refused(_("“%(paper)s” is issued; it is no longer changed.") % {"paper": paper})
    last = paper.versions.order_by("-number").first()
    if last and last.sha256 == filed.kept.sha256:
        return last
    version = _write_version(paper, last.number + 1 if last else 1, filed, by=by, note=note)
    tell(events.VERSION_ADDED, who=by, what=paper, number=version.number, sha256=version.sha256)
    return version


def _write_version(paper: Paper, number: int, filed: Filed, *, by: User, note: str = "") -> Version:
    version = Version.objects.create(
        paper=paper, number=number, name=filed.name, sha256=filed.kept.sha256,
        size=filed.kept.size, pages=filed.pages, by=by, note=note,
    )  # fmt: skip
    if made_of := filed.original:
        OfficeOriginal.objects.create(
            version=version, name=made_of.name[:255], kind=made_of.kind, sha256=made_of.original.sha256,
            size=made_of.original.size, told=list(made_of.told), fonts=dict(made_of.fonts),
        )  # fmt: skip
    return version


def copy_paper(version: Version, folder: Folder, *, by: User, title: str = "") -> Paper:
    """File a version of another paper as a new paper of the folder; the file itself is kept once."""
    return _add(folder, _filed(version), title=title or version.paper.title, kind="", by=by)


def copy_version(version: Version, paper: Paper, *, by: User) -> Version:
    """Put a version of another paper in place as the paper's next one."""
    return _next_version(paper, _filed(version), by=by)


def _filed(version: Version) -> Filed:
    """Return a version's file as one that is ready to be filed again."""
    kept = Kept(version.sha256, version.size, Path(version.path))
    return Filed(kept, version.pages, version.name)
