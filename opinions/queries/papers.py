"""The papers of a round, each with its last version."""

from documents.models import Folder, Paper, Version


def papers_of(folder: Folder) -> list[Paper]:
    """Return the folder's papers with ``last``, their newest version (two queries)."""
    papers = list(folder.papers.prefetch_related("versions"))
    for paper in papers:
        paper.last = max(paper.versions.all(), key=lambda v: v.number, default=None)  # type: ignore[attr-defined]
    return papers


def newest(paper: Paper | None) -> Version | None:
    """Return the paper's newest version; None without a paper."""
    return paper.versions.order_by("-number").first() if paper else None
