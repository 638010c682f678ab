"""The meeting's record as data, for the archive: plain words and ISO times, no keys of the database."""

from typing import Any

from django.utils import timezone, translation

from meetings.models import Item, Meeting, Vote
from meetings.models.votes import VoteWay
from meetings.queries import Sight, VoteView, conclusions, seconds_used


def record_of(meeting: Meeting, *, inside: bool) -> dict[str, Any]:
    """Return the session as JSON-serialisable data; ``inside`` adds reasons of absence and drafts of conclusions."""
    sight = Sight(meeting)
    with translation.override("vi"):
        return {
            "title": meeting.title, "kind": str(meeting.get_kind_display()), "state": str(meeting.get_state_display()),
            "unit": str(meeting.unit), "place": meeting.place, "chair": str(meeting.chair),
            "starts": _time(meeting.starts_at), "ends": _time(meeting.ends_at),
            "opened": _time(meeting.opened_at), "closed": _time(meeting.closed_at),
            "items": [_item(item) for item in sight.items],
            "people": [_person(seat, inside=inside) for seat in sight.seats],
            "votes": [_vote(view) for view in reversed(sight.votes) if view.vote.passed is not None],
            "conclusions": [_conclusion(row) for row in conclusions(meeting) if inside or row.state != "draft"],
        }  # fmt: skip


def _time(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def _item(item: Item) -> dict[str, Any]:
    return {
        "title": item.title, "presenter": str(item.presenter or ""), "unit": str(item.unit or ""),
        "planned_minutes": item.minutes, "used_seconds": seconds_used(item), "state": str(item.get_state_display()),
    }  # fmt: skip


def _person(seat: Any, *, inside: bool) -> dict[str, Any]:
    row = {
        "name": str(seat.user), "title": seat.title, "role": str(seat.get_role_display()), "has_vote": seat.votes,
        "arrived": _time(seat.arrived_at), "left": _time(seat.left_at),
    }  # fmt: skip
    return {**row, "reason": seat.reason} if inside else row


def _vote(view: VoteView) -> dict[str, Any]:
    vote: Vote = view.vote
    return {
        "question": vote.question, "state": str(vote.get_state_display()), "opened": _time(vote.opened_at),
        "closed": _time(vote.closed_at), "entitled": vote.total, "present": vote.present, "agree": vote.agree,
        "disagree": vote.disagree, "no_opinion": vote.no_opinion, "other": vote.other, "way": str(vote.get_way_display()), "rule": str(vote.get_rule_display()), "adopted": vote.passed, "void_reason": vote.void_reason,
        "by_name": _by_name(view),
    }  # fmt: skip


def _by_name(view: VoteView) -> dict[str, str]:
    """Return who voted how in a vote by name; of a secret one there is nothing to know."""
    if view.vote.way != VoteWay.OPEN:
        return {}
    return {str(ballot.seat): str(ballot.get_choice_display()) for ballot in view.ballots}


def _conclusion(row: Any) -> dict[str, Any]:
    return {
        "kind": str(row.get_kind_display()), "text": row.text, "item": str(row.item or ""), "state": str(row.get_state_display()),
        "lead": str(row.lead or ""), "supporters": [str(unit) for unit in row.supporters.all()],
        "due": row.due_on.isoformat() if row.due_on else None,
    }  # fmt: skip
