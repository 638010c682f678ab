"""Comments added after signing: a rule for pyHanko's difference analysis, which knows none (DocMDP level 3)."""

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.diff_analysis.rules_api import (
    QualifiedWhitelistRule,
    ReferenceUpdate,
    RelativeContext,
)

from signing.pdf.reading import entry
from signing.verify.pages import annotations, is_comment, pages, same_page

Update = tuple[ModificationLevel, ReferenceUpdate]
LEVEL = ModificationLevel.ANNOTATIONS


class CommentRule(QualifiedWhitelistRule):
    """Accounts for comments that were added to pages and for nothing else; what changes a comment is not accounted for."""

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Update]:
        """Yield what the new comments of one revision explain."""
        changed = new.explicit_refs_in_revision()
        if not any(is_comment(_read(new, reference)) for reference in changed):
            return
        for (reference, before), (_same, after) in zip(pages(old), pages(new), strict=False):
            holder = _reference(after, "/Annots")
            if reference in changed or holder in changed:
                yield from _page(old, new, reference, before, after)


def _read(source: HistoricalResolver, reference: Any) -> Any:
    try:
        return source(reference)
    except Exception:  # noqa: BLE001 (a freed or spoilt object is no comment)
        return None


def _page(
    old: HistoricalResolver, new: HistoricalResolver, reference: Any, before: Any, after: Any
) -> Iterator[Update]:
    earlier = {found for found, _one in annotations(before)}
    present = dict(annotations(after))
    added = {found: one for found, one in present.items() if found not in earlier}
    plain = None not in present and all(is_comment(one) for one in added.values())
    kept = earlier <= present.keys()
    if not (added and plain and kept):
        return
    if not same_page(before, after):
        return
    yield LEVEL, ReferenceUpdate(reference)
    holder = _reference(after, "/Annots")
    if holder is not None:
        context = RelativeContext(reference, RawPdfPath("/Annots"))
        yield LEVEL, ReferenceUpdate(holder, context_checked=context)
    for found, one in added.items():
        yield LEVEL, ReferenceUpdate(found)
        for part in new.collect_dependencies(one, since_revision=old.revision + 1):
            yield LEVEL, ReferenceUpdate(part)


def _reference(page: Any, key: str) -> Any:
    if not isinstance(page, generic.DictionaryObject) or entry(page, key) is None:
        return None
    return getattr(page.raw_get(key), "reference", None)
