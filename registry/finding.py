"""What the search finds of the registry: entries of the outgoing register, drafts, incoming documents."""

from typing import Any

from core.finding import Line
from people.models import User
from registry.access import drafts, issues
from registry.incoming_access import visible
from registry.kinds import kind_name
from registry.models import Draft, Incoming, Issue
from registry.states import DraftState

ISSUE, DRAFT, INCOMING = "issue", "registry_draft", "incoming"


def line_of_issue(_word: str, pk: int) -> Line | None:
    """Return the line of an entry."""
    row = Issue.objects.select_related("number", "agency").filter(pk=pk).first()
    if row is None:
        return None
    said = (kind_name(row.kind), row.signer, str(row.agency), "; ".join(row.recipients), row.note)
    return Line(
        key=f"{ISSUE}.{pk}", kind=ISSUE, gate=ISSUE, gate_id=pk, title=str(row), url=row.get_absolute_url(),
        at=row.issued_at or row.number.at, body=" · ".join(one for one in said if one),
    )  # fmt: skip


def line_of_draft(_word: str, pk: int) -> Line | None:
    """Return the line of a draft that is being written; once it is signed the entry stands for it."""
    row = Draft.objects.filter(pk=pk).exclude(state__in=(DraftState.SIGNED, DraftState.DROPPED)).first()  # fmt: skip
    if row is None:
        return None
    texts = "\n".join(row.blocks.order_by("position").values_list("text", flat=True))
    return Line(
        key=f"{DRAFT}.{pk}", kind=DRAFT, gate=DRAFT, gate_id=pk, title=str(row), url=row.get_absolute_url(),
        at=row.created_at, body=texts,
    )  # fmt: skip


def line_of_incoming(_word: str, pk: int) -> Line | None:
    """Return the line of an incoming document: its numbers, who sent it, what became of it."""
    row = Incoming.objects.filter(pk=pk).first()
    if row is None:
        return None
    number = f"Số đến {row.number}" if row.number is not None else ""
    said = (number, row.issuer, kind_name(row.kind), row.signer, row.note, row.outcome)
    return Line(
        key=f"{INCOMING}.{pk}", kind=INCOMING, gate=INCOMING, gate_id=pk, title=str(row), url=row.get_absolute_url(),
        at=row.arrived_at, body=" · ".join(one for one in said if one),
    )  # fmt: skip


def findable_incoming(user: User) -> Any:
    """Return the keys of the incoming documents the person may see."""
    return visible(user).values("pk")


def findable_issues(user: User) -> Any:
    """Return the keys of the entries the person may see."""
    return issues(user).values("pk")


def findable_drafts(user: User) -> Any:
    """Return the keys of the drafts the person may see."""
    return drafts(user).values("pk")
