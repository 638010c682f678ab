"""Further topics that follow a meeting's book: the screen in the room, the chair's panel, the seats.

They hear what is told of the meeting, but their parts are drawn only where somebody looks at them, and the three
hundred tablets of the session page never carry their bytes. ``voting``: the pages of single votes, each fetched by the
person, for who may see a result or a list of voters differs.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from meetings import live, queries, screen
from meetings.access import audience
from meetings.models import Meeting
from meetings.queries import Sight, seatmap
from realtime import topics

EVERY_WORD = ("status", "agenda", "vote", "speakers")


def _sight(pk: int) -> Sight:
    rows = Meeting.objects.select_related("chair", "unit", "room", "show_version__paper")
    return Sight(rows.get(pk=pk))


# board → part → what its template needs
BOARDS: dict[str, dict[str, Any]] = {
    "screen": {"stage": queries.stage},
    "chair": {"panel": queries.panel},
    "seating": {"seatmap": seatmap.seatmap, "seatstates": seatmap.seatstates},
}
READS = {
    "stage": (*EVERY_WORD, "announcements"),
    "seatmap": ("plan",),
    "seatstates": ("attendance", "speakers", "vote"),
    "panel": (*EVERY_WORD, "announcements", "attendance", "consent"),
}


def context(sight: Sight, board: str, part: str, audience: str) -> dict[str, Any]:
    """Return what the part's template needs."""
    return {"meeting": sight.meeting, "audience": audience, **BOARDS[board][part](sight)}


def _renderer(board: str) -> topics.Render:
    def render(pk: int, part: str, audience: str, language: str) -> str:
        with translation.override(language):
            told = context(_sight(pk), board, part, audience)
            return render_to_string(f"meetings/parts/{part}.html", told)

    return render


def _kind(board: str, **who: Any) -> topics.TopicKind:
    parts = tuple(BOARDS[board])
    reads = {part: READS[part] for part in parts}
    return topics.TopicKind(
        name=board, follows="meeting", parts=parts, reads=reads, render=_renderer(board), **who
    )


def register() -> None:
    """Make the boards known to the hub."""
    topics.register(
        _kind(
            "screen", guard=screen.guard, guards=_viewers, bearer=screen.bearer,
            bearers=screen.bearers, facts=live.facts,
        )
    )  # fmt: skip
    topics.register(_kind("chair", guard=_chair, guards=_chairs))
    topics.register(_kind("seating", guard=_sitter, guards=_sitters))
    topics.register(
        topics.TopicKind(
            name="voting", follows="meeting", personal=("vote_result", "vote_people"),
            reads={"vote_people": ("vote",)}, guard=_sitter, guards=_sitters,
        )
    )  # fmt: skip


def _chair(user: Any, pk: int) -> str | None:
    return "run" if user.is_authenticated and audience(user, pk) == "run" else None


def _chairs(users: list[Any], pk: int) -> dict[Any, str]:
    return {user: who for user, who in live.audiences(users, pk).items() if who == "run"}


def _sitter(user: Any, pk: int) -> str | None:
    return "sit" if user.is_authenticated and audience(user, pk) else None


def _sitters(users: list[Any], pk: int) -> dict[Any, str]:
    return dict.fromkeys(live.audiences(users, pk), "sit")


def _viewers(users: list[Any], pk: int) -> dict[Any, str]:
    return dict.fromkeys(live.audiences(users, pk), screen.AUDIENCE)
