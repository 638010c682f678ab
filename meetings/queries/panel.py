"""What the chair's panel needs: the next press of each kind, and what stands behind it."""

from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from meetings.models import Meeting, Stage, Vote
from meetings.queries.consent import shown
from meetings.queries.sight import Sight
from meetings.queries.stage import way_back, with_expected
from meetings.states import ItemState, VoteState

LIVE = (VoteState.OPEN, VoteState.CLOSED, VoteState.PREPARED)


def panel(sight: Sight) -> dict[str, Any]:
    """Return what the part ``panel`` needs; three queries besides the agenda, the seats and the speakers."""
    items, current = sight.items, sight.current
    pace = with_expected(sight.meeting, items)
    for number, item in enumerate(items, start=1):
        item.number = number  # type: ignore[attr-defined]
    waiting = [item for item in items if item.state == ItemState.WAITING]
    votes = _votes(sight.meeting)
    return {
        "current": current, "pace": pace, "following": waiting[0] if waiting else None,
        "jumps": [item for item in items if item.state != ItemState.CURRENT], "quorum": sight.quorum,
        "way_back": way_back(sight),
        "vote": votes[0] if votes else None, "said": sight.announcements, **sight.speakers, "consent": shown(sight.meeting),
        "stages": stages(), "total": len(items), "seen": current.pk if current else 0,
    }  # fmt: skip


def _votes(meeting: Meeting) -> list[Vote]:
    """Return the votes somebody has yet to do something about: the open one first, then what waits longest."""
    order = {state: n for n, state in enumerate(LIVE)}
    rows = meeting.votes.filter(state__in=LIVE).annotate(cast=Count("ballots")).order_by("pk")
    votes: list[Vote] = sorted(rows, key=lambda vote: order[VoteState(vote.state)])
    for vote in votes:
        vote.may_vote = max(0, vote.present - vote.recused)  # type: ignore[attr-defined]
        vote.missing = max(0, vote.may_vote - vote.cast)  # type: ignore[attr-defined]
    return votes


def stages() -> list[tuple[str, str, str]]:
    """Return what the screen can be told to show: word, label, icon."""
    return [
        (Stage.AUTO, _("What matters now"), "magic"), (Stage.AGENDA, _("Agenda"), "list-ol"),
        (Stage.PAPER, _("Paper on show"), "file-earmark-text"), (Stage.VOTE, _("Vote"), "check2-square"),
        (Stage.SPEAKER, _("Speaker"), "mic"), (Stage.QR, _("QR code"), "qr-code"),
        (Stage.BLACK, _("Black"), "moon"),
    ]  # fmt: skip
