"""Documents that another unit of this system sent: they come in like any other, with the very file that was issued."""

from django.db import transaction

from core.clock import now
from documents.actions import copy_paper, open_folder
from documents.models import Paper
from journal.book import tell
from people.models import User
from registry import events_incoming as events
from registry.actions.incoming import check_again, check_file, twin
from registry.actions.issuing import acknowledge
from registry.enclosures import enclosures
from registry.incoming_states import Arrival, Genuine
from registry.models import Incoming, Organ, Sending
from registry.states import Secrecy, SendingState


@transaction.atomic
def take_inside(sending: Sending) -> Incoming | None:
    """Let a document sent inside wait for the receiving unit's clerk; nothing for a unit without a register of its own."""
    issue, unit = sending.issue, sending.unit
    version = issue.paper.versions.order_by("-number").first()
    if unit is None or not unit.code or version is None or issue.secrecy != Secrecy.NONE:
        return None
    clerks = sending.people
    if not clerks or Incoming.objects.filter(sending=sending).exists():
        return None
    folder = open_folder(issue.subject, topic="", unit=unit)
    paper = copy_paper(version, folder, by=clerks[0], title=issue.subject[:300])
    Paper.objects.filter(pk=paper.pk).update(notation=issue.number.notation, kind="incoming")
    for one in enclosures(issue)[1:]:
        beside = copy_paper(one, folder, by=clerks[0], title=one.paper.title)
        Paper.objects.filter(pk=beside.pk).update(kind="incoming")
    organ = Organ.objects.filter(unit=issue.agency).first()
    row = Incoming.objects.create(
        agency=unit, folder=folder, paper=paper, sha256=version.sha256, arrival=Arrival.INSIDE, arrived_at=now(), sending=sending,
        subject=issue.subject, issuer=issue.agency.name, issuer_code=organ.code if organ else "", notation=issue.number.notation,
        dated_on=issue.on, kind=issue.kind, signer=issue.signer, urgency=issue.urgency,
    )  # fmt: skip
    folder.topic = row.book
    folder.save(update_fields=["topic"])
    row.same_as = twin(row)
    if row.same_as is not None:
        row.save(update_fields=["same_as"])
    tell(events.RECEIVED, who=None, what=row, issuer=row.issuer, arrival=Arrival.INSIDE)
    return row


def acknowledge_inside(row: Incoming, *, by: User | None) -> None:
    """Tell the sending unit that its document was registered."""
    if row.sending is not None and row.sending.state == SendingState.SENT:
        acknowledge(row.sending, by=by, name=str(row.agency))


def check_unchecked() -> int:
    """Check the files nobody looked at yet; slow, for the clock. Return how many were checked."""
    rows = Incoming.objects.filter(genuine=Genuine.UNCHECKED, checked_at=None).order_by("pk")[:20]
    checked = 0
    for row in rows:
        found = check_file(row.paper.versions.order_by("-number")[0].path)
        if found.genuine != Genuine.UNCHECKED:
            check_again(row, found, by=None)
            checked += 1
    return checked
