"""Tasks proposed from a text: the text is kept as it was read; a person confirms, corrects or dismisses each proposal."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import Post, Role, Unit, User
from tasks import events_giving as events
from tasks import extraction
from tasks.actions.batches import assign_to_each
from tasks.actions.orders import Order, Source
from tasks.models import Proposal, Reading, Task
from tasks.order_line import sure_units
from tasks.queries.choices import givers
from tasks.states import ProposalState

LONGEST = 400_000  # letters of one text
SHORT = 30  # letters of a first line that says too little, as “THÔNG BÁO”
MOST = 500  # proposals of one text
BULLET = re.compile(r"^(?:[-–—•+*]|\(?[0-9]{1,2}[.)]|\(?[a-zđ][.)])\s+")


@dataclass(frozen=True)
class Text:
    """A text to be read: its words, its title, when it was issued, and where it comes from."""

    words: str
    title: str
    issued_on: date | None = None
    source: Source = Source()  # noqa: RUF009  frozen, as the dataclass is

    @property
    def sha256(self) -> str:
        """The digest by which the same text is recognised."""
        return hashlib.sha256(self.words.encode()).hexdigest()


Due = tuple[date | None, time | None]


@transaction.atomic
def keep_reading(
    text: Text, found: Sequence[Any], *, giver: User, unit: Unit | None, by: User
) -> Reading:
    """Keep the text and what was found in it; ``found`` are proposals of ``tasks.extraction`` of exactly this text."""
    if not text.words.strip():
        raise Refused(_("There is no text to read."))
    if len(text.words) > LONGEST:
        raise Refused(_("This text is too long; please read it in parts."))
    reading = Reading.objects.create(
        title=(" ".join(text.title.split()) or _first_line(text.words))[:300], text=text.words,
        sha256=text.sha256, issued_on=text.issued_on, source_kind=text.source.kind,
        source_number=text.source.number[:60], source_from=text.source.sender[:200],
        source_url=text.source.url[:300], unit=unit, giver=giver, by=by,
    )  # fmt: skip
    for one in found[:MOST]:
        _keep(reading, one)
    tell(events.TEXT_READ, who=by, what=reading, found=len(found[:MOST]))
    return reading


@transaction.atomic
def confirm(proposal: Proposal, *, by: User) -> list[Task]:
    """Make the proposal a task: one for each lead. Confirmed twice, it is one task."""
    proposal = _take(proposal, ProposalState.WAITING)
    leads: list[Unit | User] = [*proposal.people.all(), *proposal.units.all()]
    if not leads:
        raise Refused(_("Please choose who leads “%(what)s” first.") % {"what": proposal})
    reading = proposal.reading
    _must_give(reading, by)
    source = Source(
        label=reading.title, quote=reading.text[proposal.start : proposal.end], url=proposal.anchor,
        key=f"proposal.{proposal.pk}", kind=reading.source_kind, number=reading.source_number,
        on=reading.issued_on, sender=reading.source_from,
    )  # fmt: skip
    order = Order(
        due_time=proposal.due_time, supporting_people=tuple(proposal.supporting_people.all())
    )
    tasks = assign_to_each(
        leads, title=proposal.title, supporters=list(proposal.supporters.all()), due_on=proposal.due_on,
        giver=reading.giver, by=by, order=order, source=source,
    )  # fmt: skip
    proposal.tasks.set(tasks)
    _decide(proposal, ProposalState.CONFIRMED, by)
    tell(events.PROPOSAL_CONFIRMED, who=by, what=proposal, lead=", ".join(map(str, leads)))
    return tasks


@transaction.atomic
def confirm_sure(reading: Reading, *, by: User) -> int:
    """Confirm all waiting proposals that are beyond doubt; return how many."""
    rows = reading.proposals.filter(state=ProposalState.WAITING, sure=True)
    number = sum(bool(confirm(row, by=by)) for row in rows)
    if not number:
        raise Refused(_("No proposal that is beyond doubt is waiting."))
    return number


@transaction.atomic
def change_proposal(
    proposal: Proposal, *, title: str, leads: Any, support: Any, due: Due, by: User
) -> Proposal:
    """Correct a waiting proposal; ``leads`` and ``support`` are (units, people). What a person wrote is beyond doubt."""
    proposal = _take(proposal, ProposalState.WAITING)
    if not title.strip():
        raise Refused(_("Please say in a sentence what is to be done."))
    proposal.title = " ".join(title.split())[:8000]
    proposal.due_on, proposal.due_time = due[0], due[1] if due[0] else None
    proposal.sure = bool(leads[0] or leads[1])
    proposal.save()
    _set_parties(proposal, leads, support)
    tell(events.PROPOSAL_CHANGED, who=by, what=proposal)
    return proposal


@transaction.atomic
def dismiss(proposal: Proposal, *, by: User) -> Proposal:
    """Say that this is no task."""
    proposal = _take(proposal, ProposalState.WAITING)
    _decide(proposal, ProposalState.DISMISSED, by)
    tell(events.PROPOSAL_DISMISSED, who=by, what=proposal)
    return proposal


@transaction.atomic
def restore(proposal: Proposal, *, by: User) -> Proposal:
    """Bring a dismissed proposal back."""
    proposal = _take(proposal, ProposalState.DISMISSED)
    _decide(proposal, ProposalState.WAITING, None)
    tell(events.PROPOSAL_RESTORED, who=by, what=proposal)
    return proposal


def _must_give(reading: Reading, by: User) -> None:
    """Only who works for the giver today gives in their name: the giver, their clerk, those it was shared with."""
    keeps = Q(is_head=True) | Q(role__in=[Role.LEADER, Role.CLERK])
    shared = Post.objects.filter(keeps, user=by.pk, unit=reading.unit_id).exists()
    if not shared and reading.giver not in givers(by):
        raise PermissionDenied


def _keep(reading: Reading, found: extraction.Proposal) -> None:
    leads, support = sure_units(found.lead_units), sure_units(found.coordinate_units)
    due = found.deadline
    named = bool(found.lead) and len(leads) == len(found.lead)
    row = Proposal.objects.create(
        reading=reading, start=found.start, end=found.end, title=_sentence(found.text),
        said_leads=list(found.lead), said_support=list(found.coordinate),
        due_on=due.date, due_time=time.fromisoformat(due.time) if due.time and due.date else None,
        due_kind=due.kind, due_quote=due.quote[:300],
        sure=named and (due.date is not None or due.kind == "none"),
    )  # fmt: skip
    _set_parties(row, (leads, []), ([key for key in support if key not in leads], []))


def _set_parties(row: Proposal, leads: Any, support: Any) -> None:
    row.units.set(leads[0])
    row.people.set(leads[1])
    row.supporters.set(support[0])
    row.supporting_people.set(support[1])


def _take(proposal: Proposal, state: ProposalState) -> Proposal:
    """Return the row under its lock; refuses with who decided otherwise meanwhile, and when."""
    row = locked(proposal)
    if row.state == state:
        return row
    if row.decided_by is None or row.decided_at is None:
        raise Refused(_("This proposal is waiting; nothing was decided about it."))
    words = {
        "who": row.decided_by, "state": row.get_state_display(),
        "at": f"{timezone.localtime(row.decided_at):%H:%M %d/%m/%Y}",
    }  # fmt: skip
    raise Refused(_("%(who)s decided about this proposal at %(at)s: it is %(state)s.") % words)


def _decide(row: Proposal, state: ProposalState, by: User | None) -> None:
    row.decided_by, row.decided_at = by, now() if by else None
    row.move_to(state, "decided_by", "decided_at")


def _sentence(text: str) -> str:
    """The words of a proposal as a task says them: on one line, without the bullet before them."""
    return BULLET.sub("", " ".join(text.split())).strip(" .;:")[:8000] or text


def _first_line(words: str) -> str:
    """The title of a text without one: its first line, with the next while it is but a word or two."""
    lines = [" ".join(line.split()) for line in words[:4000].splitlines() if line.strip()]
    return " ".join(lines[:2] if lines and len(lines[0]) < SHORT else lines[:1])
