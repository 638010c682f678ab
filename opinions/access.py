"""Who may do what with a round. Rights follow the posts: a new clerk of the office prepares what the office prepares."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from opinions.models import Asked, Round, Row, Sheet
from opinions.states import BEFORE_SENT, AskedKind
from people.models import Post, Role, User

GRANTS: dict[str, frozenset[str]] = {
    "office": frozenset({"see", "prepare", "read_sheets", "compare"}),
    "leader": frozenset({"see", "decide"}),
    "drafting": frozenset({"see", "compare"}),
    "asked": frozenset({"see", "answer"}),
}
# role → the audience whose bytes its holder receives, strongest first
AUDIENCES = (("office", "prepare"), ("leader", "run"), ("drafting", "compare"), ("asked", "sit"))
SPEAKS = Q(is_head=True) | Q(role=Role.CLERK)  # who speaks for a unit: its head and its clerk


def speaking(user: User) -> QuerySet[Post]:
    """Return the person's posts in which they speak for the unit."""
    return Post.objects.filter(SPEAKS, user_id=user.pk)


def prepared_by(user: User) -> Q:
    """Rounds the person prepares: their own, and those of the office whose clerk they are."""
    clerk = Post.objects.filter(user_id=user.pk, role=Role.CLERK, unit=OuterRef("office"))
    return Q(created_by_id=user.pk) | Q(Exists(clerk))


def drafted_by(user: User) -> Q:
    """Rounds, once sent, whose draft comes from a unit the person speaks for."""
    return Q(Exists(speaking(user).filter(unit=OuterRef("drafting_unit")))) & ~Q(
        state__in=BEFORE_SENT
    )


def asked_of(user: User) -> QuerySet[Asked]:
    """Return the lines of lists on which the person, or a unit they speak for, is asked: sent, not taken off."""
    units = speaking(user).values("unit")
    mine = Q(kind=AskedKind.MEMBER, user_id=user.pk) | Q(kind=AskedKind.UNIT, unit__in=units)
    return (
        Asked.objects.filter(mine, removed_at=None)
        .exclude(round__state__in=BEFORE_SENT)
        .exclude(round__sent_at=None)
    )


def visible(user: User) -> QuerySet[Round]:
    """Return the rounds the person may see: one query, whatever their number."""
    asked = Exists(asked_of(user).filter(round=OuterRef("pk")))
    return Round.objects.filter(
        prepared_by(user) | Q(leader_id=user.pk) | drafted_by(user) | Q(asked)
    )


def managed(user: User) -> QuerySet[Round]:
    """Return the rounds the person prepares or leads."""
    return Round.objects.filter(prepared_by(user) | Q(leader_id=user.pk))


def roles(user: User, pk: int) -> set[str]:
    """Return the parts the person plays in the round: office, leader, drafting, asked (one query)."""
    found = (
        Round.objects.filter(pk=pk)
        .annotate(
            plays_office=Exists(Round.objects.filter(prepared_by(user), pk=OuterRef("pk"))),
            plays_drafting=Exists(Round.objects.filter(drafted_by(user), pk=OuterRef("pk"))),
            plays_asked=Exists(asked_of(user).filter(round=OuterRef("pk"))),
        )
        .values("plays_office", "plays_drafting", "plays_asked", "leader_id")
        .first()
    )
    if found is None:
        return set()
    plays = {
        "office": found["plays_office"], "leader": found["leader_id"] == user.pk,
        "drafting": found["plays_drafting"], "asked": found["plays_asked"],
    }  # fmt: skip
    return {role for role, holds in plays.items() if holds}


def permissions(user: User, pk: int) -> frozenset[str]:
    """Return all the person may do with the round."""
    return frozenset().union(*(GRANTS[role] for role in roles(user, pk)))


def round_for(user: User, pk: int, to: str = "see") -> Round:
    """Fetch a round: 404 for a stranger, 403 for who sees it but may not do this."""
    rows = Round.objects.select_related("unit", "office", "drafting_unit", "leader", "folder")
    found = rows.select_related("created_by", "counted_by", "result_paper").filter(pk=pk).first()
    held = permissions(user, pk) if found else frozenset()
    if found is None or "see" not in held:
        raise Http404
    if to not in held:
        raise PermissionDenied
    found.held = held  # type: ignore[attr-defined]
    return found


def line_of(user: User, round_: Round) -> Asked | None:
    """Return the person's own line on the list, first as a member, else for a unit; None when not asked."""
    rows = asked_of(user).filter(round=round_).select_related("user", "unit")
    return rows.order_by("kind", "position").first()


def line_for(user: User, round_: Round) -> Asked:
    """Fetch the line the person answers for; 403 for who sees the round without being asked."""
    line = line_of(user, round_)
    if line is None:
        raise PermissionDenied
    line.round = round_
    return line


def sheet_for(user: User, pk: int, to: str = "see") -> Sheet:
    """Fetch a sheet: one's own; the office reads the sent ones, the leader once the round is closed."""
    rows = Sheet.objects.select_related("asked__user", "asked__unit", "paper", "file", "signed")
    sheet = rows.filter(pk=pk).first()
    if sheet is None:
        raise Http404
    round_ = round_for(user, sheet.asked.round_id)
    sheet.asked.round = round_
    if asked_of(user).filter(pk=sheet.asked_id).exists():
        return sheet
    if to != "see":
        raise PermissionDenied
    if sheet.state == "draft" or not may_read(round_):
        raise Http404
    return sheet


def may_read(round_: Round) -> bool:
    """Say whether who fetched the round may read what others answered now."""
    held: frozenset[str] = round_.held  # type: ignore[attr-defined]
    if "read_sheets" in held:
        return True
    return bool(held & {"decide", "compare"}) and round_.closed_at is not None


def _inside(model: type[Any], user: User, pk: int, to: str) -> Any:
    thing = model.objects.filter(pk=pk).first()
    if thing is None:
        raise Http404
    thing.round = round_for(user, thing.round_id, to=to)
    return thing


def row_for(user: User, pk: int) -> Row:
    """Fetch a row of the comparison table to write in it."""
    return _inside(Row, user, pk, "compare")


def asked_for(user: User, pk: int, to: str = "prepare") -> Asked:
    """Fetch a line of the list to change it."""
    return _inside(Asked, user, pk, to)


def audience(user: Any, pk: int) -> str | None:
    """Return which audience of the round's topic the person belongs to; None for strangers."""
    if not user.is_authenticated or not user.is_active:
        return None
    played = roles(user, pk)
    return next((word for role, word in AUDIENCES if role in played), None)
