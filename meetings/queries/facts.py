"""The record of a meeting as values for the documents drafted from it; a fixed number of queries."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from meetings.models import (
    Conclusion,
    ConsentItem,
    Draft,
    DraftForm,
    Meeting,
    Seat,
    SeatRole,
    Speaking,
    Vote,
)
from meetings.numbering import labels
from meetings.queries.session import agenda
from meetings.states import BlockState, ConclusionState, ItemState, SpeakingState, VoteState
from meetings.wording.act import act_blocks
from meetings.wording.facts import (
    Block,
    ConclusionFact,
    ItemFact,
    MeetingFacts,
    Person,
    SeatFact,
    SpeechFact,
    VoteFact,
)
from meetings.wording.minutes import minutes_blocks
from meetings.wording.notice import notice_blocks
from meetings.wording.words import with_unit
from people.access import title_of
from people.models import Post

COUNTED = (VoteState.CLOSED, VoteState.ANNOUNCED)
TOLD = (ConclusionState.AGREED, ConclusionState.FULFILLED)
Grouped = dict[int | None, list[Any]]


def facts_of_record(meeting: Meeting) -> MeetingFacts:
    """Gather what minutes and notices tell: only what is on the record, no private or internal note."""
    seats = list(meeting.seats.select_related("user").order_by("position", "pk"))
    people = _people(seats)
    secretary = next((seat for seat in seats if seat.role == SeatRole.SECRETARY), None)
    votes, speeches, said = (
        _votes(meeting),
        _speeches(meeting, seats, people),
        _conclusions(meeting),
    )
    return MeetingFacts(
        pk=meeting.pk, title=meeting.title, kind=meeting.kind, agency=meeting.unit.name,
        code=meeting.unit.code or "UBND", place=meeting.place,
        chair=people.get(meeting.chair_id) or Person(str(meeting.chair), title_of(meeting.chair)),
        secretary=people[secretary.user_id] if secretary else None,
        opened=_local(meeting.opened_at), closed=_local(meeting.closed_at),
        starts=localtime(meeting.starts_at), seats=tuple(_seat(seat, people) for seat in seats),
        items=_items(meeting, votes, speeches, said),
        votes=tuple(votes[None]), conclusions=tuple(said[None]),
    )  # fmt: skip


def _stood(meeting: Meeting) -> dict[int, ConsentItem]:
    """Return where each item stood towards the consent block; one query."""
    rows = ConsentItem.objects.filter(item__meeting=meeting).select_related(
        "block__vote", "moved_back_by"
    )
    return {row.item_id: row for row in rows}


def _block(row: ConsentItem | None) -> VoteFact | None:
    """Return the block's vote by which the item was adopted."""
    adopted = row is not None and row.moved_back_at is None and row.block is not None
    if not adopted or row.block.state != BlockState.ADOPTED:  # type: ignore[union-attr]
        return None
    return vote_fact(row.block.vote)  # type: ignore[union-attr]


def _mover(row: ConsentItem | None) -> str:
    return str(row.moved_back_by) if row is not None and row.moved_back_by else ""


def fresh_blocks(draft: Draft) -> list[Block]:
    """Return what would be drafted from the record now; of a resolution only what tells of its vote."""
    facts = facts_of_record(draft.meeting)
    if draft.form == DraftForm.MINUTES:
        return minutes_blocks(facts)
    if draft.form == DraftForm.NOTICE:
        return notice_blocks(facts)
    if draft.vote is None:
        return []
    told = act_blocks(facts, vote_fact(draft.vote), form=draft.form)
    return [one for one in told if one.source.startswith("vote.")]


def vote_fact(vote: Vote) -> VoteFact:
    """Return a counted vote as a value."""
    base = vote.base or vote.total
    return VoteFact(
        pk=vote.pk, question=vote.question, total=vote.total, present=vote.present, agree=vote.agree,
        disagree=vote.disagree, no_opinion=vote.no_opinion, passed=bool(vote.passed), base=base,
        needed=vote.needed, other=vote.other, invalid=vote.invalid, recused=vote.recused,
        way=vote.way, tie=vote.tie and bool(vote.side), void_reason=vote.void_reason,
    )  # fmt: skip


