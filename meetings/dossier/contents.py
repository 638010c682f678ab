"""What belongs into a meeting's dossier, in its order, for the audience that asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.binding import Part
from documents.models import Version
from meetings.models import Item, Meeting
from meetings.queries import PaperRow, papers_by_item

# what stands before the items and what after them, by the paper's kind; all else of no item comes last
BEFORE = ("invitation", "programme")
AFTER = ("minutes", "conclusions", "resolution", "decision", "counting")
BEFORE_TITLE, AFTER_TITLE, REST_TITLE = (
    "Giấy mời, chương trình",
    "Biên bản, kết luận, văn bản ban hành",
    "Tài liệu khác",
)


@dataclass(frozen=True)
class Chapter:
    """A heading of the dossier and the newest versions under it."""

    title: str
    versions: tuple[Version, ...]


def chapters(
    meeting: Meeting, shelves: list[tuple[Item | None, list[PaperRow]]] | None = None
) -> list[Chapter]:
    """Return the chapters in their order: invitation, each item, minutes and decisions, the rest; empty ones only for items."""
    shelves = papers_by_item(meeting) if shelves is None else shelves
    loose = [row.version for item, rows in shelves if item is None for row in rows]
    items = [(item, rows) for item, rows in shelves if item is not None]
    found = [_of_kind(BEFORE_TITLE, loose, BEFORE)]
    for number, (item, rows) in enumerate(items, start=1):
        found.append(Chapter(f"{number}. {item}", tuple(row.version for row in rows)))
    found.append(_of_kind(AFTER_TITLE, loose, AFTER))
    rest = [v for v in loose if v.paper.kind not in (*BEFORE, *AFTER)]
    found.append(Chapter(REST_TITLE, tuple(rest)))
    return [chapter for chapter in found if chapter.versions or chapter.title[0].isdigit()]


def _of_kind(title: str, versions: list[Version], kinds: tuple[str, ...]) -> Chapter:
    rows = [v for v in versions if v.paper.kind in kinds]
    return Chapter(
        title, tuple(sorted(rows, key=lambda v: (kinds.index(v.paper.kind), v.paper_id)))
    )


def parts(chapters: list[Chapter]) -> Iterator[Part]:
    """Yield what is bound: each chapter's bookmark and below it its papers."""
    for chapter in chapters:
        yield Part(chapter.title[:200])
        for version in chapter.versions:
            yield Part(name_of(version), 1, version.pages, version.path)


def name_of(version: Version) -> str:
    """Return the paper's title with its notation, as the bookmark says it."""
    paper = version.paper
    return f"{paper.title} ({paper.notation})"[:200] if paper.notation else paper.title[:200]
