"""Units hand in: items they propose and papers they prepare; the office approves, returns, or puts on the agenda.

What is not approved lies in a tray: a folder on which nobody holds a grant. Approval files a copy in the meeting.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import add_paper, add_version, copy_paper, copy_version, open_folder
from documents.models import Folder
from journal.book import tell
from meetings import planning_events as events
from meetings.actions.agenda import Overtaken, add_item
from meetings.models import HandedIn, Item, ItemPaper, Meeting, PaperType, Proposal, Series
from meetings.states import HandedInState, MeetingState, ProposalState
from people.models import Unit, User
from realtime.nudge import stale

FIELDS = ("title", "summary", "purpose", "presenter", "minutes")
OPEN = (ProposalState.SUBMITTED, ProposalState.RETURNED)


@transaction.atomic
def propose(
    unit: Unit, *, title: str, by: User, meeting: Meeting | None = None,
    series: Series | None = None, **fields: object,
) -> Proposal:  # fmt: skip
    """Propose an item to a coming meeting, or to the next session of a series."""
    if meeting is None and series is None:
        raise Refused(_("Please choose the meeting or the series."))
    if meeting is not None:
        _still_takes(meeting)
    given = {name: fields[name] for name in FIELDS if name in fields}
    proposal = Proposal.objects.create(
        unit=unit, meeting=meeting, series=series, title=title, by=by, **given
    )
    tell(events.PROPOSED, who=by, what=proposal)
    _show(meeting)
    return proposal


@transaction.atomic
def change_proposal(
    proposal: Proposal, *, by: User, version: int | None = None, **fields: object
) -> Proposal:
    """Change a proposal that waits or was returned; a returned one is handed in again by it."""
    proposal = locked(proposal)
    if proposal.state not in OPEN:
        raise Refused(_("The office has decided on this proposal; it is no longer changed."))
    if version is not None and version != proposal.version:
        raise Overtaken(proposal)
    for name in FIELDS:
        setattr(proposal, name, fields.get(name, getattr(proposal, name)))
    proposal.version += 1
    proposal.save(update_fields=[*FIELDS, "version"])
    if proposal.state == ProposalState.RETURNED:
        proposal.move_to(ProposalState.SUBMITTED)
    tell(events.PROPOSAL_CHANGED, who=by, what=proposal)
    _show(proposal.meeting)
    return proposal


@transaction.atomic
def return_proposal(proposal: Proposal, *, reason: str, by: User) -> Proposal:
    """Return a proposal to its unit, with the reason."""
    proposal = locked(proposal)
    proposal.reason = _said(reason)
    _decide(proposal, ProposalState.RETURNED, by)
    tell(events.PROPOSAL_RETURNED, who=by, what=proposal, reason=proposal.reason)
    _show(proposal.meeting)
    return proposal


@transaction.atomic
def approve_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """Approve a proposal that goes on an agenda later."""
    proposal = locked(proposal)
    _decide(proposal, ProposalState.APPROVED, by)
    tell(events.PROPOSAL_APPROVED, who=by, what=proposal)
    _show(proposal.meeting)
    return proposal


@transaction.atomic
def place_proposal(
    proposal: Proposal, *, by: User, meeting: Meeting | None = None, section: str = ""
) -> Item:
    """Put a proposal on the agenda of its meeting, or of the ``meeting`` named; its papers go with it."""
    proposal = locked(proposal)
    target = meeting or proposal.meeting
    if target is None:
        raise Refused(_("Choose the meeting on whose agenda this goes."))
    if proposal.item_id:
        raise Refused(_("This proposal is on the agenda already."))
    item = add_item(
        target, title=proposal.title, minutes=proposal.minutes, unit=proposal.unit,
        presenter=proposal.presenter, purpose=proposal.purpose, section=section,
        expects_papers=True, by=by,
    )  # fmt: skip
    proposal.item, proposal.meeting = item, target
    _decide(proposal, ProposalState.PLACED, by, "item", "meeting")
    proposal.handed_in.update(item=item)
    tell(events.PROPOSAL_PLACED, who=by, what=proposal, meeting=str(target))
    return item


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """Withdraw a proposal the office has not decided on."""
    proposal = locked(proposal)
    proposal.move_to(ProposalState.WITHDRAWN)
    tell(events.PROPOSAL_WITHDRAWN, who=by, what=proposal)
    _show(proposal.meeting)
    return proposal


def hand_in(
    unit: Unit, *, upload: Any, title: str, by: User, item: Item | None = None,
    proposal: Proposal | None = None, paper_type: PaperType | None = None,
) -> HandedIn:  # fmt: skip
    """Hand in a paper for an item or a proposal; it waits in the unit's tray for the office."""
    if item is not None:
        _takes_papers(item.meeting)
    if proposal is not None and proposal.state == ProposalState.WITHDRAWN:
        raise Refused(_("This proposal was withdrawn."))
    paper = add_paper(_tray(unit, item, proposal), title=title, upload=upload, by=by)
    with transaction.atomic():
        tray, new = HandedIn.objects.get_or_create(
            paper=paper,
            defaults={
                "unit": unit, "item": item, "proposal": proposal, "paper_type": paper_type, "by": by,
            },
        )  # fmt: skip
        if new:
            tell(events.HANDED_IN, who=by, what=tray)
            _show(_meeting_of(tray))
    return tray