def _local(moment: datetime | None) -> datetime | None:
    return localtime(moment) if moment else None


def _people(seats: list[Seat]) -> dict[int, Person]:
    """Return who sits there as documents name them: “Giám đốc Sở Tài chính”."""
    posts = Post.objects.filter(user__in=[seat.user_id for seat in seats]).select_related("unit")
    units = {(post.user_id, post.title): str(post.unit) for post in posts}
    found = {}
    for seat in seats:
        unit = units.get((seat.user_id, seat.title), "")
        full = with_unit(seat.title, unit) if unit not in seat.title else seat.title
        found[seat.user_id] = Person(str(seat.user), full)
    return found


def _seat(seat: Seat, people: dict[int, Person]) -> SeatFact:
    note = f"dự thay {seat.stands_for}" if seat.stands_for else ""
    if seat.remote:
        note = f"{note}, trực tuyến" if note else "trực tuyến"
    if seat.replaced_by and not seat.arrived_at:
        note = f"Người dự thay: {seat.replaced_by}"
    return SeatFact(
        pk=seat.pk, who=people[seat.user_id], role=seat.role, votes=seat.votes,
        arrived=_local(seat.came_at or seat.arrived_at), left=_local(seat.left_at),
        reason=seat.reason, note=note,
    )  # fmt: skip


def _votes(meeting: Meeting) -> Grouped:
    found: Grouped = defaultdict(list)
    for vote in meeting.votes.order_by("pk"):
        told = vote.state in COUNTED or (vote.state == VoteState.VOID and vote.opened_at)
        if told:
            found[vote.item_id].append(vote_fact(vote))
    return found


def _speeches(meeting: Meeting, seats: list[Seat], who: dict[int, Person]) -> Grouped:
    people = {seat.pk: who[seat.user_id] for seat in seats}
    found: Grouped = defaultdict(list)
    rows = Speaking.objects.filter(meeting=meeting, state=SpeakingState.SPOKE)
    for row in rows.order_by("called_at", "pk"):
        person = people.get(row.seat_id)
        if person:
            one = SpeechFact(row.pk, person, _local(row.called_at), _local(row.ended_at))
            found[row.item_id].append(one)
    return found


def _conclusions(meeting: Meeting) -> Grouped:
    """Return the agreed conclusions by item, numbered within each."""
    rows = meeting.conclusions.filter(state__in=TOLD).select_related("lead")
    ordered = rows.prefetch_related("supporters").order_by("item__position", "position", "pk")
    by_item: dict[int | None, list[Conclusion]] = defaultdict(list)
    for row in ordered:
        by_item[row.item_id].append(row)
    found: Grouped = defaultdict(list)
    for item_id, group in by_item.items():
        said = labels([row.level for row in group])
        found[item_id] = [_conclusion(row, label) for row, label in zip(group, said, strict=True)]
    return found


def _conclusion(row: Conclusion, label: str) -> ConclusionFact:
    return ConclusionFact(
        pk=row.pk, label=label, text=row.text, kind=row.kind, lead=str(row.lead or ""),
        supporters=tuple(str(unit) for unit in row.supporters.all()), due_on=row.due_on,
        level=row.level,
    )  # fmt: skip


def _items(
    meeting: Meeting, votes: Grouped, speeches: Grouped, said: Grouped
) -> tuple[ItemFact, ...]:
    stood = _stood(meeting)
    return tuple(
        ItemFact(
            pk=item.pk, number=number, title=item.title,
            presenter=str(item.unit or item.presenter or ""), began=_local(item.began_at),
            ended=_local(item.ended_at), deferred=item.state == ItemState.DEFERRED,
            speeches=tuple(speeches[item.pk]), votes=tuple(votes[item.pk]),
            conclusions=tuple(said[item.pk]), block=_block(stood.get(item.pk)),
            moved_back=_mover(stood.get(item.pk)),
        )
        for number, item in enumerate(agenda(meeting), start=1)
    )  # fmt: skip
