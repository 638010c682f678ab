"""What is shown of drafts: the paragraphs with their remarks, who was asked, what changed, the editions."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from core.differences import Piece, words
from core.folding import fold
from people.access import title_of
from people.models import Role, Unit, User
from registry.access import above, agencies, drafts
from registry.capacity import capacity
from registry.differences import editions
from registry.enclosures import attachments
from registry.models import Draft, DraftText, Edition, TextRemark
from registry.states import DraftState


@dataclass
class Row:
    """A paragraph, its article number (0: none), its open remarks."""

    block: DraftText
    article: int = 0
    remarks: list[TextRemark] = field(default_factory=list)


@dataclass
class View:
    """A draft as its page shows it."""

    rows: list[Row]
    remarks: list[TextRemark]
    open: int
    people: list[Any]
    files: list[Any]
    last_change: Any


def view(draft: Draft) -> View:
    """Return the draft's page in a fixed number of queries."""
    rows = [Row(block) for block in draft.blocks.select_related("changed_by").order_by("position", "pk")]  # fmt: skip
    for number, row in enumerate((r for r in rows if r.block.kind == "article"), start=1):
        row.article = number
    remarks = list(draft.remarks.select_related("by", "settled_by").order_by("pk"))
    by_key = {row.block.key: row for row in rows}
    for one in remarks:
        row_of = by_key.get(one.key)
        if one.proposal and row_of is not None:
            one.pieces = words(row_of.block.text, one.proposal)  # type: ignore[attr-defined]
        if row_of is not None and one.settled_at is None:
            row_of.remarks.append(one)
    return View(
        rows, remarks, sum(one.settled_at is None for one in remarks),
        list(draft.people.select_related("who").order_by("pk")), attachments(draft),
        draft.changes.select_related("by").order_by("-pk").first(),
    )  # fmt: skip


def my_drafts(user: User, state: str = "", asked: str = "") -> QuerySet[Draft]:
    """Return the drafts the person has a part in, those that were dropped only when asked for."""
    rows = drafts(user).select_related("agency", "unit", "created_by", "signer", "paper")
    rows = rows.filter(state=state) if state in DraftState.values else rows.exclude(state=DraftState.DROPPED)  # fmt: skip
    for word in fold(asked).split():
        rows = rows.filter(search_text__contains=word)
    return rows.order_by("-pk")


def history(draft: Draft, limit: int = 80) -> list[Any]:
    """Return the last changes, newest first, each with its differing words, and whether it may be put back."""
    rows = list(draft.changes.select_related("by").order_by("-pk")[:limit])
    now = dict(draft.blocks.values_list("key", "revision"))
    for row in rows:
        row.pieces = words(row.before, row.after)  # type: ignore[attr-defined]
        there = row.key in now
        last = now.get(row.key) == row.revision if there else row.how == "removed"
        row.may_undo = last and not row.undone and row.how != "moved" and draft.editable  # type: ignore[attr-defined]
    return rows


def compared(draft: Draft, number: int) -> tuple[Edition | None, Edition | None, list[list[Piece]]]:
    """Return an edition, the one before it, and the text against the one before."""
    rows = {one.number: one for one in draft.editions.filter(number__in=(number, number - 1)).select_related("by")}  # fmt: skip
    new, old = rows.get(number), rows.get(number - 1)
    if new is None:
        return None, None, []
    return new, old, list(editions(old.texts if old else [], new.texts))


def signers(user: User) -> QuerySet[User]:
    """Return who may sign for one of the person's agencies: leaders and heads there and in its apparatus."""
    own = [unit.pk for unit in agencies(user)]
    apparatus = Unit.objects.filter(parent__in=own, kind="office").values_list("pk", flat=True)
    posts = User.objects.filter(is_active=True, posts__unit__in=[*own, *apparatus])
    leading = posts.filter(posts__role=Role.LEADER) | posts.filter(posts__is_head=True)
    return leading.distinct().order_by("full_name")


def usual_capacity(signer: User, agency: Unit, kind: str) -> str:
    """Return the capacity the person usually signs in for the agency."""
    own = title_of(signer, agency)
    if own:
        return capacity(own, agency_kind=agency.kind, kind=kind)
    head = agency.posts.filter(is_head=True).order_by("position", "pk").first()
    inside = any(agency in above(post.unit) for post in signer.posts.select_related("unit__parent__parent"))  # fmt: skip
    return capacity(title_of(signer), agency_kind=agency.kind, kind=kind, head=head.title if head else "", by_order=inside)  # fmt: skip
