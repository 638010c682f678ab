"""The paragraphs of a draft: written, put in, taken out, moved, put back. Two writers lose nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from documents.writing import (
    Overtaken,
    cleaned,
    in_order,
    new_key,
    paragraph,
    put_after,
    rewrite,
    swap,
)
from journal.book import tell
from people.models import User
from registry import events
from registry.actions.drafts import writable
from registry.models import Draft, DraftText, TextChange

HAND, MOVED, BACK, ADDED, REMOVED, PROPOSED = "hand", "moved", "back", "added", "removed", "taken"
KINDS = ("para", "item", "heading", "article", "grounds", "order", "annex")


@transaction.atomic
def write_text(draft: Draft, key: str, text: str, *, seen: int, by: User, how: str = HAND) -> DraftText:  # fmt: skip
    """Write one paragraph; ``seen`` is the revision that was read. ``Overtaken`` when it is no longer the last."""
    draft = writable(draft)
    block, text = paragraph(draft.blocks, key), cleaned(text)
    if text == block.text:
        return block
    if seen != block.revision:
        raise Overtaken(block, text)
    return _changed(draft, block, text, by=by, how=how)


@transaction.atomic
def add_text(draft: Draft, *, after: str, text: str, by: User, kind: str = "para", how: str = ADDED) -> DraftText:  # fmt: skip
    """Put a new paragraph after the one with the key ``after`` ("": at the beginning)."""
    draft = writable(draft)
    if kind not in KINDS:
        raise Refused(_("There is no such kind of paragraph."))
    level = 1 if kind == "heading" else 0
    block = DraftText(draft=draft, key=new_key(), kind=kind, level=level, text=cleaned(text), changed_by=by)  # fmt: skip
    put_after(draft.blocks, block, after)
    _note(draft, block, "", by=by, how=how)
    return block


@transaction.atomic
def remove_text(draft: Draft, key: str, *, seen: int, by: User) -> None:
    """Take a paragraph out; it can be put back."""
    draft = writable(draft)
    block = paragraph(draft.blocks, key)
    if seen != block.revision:
        raise Overtaken(block, "")
    order = [row.key for row in in_order(draft.blocks)]
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
    if moved := swap(draft.blocks, key, up=up):
        _note(draft, moved, moved.text, by=by, how=MOVED)
    return paragraph(draft.blocks, key)


@transaction.atomic
def shape_text(draft: Draft, key: str, kind: str, *, by: User) -> DraftText:
    """Make a paragraph another kind: text, point, heading, article, annex."""
    draft = writable(draft)
    block = paragraph(draft.blocks, key)
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


def _restore(draft: Draft, change: TextChange, by: User) -> None:
    """Put a removed paragraph back where it stood, under its own key."""
    block = DraftText(
        draft=draft, key=change.key, kind=change.block.get("kind", "para"), level=change.block.get("level", 0),
        text=change.before, revision=change.revision, changed_by=by,
    )  # fmt: skip
    put_after(draft.blocks, block, change.block.get("after", ""))
    rewrite(block, block.text, by=by)
    _note(draft, block, "", by=by, how=BACK)


def _changed(draft: Draft, block: DraftText, text: str, *, by: User, how: str) -> DraftText:
    _note(draft, block, rewrite(block, text, by=by), by=by, how=how)
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
