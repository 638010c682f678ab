"""The paragraphs of a draft: written, put in, taken out, moved, put back. Two writers lose nothing."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from journal.book import tell
from people.models import User
from registry import events
from registry.actions.drafts import new_key, writable
from registry.models import Draft, DraftText, TextChange

MOST, LONGEST = 1000, 20_000
HAND, MOVED, BACK, ADDED, REMOVED, PROPOSED = "hand", "moved", "back", "added", "removed", "taken"
KINDS = ("para", "item", "heading", "article", "grounds", "order", "annex")


class Overtaken(Refused):
    """Somebody else changed the paragraph since it was read: both texts are kept for the person to choose."""

    def __init__(self, block: DraftText, mine: str) -> None:
        super().__init__(_("Somebody else changed this paragraph meanwhile."))
        self.block, self.mine = block, mine


@transaction.atomic
def write_text(draft: Draft, key: str, text: str, *, seen: int, by: User, how: str = HAND) -> DraftText:  # fmt: skip
    """Write one paragraph; ``seen`` is the revision that was read. ``Overtaken`` when it is no longer the last."""
    draft = writable(draft)
    block, text = block_of(draft, key), _clean(text)
    if text == block.text:
        return block
    if seen != block.revision:
        raise Overtaken(block, text)
    before, block.text = block.text, text
    return _changed(draft, block, before, by=by, how=how)


@transaction.atomic
def add_text(draft: Draft, *, after: str, text: str, by: User, kind: str = "para", how: str = ADDED) -> DraftText:  # fmt: skip
    """Put a new paragraph after the one with the key ``after`` ("": at the beginning)."""
    draft = writable(draft)
    if kind not in KINDS:
        raise Refused(_("There is no such kind of paragraph."))
    order = _order(draft)
    if len(order) >= MOST:
        raise Refused(_("This text has as many paragraphs as are allowed."))
    place = next((n for n, row in enumerate(order, start=1) if row.key == after), 0)
    level = 1 if kind == "heading" else 0
    block = DraftText(draft=draft, key=new_key(), kind=kind, level=level, text=_clean(text), changed_by=by)  # fmt: skip
    block.save()
    order.insert(place, block)
    _renumber(order)
    _note(draft, block, "", by=by, how=how)
    return block


@transaction.atomic
def remove_text(draft: Draft, key: str, *, seen: int, by: User) -> None:
    """Take a paragraph out; it can be put back."""
    draft = writable(draft)
    block = block_of(draft, key)
    if seen != block.revision:
        raise Overtaken(block, "")
    order = [row.key for row in _order(draft)]
    place = order.index(key)
    was = {"kind": block.kind, "level": block.level, "after": order[place - 1] if place else ""}
    before, block.text = block.text, ""
    block.revision += 1
    _note(draft, block, before, by=by, how=REMOVED, was=was)
    block.delete()


@transaction.atomic
def move_text(draft: Draft, key: str, *, up: bool, by: User) -> DraftText:
    """Swap a paragraph with its neighbour; at the end nothing happens."""
    draft = writable(draft)
    order = _order(draft)
    here = next((n for n, row in enumerate(order) if row.key == key), None)
    if here is None:
        raise Refused(_("This paragraph is no longer there."))
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        _renumber(order)
        _note(draft, order[there], order[there].text, by=by, how=MOVED)
    return block_of(draft, key)


@transaction.atomic
def shape_text(draft: Draft, key: str, kind: str, *, by: User) -> DraftText:
    """Make a paragraph another kind: text, point, heading, article, annex."""
    draft = writable(draft)
    block = block_of(draft, key)
    if kind not in KINDS:
        raise Refused(_("There is no such kind of paragraph."))
    block.kind, block.level = kind, 1 if kind == "heading" else 0
    return _changed(draft, block, block.text, by=by, how=kind)


@transaction.atomic
def put_back(change: TextChange, *, by: User) -> TextChange:
    """Undo one change: the paragraph says again what it said before; the undoing is a change itself.

    ``Refused`` when the paragraph was changed again since: undo the later one first.
    """
    draft = writable(change.draft)
    change = TextChange.objects.select_for_update().get(pk=change.pk)
    block = draft.blocks.filter(key=change.key).first()
    if change.undone:
        return change
    if block is not None and block.revision != change.revision:
        raise Refused(_("This paragraph was changed again since. Undo the later change first."))
    if change.how == REMOVED and block is None:
        _restore(draft, change, by)
    elif block is None:
        raise Refused(_("This paragraph is no longer there."))
    elif change.how == ADDED:
        remove_text(draft, change.key, seen=block.revision, by=by)
    else:
        write_text(draft, change.key, change.before, seen=block.revision, by=by, how=BACK)
    change.undone = True
    change.save(update_fields=["undone"])
    return change


def block_of(draft: Draft, key: str) -> DraftText:
    """Return the paragraph with that key."""
    block = draft.blocks.filter(key=key).first()
    if block is None:
        raise Refused(_("This paragraph is no longer there."))
    return block


def _restore(draft: Draft, change: TextChange, by: User) -> None:
    """Put a removed paragraph back where it stood, under its own key."""
    order, after = _order(draft), change.block.get("after", "")
    place = next((n for n, row in enumerate(order, start=1) if row.key == after), 0)
    block = DraftText(
        draft=draft, key=change.key, kind=change.block.get("kind", "para"), level=change.block.get("level", 0),
        text=change.before, revision=change.revision, changed_by=by,
    )  # fmt: skip
    block.save()
    order.insert(place, block)
    _renumber(order)
    _changed(draft, block, "", by=by, how=BACK)


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("A paragraph is not empty; take it out instead."))
    if len(text) > LONGEST:
        raise Refused(_("This paragraph is too long."))
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable())


def _changed(draft: Draft, block: DraftText, before: str, *, by: User, how: str) -> DraftText:
    block.revision += 1
    block.changed_by, block.changed_at = by, now()
    block.save()
    _note(draft, block, before, by=by, how=how)
    return block


def _note(
    draft: Draft, block: DraftText, before: str, *, by: User, how: str, was: dict[str, object] | None = None
) -> None:  # fmt: skip
    TextChange.objects.create(
        draft=draft, key=block.key, revision=block.revision, before=before, after=block.text, how=how,
        block=was or {}, by=by,
    )  # fmt: skip
    draft.revision += 1
    draft.save(update_fields=["revision"])
    tell(events.TEXT_WRITTEN, who=by, what=block, revision=draft.revision)


def _order(draft: Draft) -> list[DraftText]:
    return list(draft.blocks.order_by("position", "pk"))


def _renumber(order: Sequence[DraftText]) -> None:
    for position, row in enumerate(order, start=1):
        row.position = position
    DraftText.objects.bulk_update(order, ["position"])
