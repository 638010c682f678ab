"""What the screen in the room shows: worked out from one look at the meeting, without anything personal."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count

from core.clock import now
from meetings.models import Item, Meeting, Speaking, Vote
from meetings.models.votes import VoteWay
from meetings.pace import Pace, Stretch, pace
from meetings.queries.session import seconds_used
from meetings.queries.sight import Sight
from meetings.states import ENDED, ItemState, MeetingState, VoteState

WAY_BACK = timedelta(minutes=3)  # how long a wrong press may be taken back
AROUND = 3  # items shown before and after the current one
MOST_ROWS = 7
SPEAKING_SOON = 3  # names of those who speak next


@dataclass(frozen=True)
class StageVote:
    """The vote on the screen: its question, how many have voted, the result only when it was announced."""

    vote: Vote
    cast: int
    entitled: int

    @property
    def counted_by_hand(self) -> bool:
        """Whether ballots go into a box, so that nobody knows how many have voted."""
        return self.vote.way == VoteWay.PAPER


def pace_of(meeting: Meeting, items: list[Item]) -> Pace:
    """Return the session's pace now."""
    stretches = [Stretch(i.pk, i.minutes, i.state, seconds_used(i)) for i in items]
    return pace(
        stretches, starts_at=meeting.starts_at, moment=now(), opened=meeting.opened_at is not None,
        running=meeting.state == MeetingState.OPEN,
    )  # fmt: skip


def with_expected(meeting: Meeting, items: list[Item]) -> Pace:
    """Return the pace, each waiting item with the time it is expected to begin."""
    found = pace_of(meeting, items)
    for item in items:
        item.expected = found.expected.get(item.pk)  # type: ignore[attr-defined]
    return found


def with_neighbours(items: list[Item]) -> None:
    """Say of each waiting item before which it stands when it goes up or down (None: nowhere, 0: at the end)."""
    waiting = [item for item in items if item.state == ItemState.WAITING]
    for n, item in enumerate(waiting):
        item.up = waiting[n - 1].pk if n else None  # type: ignore[attr-defined]
        after = [row.pk for row in waiting[n + 2 : n + 3]]
        item.down = (after or [0])[0] if n + 1 < len(waiting) else None  # type: ignore[attr-defined]


def way_back(sight: Sight) -> str | None:
    """Return the title of the item to which a wrong press goes back ("": there was none), None when it is too late."""
    current = sight.current
    if not may_go_back(current):
        return None
    before = [item for item in sight.items if current and item.pk == current.came_from_id]
    return str(before[0] if before else "")


def stage(sight: Sight) -> dict[str, Any]:
    """Return what the part ``stage`` needs; three queries besides the agenda and the speakers."""
    meeting = sight.meeting
    vote = _vote(meeting)
    speaking = sight.speakers["speaking"] if meeting.in_session else None
    mode = _mode(sight, vote, speaking)
    rows, above, below = _around(sight.items)
    now_pace = with_expected(meeting, sight.items)
    return {
        "mode": mode, "yields": _yields(meeting, mode, vote), "vote": vote, "speaking": speaking,
        "soon": sight.speakers["queue"][:SPEAKING_SOON], "pace": now_pace,
        "rows": rows, "above": above, "below": below, "current": sight.current,
        "number": _number(sight.items, sight.current), "following": _following(sight.items),
        "said": sight.announcements[:2], "quorum": sight.quorum if meeting.in_session else None,
    }  # fmt: skip


def _yields(meeting: Meeting, mode: str, vote: StageVote | None) -> str:
    """Say whether a page on show comes in front: “now”, “later” (when it is next turned), or never."""
    if meeting.stage:
        return "now" if meeting.stage == "paper" else ""
    if mode == "vote":
        return "later" if vote and vote.vote.state == VoteState.ANNOUNCED else ""
    return "now" if mode in {"item", "speaker"} else ""


def _mode(sight: Sight, vote: StageVote | None, speaking: Speaking | None) -> str:
    """Return what matters now, unless somebody chose what is kept on the screen."""
    meeting = sight.meeting
    if meeting.stage and meeting.state not in ENDED:
        return meeting.stage
    if meeting.state in ENDED:
        return "after"
    if meeting.opened_at is None or meeting.state == MeetingState.PAUSED:
        return "before" if meeting.opened_at is None else "pause"
    open_now = vote is not None and vote.vote.state in (VoteState.OPEN, VoteState.CLOSED)
    if open_now or (vote and _still_news(vote.vote, sight.current, speaking)):
        return "vote"
    return "speaker" if speaking else "item"


def _vote(meeting: Meeting) -> StageVote | None:
    """Return the newest vote that was opened and not declared void."""
    states = (VoteState.OPEN, VoteState.CLOSED, VoteState.ANNOUNCED)
    rows = meeting.votes.filter(state__in=states).order_by("-opened_at", "-pk")
    vote = rows.annotate(cast=Count("ballots")).first()
    if vote is None:
        return None
    return StageVote(vote, vote.cast, max(0, vote.present - vote.recused))


def _still_news(vote: Vote, current: Item | None, speaking: Speaking | None) -> bool:
    """Say whether an announced result is the last thing that happened: nothing was begun after it."""
    if vote.closed_at is None:
        return False
    begun = [current.started_at if current else None, speaking.called_at if speaking else None]
    return all(moment is None or moment < vote.closed_at for moment in begun)


def _around(items: list[Item]) -> tuple[list[Item], int, int]:
    """Return the rows around the current item, each with its number, and how many are left out above and below."""
    kept = [item for item in items if item.state != ItemState.DEFERRED]
    for number, item in enumerate(items, start=1):
        item.number = number  # type: ignore[attr-defined]
    here = next((n for n, item in enumerate(kept) if item.state == ItemState.CURRENT), None)
    if here is None:
        done = sum(item.state == ItemState.DONE for item in kept)
        here = min(done, len(kept))
    first = max(0, min(here - AROUND, len(kept) - MOST_ROWS))
    rows = kept[first : first + MOST_ROWS]
    return rows, first, len(kept) - first - len(rows)


def _number(items: list[Item], current: Item | None) -> int:
    return next(
        (n for n, item in enumerate(items, start=1) if current and item.pk == current.pk), 0
    )


def _following(items: list[Item]) -> Item | None:
    """Return the item that comes next: the first that waits after the current one, else the first that waits."""
    return next((item for item in items if item.state == ItemState.WAITING), None)


def may_go_back(item: Item | None) -> bool:
    """Say whether the move to this current item may still be taken back."""
    if item is None or not item.came_as or item.started_at is None:
        return False
    return now() - item.started_at <= WAY_BACK
