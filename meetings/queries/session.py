"""What is shown of meetings: reads longer than a line, each a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from core.clock import now
from core.folding import fold
from core.rows import only
from documents.models import Paper, Version
from meetings.access import meetings
from meetings.models import Ballot, Conclusion, Item, ItemPaper, Meeting, Seat, Speaking
from meetings.queries.afterwards import put_clocks, with_notice
from meetings.queries.floor import counts_here, hands, here_filter
from meetings.queries.votes import my_vote
from meetings.quorum import Quorum, quorum
from meetings.states import (
    IN_SESSION,
    ConclusionState,
    MeetingState,
)
from meetings.tally import rule_of_kind
from people.models import User


def quorum_of(
    meeting: Meeting, seats: list[Seat] | None = None, share: Fraction | None = None
) -> Quorum:
    """Return the meeting's quorum now, by its kind's rule (or ``share``); from its ``seats`` when they are at hand."""
    share = share or rule_of_kind(meeting.kind, timezone.localdate(meeting.starts_at)).quorum
    if seats is not None:
        voting = [seat for seat in seats if seat.votes]
        return quorum(len(voting), sum(counts_here(seat, meeting.kind) for seat in voting), share)
    here = here_filter(meeting.kind)
    counted = meeting.seats.filter(votes=True).aggregate(
        total=Count("pk"), present=Count("pk", filter=here)
    )
    return quorum(counted["total"], counted["present"], share)


@dataclass
class MyMeetings:
    """A person's meetings by what they mean today."""

    now: list[Meeting] = field(default_factory=list)
    coming: list[Meeting] = field(default_factory=list)
    drafts: list[Meeting] = field(default_factory=list)
    past: list[Meeting] = field(default_factory=list)


def my_meetings(
    user: User, words: str = "", past_limit: int = 30, *, kind: str = "",
    since: datetime | None = None, until: datetime | None = None,
) -> MyMeetings:  # fmt: skip
    """Return the meetings the person may see, each with the person's own answer; past ones with the notice's clock."""
    rows = _found(meetings(user).filter(is_rehearsal=False), words).select_related("chair", "unit")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(ends_at__gt=since) if since else rows
    rows = rows.filter(starts_at__lte=until) if until else rows
    mine = Seat.objects.filter(user=user)
    rows = rows.prefetch_related(Prefetch("seats", queryset=mine, to_attr="mine"))
    ended = rows.filter(
        state__in=(MeetingState.CLOSED, MeetingState.CONCLUDED, MeetingState.CANCELLED)
    )
    result = MyMeetings(past=list(with_notice(ended).order_by("-starts_at")[:past_limit]))
    put_clocks(result.past)
    for meeting in rows.exclude(pk__in=ended.values("pk")).order_by("starts_at")[:200]:
        _shelf(result, meeting).append(meeting)
    return result


def _found(rows: QuerySet[Meeting], words: str) -> QuerySet[Meeting]:
    """Keep the meetings whose folded title holds every folded word."""
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def _shelf(result: MyMeetings, meeting: Meeting) -> list[Meeting]:
    if meeting.state in IN_SESSION:
        return result.now
    return result.drafts if meeting.state == MeetingState.DRAFT else result.coming


def agenda(meeting: Meeting) -> list[Item]:
    """Return the items with presenters and units."""
    return list(meeting.items.select_related("presenter", "unit").order_by("position", "pk"))


def planned_times(meeting: Meeting, items: list[Item]) -> dict[int, datetime]:
    """Return each item's planned start, from the meeting's start and the lengths before it."""
    at, times = meeting.starts_at, {}
    for item in items:
        times[item.pk] = at
        at += timedelta(minutes=item.minutes)
    return times


@dataclass
class PaperRow:
    """A paper of an item with its newest version and how many there are."""

    paper: Paper
    version: Version
    count: int


def papers_by_item(
    meeting: Meeting, items: list[Item] | None = None
) -> list[tuple[Item | None, list[PaperRow]]]:
    """Return the papers in agenda order (of the ``items`` at hand), then those of no item."""
    newest = Version.objects.filter(paper__folder_id=meeting.folder_id).select_related(
        "paper", "by"
    )
    versions: dict[int, list[Version]] = {}
    for version in newest.order_by("-number"):
        versions.setdefault(version.paper_id, []).append(version)
    places = ItemPaper.objects.filter(item__meeting=meeting).order_by("position", "pk")
    of_item: dict[int, list[int]] = {}
    for place in places:
        of_item.setdefault(place.item_id, []).append(place.paper_id)

    def rows(paper_ids: list[int]) -> list[PaperRow]:
        found = [versions.pop(pk) for pk in paper_ids if pk in versions]
        return [
            PaperRow(v[0].paper, v[0], len(v)) for v in found if v[0].paper.state != "withdrawn"
        ]

    shelves: list[tuple[Item | None, list[PaperRow]]] = [
        (item, rows(of_item.get(item.pk, []))) for item in items or agenda(meeting)
    ]
    rest = rows(sorted(versions))
    return [*shelves, (None, rest)] if rest else shelves


def seats(meeting: Meeting) -> list[Seat]:
    """Return the seats with their people, in their order."""
    return list(meeting.seats.select_related("user").order_by("position", "pk"))


def conclusions(meeting: Meeting) -> list[Conclusion]:
    """Return the conclusions that are not struck out."""
    rows = meeting.conclusions.exclude(state=ConclusionState.STRUCK)
    rows = rows.select_related("item", "lead").prefetch_related("supporters")
    return list(rows.order_by("item__position", "pk"))


def mine(
    meeting: Meeting, user: User, seat: Seat | None = None, turns: list[Speaking] | None = None,
    cast: Ballot | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what is the person's own: seat, ballot in the open vote, requests to speak (what is at hand is not read)."""
    seat = seat or only(Seat.objects.filter(meeting=meeting, user=user))
    if seat is None:
        return {"seat": None}
    return {
        "seat": seat,
        **my_vote(meeting, seat, cast),
        "hands": hands(seat, turns),
    }


def seconds_used(item: Item) -> int:
    """Return the seconds an item has used so far."""
    running = (now() - item.started_at).total_seconds() if item.started_at else 0
    return item.spent + int(running)
