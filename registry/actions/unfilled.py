"""Nothing with gaps goes to the leader unseen: what a draft leaves open is named, and said to be meant or filled."""

import time
from collections.abc import Collection
from functools import lru_cache

from django.utils.translation import gettext as _

from core.child import ChildFailed
from core.refused import Refused
from documents.finding import read_text
from documents.models import Version
from registry.blanks import Blank, blanks, blanks_of_pages
from registry.enclosures import attachments, newest
from registry.kinds import template
from registry.models import Draft

NAMED = 5  # paragraphs a sentence can name
KEPT = 256  # files whose gaps are remembered
AGAIN = 60  # seconds before a file that could not be read is tried again, never inside the transaction that follows
_not_before: dict[tuple[str, int, bool], float] = {}


def blanks_of(draft: Draft) -> list[Blank]:
    """Return the gaps of a draft: of its head (place 0), then of its paragraphs, or of its file's pages; then of its attachments.

    A file is read once by a child process; ask before a transaction, the answer is kept.
    """
    found = _in_text(draft)
    if draft.from_file and draft.paper is not None:
        found = list(_in_file(draft.paper.versions.order_by("-number")[0]))
    for paper in attachments(draft):
        version = newest(paper)
        gaps = _in_file(version, attached=True)
        found += [gap._replace(file=paper.title, url=version.file_url) for gap in gaps]
    return found


def _in_text(draft: Draft) -> list[Blank]:
    head = [("", "head", text) for text in (draft.subject, draft.capacity, *draft.addressees, *draft.recipients)]  # fmt: skip
    untouched = {text for _kind, text in template(draft.kind)}
    written = draft.blocks.order_by("position", "pk").values_list("key", "kind", "text")
    return [*(gap._replace(place=0) for gap in blanks(head)), *blanks(written, untouched)]


def _in_file(version: Version, *, attached: bool = False) -> tuple[Blank, ...]:
    """Return the gaps of a file; none of one that cannot be read now, which is asked again a minute later."""
    key = (version.sha256, version.paper_id, attached)
    if time.monotonic() < _not_before.get(key, 0):
        return ()
    try:
        return _of_file(*key)
    except ChildFailed:
        if len(_not_before) > KEPT:
            _not_before.clear()
        _not_before[key] = time.monotonic() + AGAIN
        return ()


@lru_cache(maxsize=KEPT)
def _of_file(sha256: str, paper: int, attached: bool) -> tuple[Blank, ...]:  # noqa: FBT001  a key of the cache
    version = Version.objects.filter(paper=paper, sha256=sha256).order_by("-number")[0]
    return tuple(blanks_of_pages(read_text(version).split("\f"), attached=attached))


def check_filled(draft: Draft, meant: Collection[str] = ()) -> None:
    """Refuse a draft with gaps; those whose words are among ``meant`` were seen and are meant, where that can be."""
    open_ones = [gap for gap in blanks_of(draft) if gap.must or gap.words not in meant]
    if not open_ones:
        return
    named = "; ".join(f"“{gap.words}”" for gap in open_ones[:NAMED])
    more = f" (+{len(open_ones) - NAMED})" if len(open_ones) > NAMED else ""
    raise Refused(_("Not sent: these places are not filled in yet: %(places)s") % {"places": named + more})  # fmt: skip