def hand_in_again(tray: HandedIn, *, upload: Any, by: User) -> HandedIn:
    """Hand in a newer version: of a returned paper, of one that waits, or of one that was approved."""
    if tray.item is not None:
        _takes_papers(tray.item.meeting)
    add_version(tray.paper, upload=upload, by=by)
    with transaction.atomic():
        tray = locked(tray)
        tray.at, tray.by = now(), by
        if tray.state == HandedInState.SUBMITTED:
            tray.save(update_fields=["at", "by"])
        else:
            tray.move_to(HandedInState.SUBMITTED, "at", "by")
        tell(events.HANDED_IN_AGAIN, who=by, what=tray)
        _show(_meeting_of(tray))
    return tray


@transaction.atomic
def approve_paper(tray: HandedIn, *, seen: int, by: User) -> HandedIn:
    """Approve the version ``seen`` (its number) and release it to the table; a newer one is looked at first."""
    tray = locked(tray)
    item = tray.item
    if item is None:
        raise Refused(_("Put the item on an agenda first; then its papers are released."))
    _takes_papers(item.meeting)
    version = tray.paper.versions.order_by("-number").first()
    if version is None or version.number != seen:
        raise Refused(_("The unit has handed in a newer version. Look at it before you approve."))
    if tray.released is None:
        tray.released = copy_paper(version, item.meeting.folder, by=by)
        place = item.item_papers.count() + 1
        ItemPaper.objects.get_or_create(
            item=item, paper=tray.released,
            defaults={"position": place, "paper_type": tray.paper_type},
        )  # fmt: skip
    else:
        copy_version(version, tray.released, by=by)
    tray.decided_by, tray.decided_at, tray.reason = by, now(), ""
    tray.move_to(HandedInState.APPROVED, "released", "decided_by", "decided_at", "reason")
    tell(events.HAND_IN_APPROVED, who=by, what=tray, version=version.number)
    _tell_table(item, tray, by)
    return tray


@transaction.atomic
def return_paper(tray: HandedIn, *, reason: str, by: User) -> HandedIn:
    """Return a paper to its unit, with the reason."""
    tray = locked(tray)
    tray.reason, tray.decided_by, tray.decided_at = _said(reason), by, now()
    tray.move_to(HandedInState.RETURNED, "reason", "decided_by", "decided_at")
    tell(events.HAND_IN_RETURNED, who=by, what=tray, reason=tray.reason)
    _show(_meeting_of(tray))
    return tray


@transaction.atomic
def withdraw_paper(tray: HandedIn, *, by: User) -> HandedIn:
    """Withdraw a paper the office has not approved."""
    tray = locked(tray)
    tray.move_to(HandedInState.WITHDRAWN)
    tell(events.HAND_IN_WITHDRAWN, who=by, what=tray)
    _show(_meeting_of(tray))
    return tray


def _tell_table(item: Item, tray: HandedIn, by: User) -> None:
    """Tell the meeting's own book: now the paper is the table's."""
    from meetings.events import PAPER_FILED

    tell(PAPER_FILED, who=by, what=item, paper=str(tray.paper))


def _tray(unit: Unit, item: Item | None, proposal: Proposal | None) -> Folder:
    """Return the folder in which what this item or proposal still lacks is kept; nobody holds a grant on it."""
    topic = f"tray.item.{item.pk}" if item else f"tray.proposal.{proposal.pk if proposal else 0}"
    with transaction.atomic():
        locked(unit)
        found = Folder.objects.filter(topic=topic, unit=unit).first()
        return found or open_folder(str(item or proposal), topic=topic, unit=unit)


def _decide(proposal: Proposal, state: ProposalState, by: User, *also: str) -> None:
    proposal.decided_by, proposal.decided_at = by, now()
    proposal.move_to(state, "decided_by", "decided_at", "reason", *also)


def _said(reason: str) -> str:
    said = " ".join(reason.split())[:1000]
    if not said:
        raise Refused(_("Please give the reason; the unit reads it."))
    return said


def _still_takes(meeting: Meeting) -> None:
    meeting = locked(meeting)
    ready = meeting.state in (MeetingState.DRAFT, MeetingState.CONVENED)
    if not ready or meeting.proposals_until is None or meeting.proposals_until <= now():
        raise Refused(_("Items are no longer taken for “%(meeting)s”.") % {"meeting": meeting})


def _takes_papers(meeting: Meeting) -> None:
    if meeting.state in (MeetingState.CONCLUDED, MeetingState.CANCELLED, MeetingState.CLOSED):
        raise Refused(_("The meeting has ended; no papers are handed in any more."))


def _meeting_of(tray: HandedIn) -> Meeting | None:
    if tray.item is not None:
        return tray.item.meeting
    return tray.proposal.meeting if tray.proposal else None


def _show(meeting: Meeting | None) -> None:
    """Let the pages of those who prepare fetch their parts again; nothing of a tray goes into the meeting's book."""
    if meeting is not None:
        book = meeting.book
        transaction.on_commit(lambda: stale(book, ["plan", "ready"]), robust=True)
