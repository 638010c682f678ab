"""Folding: what waited for the same person and channel leaves as one; the others become part of its `carrier`.

Each notice keeps its own row, so the outbox still says of each when and how it left.
"""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from core.clock import now
from notices import letters
from notices.filling import GATHER
from notices.models import Mail, Notice
from notices.states import MailState, Wait

# What waited for one of these may leave together, and needs not leave at all once it was read.
WAITED = (Wait.NIGHT, Wait.DAY_OFF, Wait.HOURS, Wait.PAUSE, Wait.DIGEST, Wait.GATHER)


@transaction.atomic
def fold(mail: Mail) -> bool:
    """Fold the others that wait into the mail this worker has claimed; False when there is nothing left to say."""
    if mail.waits not in WAITED:
        return True
    for row in _others(mail, now()):
        dropped = _was_read(row)
        Mail.objects.filter(pk=row.pk, state=MailState.WAITING).update(
            state=MailState.DROPPED if dropped else MailState.FOLDED,
            carrier=None if dropped else mail,
        )
    return bool(_notices(mail)) or mail.notice is None


def words_of(mail: Mail) -> None:
    """Write the words of a mail that carries others; of one notice alone they are as they were made.

    Once it was handed over without an answer its words stay: the other side may already have them under this name.
    """
    if mail.unsure:
        return
    said = _notices(mail)
    if len(said) > 1:
        letters.write_digest(mail, said)
    elif said and said[0] != mail.notice:
        with translation.override(mail.user.language):
            _of_one(mail, said[0])
    else:
        return
    fields = ["subject", "body", "html", "url"]
    mail.save(update_fields=fields)


def fold_end(mail: Mail) -> None:
    """Let what was folded into the mail end as it ended."""
    ends = {"state": mail.state, "sent_at": mail.sent_at, "error": mail.error, "waits": ""}
    mail.folded.filter(state=MailState.FOLDED).update(**ends)


def _of_one(mail: Mail, notice: Notice) -> None:
    mail.subject, mail.url, mail.html = letters.subject(notice), notice.url, ""
    mail.body = letters.letter(notice) if mail.channel == "mail" else notice.sentence


def _others(mail: Mail, moment: datetime) -> list[Mail]:
    """Return what else waits for the person on this channel and has come, or gathers; locked, without files."""
    rows = Mail.objects.select_for_update(of=("self",)).filter(
        user=mail.user_id, channel=mail.channel, device=mail.device_id, gateway=mail.gateway_id,
        state=MailState.WAITING, tries=0, urgent=False, waits__in=WAITED,
        not_before__lte=moment + GATHER, enclosures=None,
    )  # fmt: skip
    if mail.enclosures.exists():
        return []
    return list(rows.exclude(pk=mail.pk).select_related("notice").order_by("pk"))


def _notices(mail: Mail) -> list[Notice]:
    """Return what the mail says: its own notice and those folded into it, without what was read meanwhile."""
    own = [
        mail,
        *mail.folded.filter(state=MailState.FOLDED).select_related("notice").order_by("pk"),
    ]
    waited = mail.waits in WAITED or len(own) > 1
    return [row.notice for row in own if row.notice and not (waited and _was_read(row))]


def _was_read(row: Mail) -> bool:
    return row.notice is not None and row.notice.read_at is not None
