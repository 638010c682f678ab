"""Drafts: made from the record, written paragraph by paragraph, taken up with what the record says now."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.writing import Overtaken, cleaned, new_key, paragraph, put_after, rewrite, swap
from journal.book import tell
from meetings import events
from meetings.models import Draft, DraftBlock, DraftChange, DraftForm, Meeting, SeatRole, Vote
from meetings.queries.facts import facts_of_record, fresh_blocks, vote_fact
from meetings.states import VoteState
from meetings.wording.act import act_blocks, act_subject
from meetings.wording.facts import Block, MeetingFacts, Person
from meetings.wording.heads import by_order, head
from meetings.wording.minutes import minutes_blocks
from meetings.wording.notice import notice_blocks, notice_subject
from people.access import heads_of, title_of
from people.models import User

ACT_OF_KIND = {"council": DraftForm.RESOLUTION, "committee": DraftForm.RESOLUTION}
HAND, WORD, RECORD = "hand", "word", "record"


@transaction.atomic
def draft_minutes(meeting: Meeting, *, by: User) -> Draft:
    """Draft the minutes from the record; asked again, the same draft."""
    meeting = _held(meeting)
    if known := meeting.drafts.filter(form=DraftForm.MINUTES).first():
        return known
    facts, secretary = facts_of_record(meeting), _secretary(meeting, by)
    draft = Draft(meeting=meeting, form=DraftForm.MINUTES, subject=meeting.title, signer=meeting.chair, secretary=secretary)  # fmt: skip
    return _make(draft, facts, minutes_blocks(facts), by)


@transaction.atomic
def draft_notice(meeting: Meeting, *, by: User) -> Draft:
    """Draft the notice of conclusions; the head of the agency's office signs it by order, else the chair."""
    meeting = _held(meeting)
    if known := meeting.drafts.filter(form=DraftForm.NOTICE).first():
        return known
    facts = facts_of_record(meeting)
    chief = _chief(meeting)
    draft = Draft(meeting=meeting, form=DraftForm.NOTICE, subject=notice_subject(facts), signer=chief or meeting.chair)  # fmt: skip
    made = _make(draft, facts, notice_blocks(facts), by)
    if chief:
        head_title = title_of(meeting.chair, meeting.unit) or title_of(meeting.chair)
        made.head["signing"]["capacity"] = by_order(head_title, title_of(chief))
        made.save(update_fields=["head"])
    return made


@transaction.atomic
def draft_act(vote: Vote, *, by: User, articles: Sequence[str] = ()) -> Draft:
    """Draft the resolution (a decision in a working meeting) that an adopted vote asks for."""
    meeting = locked(vote.meeting)
    if known := Draft.objects.filter(vote=vote).first():
        return known
    if vote.state not in (VoteState.CLOSED, VoteState.ANNOUNCED) or not vote.passed:
        raise Refused(_("Only an adopted vote becomes a resolution."))
    form = ACT_OF_KIND.get(meeting.kind, DraftForm.DECISION)
    facts, fact = facts_of_record(meeting), vote_fact(vote)
    draft = Draft(meeting=meeting, form=form, vote=vote, subject=act_subject(fact, form=form)[:500], signer=meeting.chair)  # fmt: skip
    return _make(draft, facts, act_blocks(facts, fact, form=form, articles=articles), by)


@transaction.atomic
def write_block(draft: Draft, key: str, text: str, *, seen: int, by: User, how: str = HAND) -> DraftBlock:  # fmt: skip
    """Write one paragraph; ``seen`` is the revision that was read. ``Overtaken`` when it is no longer the last."""
    draft = _writable(draft)
    block, text = paragraph(draft.blocks, key), cleaned(text)
    if text == block.text:
        return block
    if seen != block.revision:
        raise Overtaken(block, text)
    _change(draft, block, text, by=by, how=how)
    return block


@transaction.atomic
def add_block(draft: Draft, *, after: str, text: str, by: User, kind: str = "para", how: str = HAND) -> DraftBlock:  # fmt: skip
    """Put a new paragraph after the block ``after`` (“”: at the beginning)."""
    draft = _writable(draft)
    block = DraftBlock(draft=draft, key=new_key(), kind=kind, text=cleaned(text), changed_by=by)
    put_after(draft.blocks, block, after)
    _note(draft, block, "", by=by, how=how)
    return block


