"""A draft goes to Word and comes back: what differs is kept with the file, and taken or left row by row."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import today
from core.locking import locked
from core.refused import Refused
from documents.store import Kept
from documents.word import RECIPIENT_LIST, SUBJECT, Marked, unmark, write_word
from documents.word_reading import WordText
from journal.book import tell
from meetings import events
from meetings.actions.draft_way import change_head, printable
from meetings.actions.drafts import WORD, add_block, remove_block, write_block
from meetings.differences import Held, Returned, compare
from meetings.models import Draft, DraftBlock, WordReturn
from people.models import User

OPEN, TAKEN, LEFT = "open", "taken", "left"
FIXED = {SUBJECT, RECIPIENT_LIST}


def word_file(draft: Draft) -> bytes:
    """Return the draft as a .docx that can come back."""
    blocks = [
        Marked(row.key, row.revision, row.kind, row.text, row.level)
        for row in draft.blocks.order_by("position", "pk")
    ]
    data = {**printable(draft), "year": today().year}
    return write_word(draft.form, data, blocks, draft=draft.pk)


@transaction.atomic
def word_returned(draft: Draft, text: WordText, kept: Kept, *, name: str, by: User) -> WordReturn:
    """Keep the file that came back and what differs; nothing of the draft changes yet."""
    draft = locked(draft)
    rows = _differences(draft, text)
    row = WordReturn.objects.create(
        draft=draft, name=name[:255], sha256=kept.sha256, size=kept.size, rows=rows, by=by
    )
    row.draft = draft
    tell(events.WORD_RETURNED, who=by, what=row, rows=len(rows), sha256=kept.sha256)
    return row


@transaction.atomic
def take_row(word: WordReturn, number: int, *, by: User) -> WordReturn:
    """Take one difference over into the draft; what was changed here meanwhile is written over knowingly."""
    word, row = _open_row(word, number)
    draft = word.draft
    if row["kind"] == "note":
        raise Refused(_("This is for reading only; change it here if need be."))
    if row["key"] in FIXED:
        field = {SUBJECT: row["new"]} if row["key"] == SUBJECT else {"recipients": row["new"].split("\n")}  # fmt: skip
        change_head(draft, by=by, **field)
    elif row["kind"] == "added":
        added = add_block(draft, after=_after(word, row), text=row["new"], by=by, how=WORD)
        row["key"] = added.key
    else:
        _write(draft, row, by)
    row["verdict"] = TAKEN
    word.save(update_fields=["rows"])
    return word


@transaction.atomic
def leave_row(word: WordReturn, number: int, *, by: User) -> WordReturn:  # noqa: ARG001  who is in the view's act
    """Leave one difference as it is here; it stays readable in the kept comparison."""
    word, row = _open_row(word, number)
    row["verdict"] = LEFT
    word.save(update_fields=["rows"])
    return word


@transaction.atomic
def take_all(word: WordReturn, *, by: User) -> WordReturn:
    """Take over every open difference, except paragraphs that were changed here meanwhile."""
    for number, row in enumerate(word.rows):
        if row["verdict"] == OPEN and row["kind"] != "note" and not row["meanwhile"]:
            word = take_row(word, number, by=by)
    return word


def _open_row(word: WordReturn, number: int) -> tuple[WordReturn, dict[str, Any]]:
    draft = locked(word.draft)
    word = locked(word)
    word.draft = draft
    if not draft.editable:
        raise Refused(
            _("“%(draft)s” is “%(state)s”; its text is no longer changed.")
            % {"draft": draft, "state": draft.get_state_display()}
        )
    if not 0 <= number < len(word.rows):
        raise Refused(_("This difference is not there."))
    row = word.rows[number]
    if row["verdict"] != OPEN:
        raise Refused(_("This difference has been decided already."))
    return word, row


def _after(word: WordReturn, row: dict[str, Any]) -> str:
    """Return the block the new paragraph stands after: also another one of this file that was just taken in."""
    place = word.rows.index(row)
    before = word.rows[place - 1] if place else None
    if before and before["kind"] == "added" and before["after"] == row["after"] and before["verdict"] == TAKEN:  # fmt: skip
        return str(before["key"])
    return str(row["after"])


def _write(draft: Draft, row: dict[str, Any], by: User) -> None:
    block = draft.blocks.filter(key=row["key"]).first()
    if block is None:
        raise Refused(_("This paragraph is no longer there."))
    if row["kind"] == "removed":
        remove_block(draft, block.key, seen=block.revision, by=by, how=WORD)
    else:
        write_block(draft, block.key, row["new"], seen=block.revision, by=by, how=WORD)


def _differences(draft: Draft, text: WordText) -> list[dict[str, Any]]:
    blocks = list(draft.blocks.order_by("position", "pk"))
    kinds = {block.key: block.kind for block in blocks}
    marks = [_marks_of(draft, one.marks) for one in text.paragraphs]
    if not any(marks):
        raise Refused(
            _(
                "This file was not made from this document: none of its paragraphs carries our marks."
            )
        )
    from_revision = {key: number for found in marks for _pk, key, number in found}
    held = [_held(draft, block, from_revision.get(block.key)) for block in blocks]
    returned, fixed = [], dict.fromkeys(FIXED, "")
    for one, found in zip(text.paragraphs, marks, strict=True):
        keys = tuple(key for _pk, key, _number in found)
        for key in FIXED.intersection(keys):
            fixed[key] += ("\n" if fixed[key] else "") + one.text.removeprefix("- ")
        if not FIXED.intersection(keys) and (keys or not one.table) and one.text:
            returned.append(Returned(_bare(one.text, kinds.get(keys[0], "") if keys else ""), keys))
    rows = [asdict(row) for row in compare(held, _without_frame(returned))]
    rows += _fixed_rows(draft, fixed)
    rows += [
        {"kind": "note", "key": "", "after": "", "old": by, "new": said, "revision": 0, "meanwhile": False}
        for by, said in text.notes
    ]  # fmt: skip
    return [{**row, "verdict": OPEN} for row in rows]


def _marks_of(draft: Draft, names: tuple[str, ...]) -> list[tuple[int, str, int]]:
    """Return draft, key and revision of the bookmarks that are this draft's."""
    known = [found for name in names if (found := unmark(name)) is not None]
    return [found for found in known if found[0] == draft.pk]


