"""Who may do what in the registry: an author and whom they ask; the clerks and heads of the issuing agency; nobody else.

A clerk of an office or a division keeps the books of the agency above it as well (an office is its agency's apparatus).
Nothing here is seen across agencies: Sở Xây dựng's register is not the committee's.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from people.models import Role, Unit, UnitKind, User
from registry.models import Copy, Draft, DraftPerson, Issue, Sending
from registry.states import DraftState, Verdict

GRANTS: dict[str, frozenset[str]] = {
    "author": frozenset({"see", "write", "send", "remark"}),
    "writer": frozenset({"see", "write", "remark"}),
    "asked": frozenset({"see", "remark", "answer"}),
    "signer": frozenset({"see", "remark", "return"}),
    "clerk": frozenset({"see", "keep", "issue", "copy"}),  # of the agency's outgoing register
    "head": frozenset({"see"}),  # leaders of the agency read its register
    "recipient": frozenset({"see", "acknowledge"}),
}
APPARATUS = (UnitKind.OFFICE, UnitKind.DIVISION)  # parts of the agency above them


def above(unit: Unit) -> list[Unit]:
    """Return the unit and those of whose apparatus it is a part, the nearest first."""
    found = [unit]
    while found[-1].kind in APPARATUS and found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def agencies(user: User) -> list[Unit]:
    """Return the agencies for which the person may draft: their own units and all above, those with letters of their own."""
    found: dict[int, Unit] = {}
    for post in user.posts.select_related("unit__parent__parent__parent"):
        unit: Unit | None = post.unit
        while unit is not None:
            if unit.code and unit.closed_on is None:
                found.setdefault(unit.pk, unit)
            unit = unit.parent
    return list(found.values())


def kept_agencies(user: Any, *roles: str) -> set[int]:
    """Return the keys of the agencies whose registers the person keeps (as clerk) or may read (given further roles)."""
    name = f"kept_agencies_{'_'.join(roles)}"
    if not hasattr(user, name):
        posts = user.posts.filter(role__in=roles or (Role.CLERK,))
        posts = posts.select_related("unit__parent__parent__parent")
        setattr(user, name, {unit.pk for post in posts for unit in above(post.unit)})
    return getattr(user, name)  # type: ignore[no-any-return]


def read_agencies(user: Any) -> set[int]:
    """Return the keys of the agencies whose outgoing registers the person reads: clerks, leaders and heads."""
    if not hasattr(user, "read_agencies"):
        heads = user.posts.filter(is_head=True).values_list("unit_id", flat=True)
        user.read_agencies = kept_agencies(user, Role.CLERK, Role.LEADER) | set(heads)
    return user.read_agencies  # type: ignore[no-any-return]


def drafts(user: User) -> QuerySet[Draft]:
    """Return the drafts the person has a part in; the agency's clerk sees those that are signed or on their way."""
    asked = DraftPerson.objects.filter(draft=OuterRef("pk"), who_id=user.pk)
    sent = Q(state__in=(DraftState.SIGNING, DraftState.SIGNED))
    mine = (
        Q(created_by_id=user.pk), Exists(asked), Q(signer_id=user.pk) & sent,
        Q(agency_id__in=kept_agencies(user)) & sent,
    )  # fmt: skip
    return Draft.objects.filter(reduce(or_, mine))


def draft_for(user: User, pk: int, to: str = "see") -> Draft:
    """Fetch a draft: 404 for a stranger, 403 for who sees it but may not do this."""
    row = Draft.objects.select_related("agency", "unit", "signer", "created_by", "paper", "folder", "acts_on__number").filter(pk=pk).first()  # fmt: skip
    held = _on_draft(user, row) if row else set()
    if row is None or "see" not in held:
        raise Http404
    if to not in held:
        raise PermissionDenied
    row.held = held  # type: ignore[attr-defined]
    return row


def _on_draft(user: User, draft: Draft) -> set[str]:
    held: set[str] = set(GRANTS["author"]) if draft.created_by_id == user.pk else set()
    for verdict in draft.people.filter(who_id=user.pk).values_list("verdict", flat=True):
        held |= GRANTS["writer" if verdict == Verdict.WRITER else "asked"]
    if draft.state in (DraftState.SIGNING, DraftState.SIGNED):
        held |= GRANTS["signer"] if draft.signer_id == user.pk else set()
        held |= {"see"} if draft.agency_id in kept_agencies(user) else set()
    return held


def issues(user: User) -> QuerySet[Issue]:
    """Return the entries of outgoing registers the person may see."""
    sent = Sending.objects.filter(issue=OuterRef("pk")).exclude(state="waiting")
    reached = sent.filter(Q(who_id=user.pk) | Q(unit_id__in=kept_agencies(user)))
    return Issue.objects.filter(
        Q(agency_id__in=read_agencies(user)) | Q(draft__created_by_id=user.pk) | Exists(reached)
    )


def issue_for(user: User, pk: int, to: str = "see") -> Issue:
    """Fetch an entry: 404 for a stranger, 403 for who may not do this."""
    row = Issue.objects.select_related("number__register", "agency", "paper__folder", "draft").filter(pk=pk).first()  # fmt: skip
    held = on_issue(user, row) if row else set()
    if row is None or "see" not in held:
        raise Http404
    if to not in held:
        raise PermissionDenied
    return row


def on_issue(user: User, issue: Issue) -> set[str]:
    """Return what the person may do with the entry."""
    held: set[str] = set(GRANTS["clerk"]) if issue.agency_id in kept_agencies(user) else set()
    if issue.agency_id in read_agencies(user):
        held |= GRANTS["head"]
    if issue.draft is not None and issue.draft.created_by_id == user.pk:
        held |= {"see"}
    mine = Q(who_id=user.pk) | Q(unit_id__in=kept_agencies(user))
    if issue.sendings.exclude(state="waiting").filter(mine).exists():
        held |= GRANTS["recipient"] | ({"copy"} if kept_agencies(user) else set())
    return held


def agency_for(user: User, pk: int, to: str = "keep") -> Unit:
    """Fetch an agency whose registers the person keeps (``keep``) or reads (``see``); 404 otherwise."""
    mine = kept_agencies(user) if to == "keep" else read_agencies(user)
    row = Unit.objects.filter(pk=pk, pk__in=mine).first()
    if row is None:
        raise Http404
    return row


def copies(user: User) -> QuerySet[Copy]:
    """Return the copies of the agencies whose registers the person reads, and those they sign."""
    return Copy.objects.filter(Q(agency_id__in=read_agencies(user)) | Q(signer_id=user.pk))


def copy_for(user: User, pk: int) -> Copy:
    """Fetch a copy; 404 for a stranger."""
    row = copies(user).select_related("agency", "source__paper", "signer", "paper").filter(pk=pk).first()  # fmt: skip
    if row is None:
        raise Http404
    return row
