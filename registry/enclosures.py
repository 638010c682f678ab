"""What leaves with a document: its file, and the attachments that were sealed with it (Decree 30/2020, Appendix I, II.8.b)."""

from documents.models import Paper, Version
from documents.states import PaperState
from registry.models import Draft, Issue

ATTACHMENT = "attachment"  # papers that go with a document, each a file of its own
SEALED = (PaperState.SIGNED, PaperState.ISSUED)


def attachments(draft: Draft) -> list[Paper]:
    """Return the attachments of a draft in the order in which they were put beside it."""
    rows = draft.folder.papers.filter(kind=ATTACHMENT).order_by("pk")
    return list(rows.prefetch_related("versions"))


def to_be_sealed(paper: Paper) -> list[Version]:
    """Return the files that are to be sealed together with the paper of a draft."""
    draft = Draft.objects.select_related("folder").filter(paper=paper).first()
    return [newest(one) for one in attachments(draft)] if draft else []


def sealed_attachments(issue: Issue) -> list[Paper]:
    """Return the attachments that were sealed with an issued document."""
    found = attachments(issue.draft) if issue.draft else []
    return [one for one in found if one.state in SEALED]


def enclosures(issue: Issue) -> list[Version]:
    """Return what leaves with an issued document: the document, then its sealed attachments; [] when it is on paper only."""
    main = issue.paper.versions.order_by("-number").first()
    return [main, *(newest(one) for one in sealed_attachments(issue))] if main else []


def newest(paper: Paper) -> Version:
    """Return the last version of a paper that has been read with its versions."""
    return max(paper.versions.all(), key=lambda one: one.number)
