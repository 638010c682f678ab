"""What a draft resolution among the papers says: its articles, read from the PDF in a limited child process."""

import re

from core.child import ChildFailed, ask_child
from documents.models import Version
from meetings.models import ItemPaper, Vote
from meetings.wording.act import articles_of

SECONDS, MEBIBYTES, MOST_PAGES = 10, 768, 30
DRAFTED = re.compile(
    r"dự thảo\s+(?:nghị quyết|quyết định)|^(?:nghị quyết|quyết định)\b", re.IGNORECASE
)
CHILD = """
import json, resource, sys
limit = int(sys.argv[2]) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
import pypdfium2
pdf = pypdfium2.PdfDocument(sys.argv[1])
pages = [pdf[n].get_textpage().get_text_range() for n in range(min(len(pdf), int(sys.argv[4])))]
print(json.dumps([text[:100000] for text in pages]))
"""


def articles_of_draft_paper(vote: Vote) -> list[str]:
    """Return the articles of the draft act filed to the vote's item; none when there is none that can be read."""
    places = ItemPaper.objects.filter(item=vote.item_id).select_related("paper")
    for place in places if vote.item_id else ():
        version = place.paper.versions.order_by("-number").first()
        if version is not None and DRAFTED.search(place.paper.title):
            return articles_of(_lines(version))
    return []


def _lines(version: Version) -> list[str]:
    try:
        pages = ask_child(CHILD, version.path, MEBIBYTES, SECONDS, MOST_PAGES, seconds=SECONDS + 5)
    except ChildFailed:
        return []
    rows = [line.strip() for page in pages for line in str(page).replace("\r", "").split("\n")]
    return [row for row in rows if row and not row.isdigit()]