def _held(draft: Draft, block: DraftBlock, revision: int | None) -> Held:
    """Return the block with the text the file was made from."""
    base = block.text
    if revision is not None and revision != block.revision:
        change = (
            draft.changes.filter(key=block.key, revision__gt=revision).order_by("revision").first()
        )
        base = change.before if change else block.text
    return Held(block.key, block.text, block.revision, base)


def _bare(text: str, kind: str) -> str:
    """Take off what the form prints before the text."""
    if kind == "item":
        return text.removeprefix("-").lstrip()
    if kind == "article" and text.startswith("Điều "):
        head, dot, rest = text.partition(".")
        return rest.lstrip() if dot and head.removeprefix("Điều ").strip().isdigit() else text
    return text


FRAME = ("BIÊN BẢN", "THÔNG BÁO", "NGHỊ QUYẾT", "QUYẾT ĐỊNH")


def _without_frame(returned: list[Returned]) -> list[Returned]:
    """Leave out the printed name of the kind and the authority's line, which stand in no block."""
    return [one for one in returned if one.keys or not (one.text in FRAME or one.text.isupper())]


def _fixed_rows(draft: Draft, fixed: dict[str, str]) -> list[dict[str, Any]]:
    now = {SUBJECT: draft.subject, RECIPIENT_LIST: "\n".join(draft.head["recipients"])}
    return [
        {"kind": "changed", "key": key, "after": "", "old": now[key], "new": new, "revision": 0, "meanwhile": False}
        for key, new in sorted(fixed.items())
        if new and " ".join(new.split()) != " ".join(now[key].split())
    ]  # fmt: skip
