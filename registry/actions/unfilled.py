"""Nothing with gaps goes to the leader unseen: what a draft leaves open is named, and said to be meant or filled."""

from collections.abc import Collection
from functools import lru_cache

from django.utils.translation import gettext as _

from core.child import ChildFailed
from core.refused import Refused
from documents.finding import read_text
from documents.models import Version
from registry.blanks import Blank, blanks, blanks_of_pages
from registry.kinds import template
from registry.models import Draft

NAMED = 5  # paragraphs a sentence can name


def blanks_of(draft: Draft) -> list[Blank]:
    """Return the gaps of a draft: of its head (place 0), then of its paragraphs; of an uploaded file those of its pages.

    The file is read once by a child process; ask before a transaction, the answer is kept.
    """
    if draft.from_file and draft.paper is not None:
        try:
            return list(
                _of_file(draft.paper.versions.order_by("-number")[0].sha256, draft.paper_id)
            )
        except ChildFailed:  # now; another time it may be read
            return []
    head = [("", "head", text) for text in (draft.subject, draft.capacity, *draft.addressees, *draft.recipients)]  # fmt: skip
    untouched = {text for _kind, text in template(draft.kind)}
    written = draft.blocks.order_by("position", "pk").values_list("key", "kind", "text")
    return [*(gap._replace(place=0) for gap in blanks(head)), *blanks(written, untouched)]


@lru_cache(maxsize=128)
def _of_file(sha256: str, paper: int) -> tuple[Blank, ...]:
    version = Version.objects.filter(paper=paper, sha256=sha256).order_by("-number")[0]
    return tuple(blanks_of_pages(read_text(version).split("\f")))


def check_filled(draft: Draft, meant: Collection[str] = ()) -> None:
    """Refuse a draft with gaps; those whose words are among ``meant`` were seen and are meant, where that can be."""
    open_ones = [gap for gap in blanks_of(draft) if gap.must or gap.words not in meant]
    if not open_ones:
        return
    named = "; ".join(f"“{gap.words}”" for gap in open_ones[:NAMED])
    more = f" (+{len(open_ones) - NAMED})" if len(open_ones) > NAMED else ""
    raise Refused(_("Not sent: these places are not filled in yet: %(places)s") % {"places": named + more})  # fmt: skip
