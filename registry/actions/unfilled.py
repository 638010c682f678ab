"""Nothing with gaps goes to the leader unseen: what a draft leaves open is named, and said to be meant or filled."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from core.refused import Refused
from registry.blanks import Blank, blanks
from registry.kinds import template
from registry.models import Draft

NAMED = 5  # paragraphs a sentence can name


def blanks_of(draft: Draft) -> list[Blank]:
    """Return the gaps of a draft written here: of its head (place 0), then of its paragraphs. An uploaded file has none known."""
    if draft.from_file:
        return []
    head = [("", "head", text) for text in (draft.subject, draft.capacity, *draft.addressees, *draft.recipients)]  # fmt: skip
    untouched = {text for _kind, text in template(draft.kind)}
    written = draft.blocks.order_by("position", "pk").values_list("key", "kind", "text")
    return [*(gap._replace(place=0) for gap in blanks(head)), *blanks(written, untouched)]


def check_filled(draft: Draft, meant: Collection[str] = ()) -> None:
    """Refuse a draft with gaps; those whose words are among ``meant`` were seen and are meant, where that can be."""
    open_ones = [gap for gap in blanks_of(draft) if gap.must or gap.words not in meant]
    if not open_ones:
        return
    named = "; ".join(f"“{gap.words}”" for gap in open_ones[:NAMED])
    more = f" (+{len(open_ones) - NAMED})" if len(open_ones) > NAMED else ""
    raise Refused(_("Not sent: these places are not filled in yet: %(places)s") % {"places": named + more})  # fmt: skip