@transaction.atomic
def remove_block(draft: Draft, key: str, *, seen: int, by: User, how: str = HAND) -> None:
    """Take a paragraph out; its text stays in the history."""
    draft = _writable(draft)
    block = paragraph(draft.blocks, key)
    if seen != block.revision:
        raise Overtaken(block, "")
    before, block.text = block.text, ""
    block.revision += 1
    _note(draft, block, before, by=by, how=how)
    block.delete()


@transaction.atomic
def move_block(draft: Draft, key: str, *, up: bool, by: User) -> DraftBlock:
    """Swap a paragraph with its neighbour; at the end nothing happens."""
    draft = _writable(draft)
    if moved := swap(draft.blocks, key, up=up):
        _tell_written(draft, moved, by)
    return paragraph(draft.blocks, key)


@transaction.atomic
def take_record(draft: Draft, source: str, *, by: User) -> DraftBlock:
    """Let one paragraph say what the record says now; one that is missing is put in its place."""
    draft = _writable(draft)
    fresh = fresh_blocks(draft)
    wanted = next((one for one in fresh if one.source == source), None)
    if wanted is None:
        raise Refused(_("The record no longer says anything about this."))
    block = draft.blocks.filter(source=source).first()
    if block is None:
        before = [one.source for one in fresh[: fresh.index(wanted)]]
        there = {row.source: row.key for row in draft.blocks.exclude(source="")}
        after = next((there[name] for name in reversed(before) if name in there), "")
        block = add_block(draft, after=after, text=wanted.text, kind=wanted.kind, by=by, how=RECORD)
        block.source, block.level = source, wanted.level
        block.drafted = wanted.text
        block.save(update_fields=["source", "level", "drafted"])
        return block
    block.drafted = wanted.text
    _change(draft, block, wanted.text, by=by, how=RECORD)
    return block


def _held(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.opened_at is None:
        raise Refused(_("The session has not begun: there is nothing to record yet."))
    return meeting


def _secretary(meeting: Meeting, by: User) -> User:
    seats = meeting.seats.filter(role=SeatRole.SECRETARY).exclude(user=meeting.chair)
    rows = [seat.user for seat in seats.select_related("user").order_by("position", "pk")]
    return by if by in rows or not rows else rows[0]


def _chief(meeting: Meeting) -> User | None:
    office = meeting.unit.children.filter(kind="office").first()
    chief = heads_of(office).first() if office else None
    return chief if chief != meeting.chair else None


def _make(draft: Draft, facts: MeetingFacts, blocks: Sequence[Block], by: User) -> Draft:
    signer = Person(str(draft.signer), title_of(draft.signer))
    secretary = Person(str(draft.secretary)) if draft.secretary else None
    draft.head = head(
        facts, form=draft.form, town=settings.TOWN, signer=signer, secretary=secretary
    )
    draft.created_by = by
    draft.save()
    DraftBlock.objects.bulk_create(
        DraftBlock(
            draft=draft, key=new_key(), position=place, kind=one.kind, level=one.level, text=one.text,
            source=one.source, drafted=one.text, changed_by=by,
        )
        for place, one in enumerate(blocks, start=1)
    )  # fmt: skip
    tell(events.DRAFT_MADE, who=by, what=draft, form=draft.form)
    return draft


def _writable(draft: Draft) -> Draft:
    draft = locked(draft)
    if not draft.editable:
        raise Refused(
            _("“%(draft)s” is “%(state)s”; its text is no longer changed.")
            % {"draft": draft, "state": draft.get_state_display()}
        )
    return draft


def _change(draft: Draft, block: DraftBlock, text: str, *, by: User, how: str) -> None:
    _note(draft, block, rewrite(block, text, by=by), by=by, how=how)


def _note(draft: Draft, block: DraftBlock, before: str, *, by: User, how: str) -> None:
    DraftChange.objects.create(
        draft=draft, key=block.key, revision=block.revision, before=before, after=block.text,
        how=how, by=by,
    )  # fmt: skip
    _tell_written(draft, block, by)


def _tell_written(draft: Draft, block: DraftBlock, by: User) -> None:
    draft.revision += 1
    draft.save(update_fields=["revision"])
    block.draft = draft
    tell(events.DRAFT_WRITTEN, who=by, what=block, revision=draft.revision)
