"""What the search finds of papers: title, number, and the text of the newest version."""

from typing import Any

from core.child import ChildFailed, ask_child
from core.finding import Line
from documents.access import papers
from documents.models import Paper, Version
from documents.states import PaperState
from people.models import User

SECONDS, MEBIBYTES, LETTERS = 20, 1024, 300_000
CHILD = """
import json, resource, sys
limit = int(sys.argv[2]) << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
import pypdfium2
pdf, texts, left = pypdfium2.PdfDocument(sys.argv[1]), [], int(sys.argv[4])
for page in pdf:
    text = " ".join(page.get_textpage().get_text_bounded().split())[:left]
    texts.append(text)
    left -= len(text)
    if left <= 0:
        break
print(json.dumps(texts))
"""


def line_of(_word: str, pk: int) -> Line | None:
    """Return the line of a paper; None for one that is gone, withdrawn or without a version."""
    paper = Paper.objects.filter(pk=pk).exclude(state=PaperState.WITHDRAWN).first()
    version = paper.versions.order_by("-number").first() if paper else None
    if paper is None or version is None:
        return None
    title = f"{paper.notation} {paper.title}".strip()
    return Line(
        key=f"paper.{pk}", kind="paper", gate="paper", gate_id=pk, title=title,
        url=version.get_absolute_url(), at=version.at, body=text_of(version), source=version.sha256,
    )  # fmt: skip


def findable(user: User) -> Any:
    """Return the keys of the papers the person may read."""
    return papers(user).values("pk")


def text_of(version: Version) -> str:
    """Return the PDF's text, pages parted by form feeds; "" when it has none (a scan) or cannot be read."""
    try:
        return read_text(version)
    except ChildFailed:
        return ""


def read_text(version: Version) -> str:
    """Return the text as ``text_of`` does; ``ChildFailed`` when it cannot be read.

    A child process with limits reads the file: nothing unknown is parsed here.
    """
    limits = (MEBIBYTES, SECONDS, LETTERS)
    return "\f".join(ask_child(CHILD, version.path, *limits, seconds=SECONDS + 5))
