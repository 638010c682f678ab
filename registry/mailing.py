"""Letters to recipients outside: the issued PDF as an enclosure, each sent once under a name that never changes.

A row is claimed by compare-and-set before the server is spoken to, so that two workers never send one letter twice; a worker
that dies lets go after three minutes. Nothing is sent inside a transaction.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q

from core.clock import now
from documents.naming import saved_as
from registry.actions.issuing import mark_failed, mark_sent
from registry.enclosures import enclosures
from registry.models import Sending
from registry.states import IssueState, SendingState, Way

CLAIM, TRIES = timedelta(minutes=3), 5
BODY = "Kính gửi {name},\n\n{agency} gửi kèm {what}.\n\nĐề nghị xác nhận đã nhận được văn bản bằng cách trả lời thư này.\n"
log = logging.getLogger(__name__)


def post_letters(limit: int = 100) -> int:
    """Send the letters that wait, at most ``limit``; return how many left."""
    sent = 0
    for _n in range(limit):
        row = _claim()
        if row is None:
            break
        sent += _post(row)
    return sent


def _claim() -> Sending | None:
    free = Q(claimed_at=None) | Q(claimed_at__lt=now() - CLAIM)
    rows = Sending.objects.filter(free, way=Way.EMAIL, state=SendingState.WAITING, tries__lt=TRIES)
    for pk in rows.order_by("tries", "pk").values_list("pk", flat=True)[:20]:
        if Sending.objects.filter(free, pk=pk, state=SendingState.WAITING).update(claimed_at=now(), tries=F("tries") + 1):  # fmt: skip
            return Sending.objects.select_related("issue__number", "issue__paper", "issue__agency").get(pk=pk)  # fmt: skip
    return None


def _post(row: Sending) -> int:
    if row.issue.state not in (IssueState.ISSUED, IssueState.REPLACED):
        mark_failed(row, reason=str(row.issue.get_state_display()))
        return 0
    try:
        letter(row).send()
    except Exception as error:  # noqa: BLE001  whatever the post says is told to the clerk, the letter is tried again
        log.warning("letter of sending %s: %s", row.pk, type(error).__name__)
        if row.tries >= TRIES:
            mark_failed(row, reason=str(error) or type(error).__name__)
        return 0
    mark_sent(row)
    return 1


def letter(row: Sending) -> EmailMessage:
    """Return the letter of a sending, with the issued file."""
    issue = row.issue
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    words = BODY.format(name=row.name, agency=issue.agency.name, what=str(issue))
    made = EmailMessage(
        subject=f"{issue.number.notation}: {issue.subject}"[:200], body=words, to=[row.address],
        headers={"Message-ID": f"<registry-{row.pk}@{host}>"},
    )  # fmt: skip
    for version in enclosures(issue):
        made.attach(saved_as(version), version.read(), "application/pdf")
    return made
