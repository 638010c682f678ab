"""The outbox: claimed by one worker at a time, sent under a name that never changes, whatever the channel.

Exactly once as far as the channel can: a row is claimed by compare-and-set, and a claim ends by itself. Whoever
dies before it is handed over loses nothing. Whoever dies (or whose server dies) afterwards, without the answer,
leaves it unsure: a letter is tried once more under the same Message-ID, never a third time; pushes and messages carry
a name by which the other side knows a second one (Topic, webhook-id), so they may be tried more often.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now
from core.refused import Refused
from core.workdays import WorkCalendar
from notices.channels import deliver, gone
from notices.folding import fold, fold_end, words_of
from notices.handed import MaybeSent, NotSent, in_words
from notices.models import Mail
from notices.states import Channel, MailState, Wait
from notices.wishes import free
from people.access import require
from people.models import Role, User

log = logging.getLogger(__name__)

CLAIM = timedelta(
    minutes=3
)  # longer than any attempt: connect, TLS and DATA time out after 15 s each
BACKOFF = (1, 5, 15, 60, 180, 360, 720)  # minutes until the next try, then the letter has failed
UNSURE_LIMITS = {Channel.MAIL: 2, Channel.PUSH: 4, Channel.GATEWAY: 4}  # hand-overs without answer


def send_waiting(limit: int = 200) -> int:
    """Send what is due, at most `limit` rows; returns how many were handed over with an answer."""
    calendar, sent = city_calendar(), 0
    for _number in range(limit):
        letter = _claim(calendar)
        if letter is None:
            break
        sent += _send(letter)
    return sent


@transaction.atomic
def send_again(mail: Mail, *, by: User) -> Mail:
    """Let a failed row try again under its old name (administrators)."""
    require(by, Role.ADMINISTRATOR)
    fresh = {
        "tries": 0,
        "unsure": 0,
        "error": "",
        "not_before": now(),
        "waits": "",
        "carrier": None,
    }
    failed = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED)
    if not failed.update(state=MailState.WAITING, **fresh):
        raise Refused(_("This letter has not failed; it needs no other try."))
    mail.folded.filter(state=MailState.FAILED).update(state=MailState.FOLDED, error="")
    mail.refresh_from_db()
    return mail


def _claim(calendar: WorkCalendar) -> Mail | None:
    """Take one row that is due for this worker alone; what falls into quiet hours is put off."""
    while True:
        moment = now()
        due = Q(state=MailState.WAITING, not_before__lte=moment)
        lost = Q(state=MailState.SENDING, claimed_until__lt=moment)
        found = Mail.objects.filter(due | lost).order_by("not_before", "pk")
        letter = found.select_related("user__wish", "notice", "device", "gateway").first()
        if letter is None:
            return None
        if _put_off(letter, moment, calendar) or _given_up(letter):
            continue
        if not _set(letter, state=MailState.SENDING, tries=letter.tries + 1,
                    claimed_until=moment + CLAIM):  # fmt: skip
            continue
        if letter.unsure or fold(letter):
            return letter
        _drop(letter)


def _put_off(letter: Mail, moment: datetime, calendar: WorkCalendar) -> bool:
    if letter.urgent:
        return False
    when, why = free(moment, getattr(letter.user, "wish", None), calendar)
    return when > moment and _set(letter, state=MailState.WAITING, not_before=when, waits=why)


def _given_up(letter: Mail) -> bool:
    """What vanished with its sender so often after handing it over has most likely arrived."""
    if letter.unsure < _limit(letter):
        return False
    return _fail(letter, _("handed over twice without an answer: it may have arrived"))


def _drop(letter: Mail) -> None:
    """Everything in it was read meanwhile."""
    _set(letter, state=MailState.DROPPED, claimed_until=None, waits="")
    fold_end(letter)


def _send(letter: Mail) -> bool:
    """Hand the claimed row over and write down how it ended."""
    try:
        words_of(letter)
        deliver(letter, before_data=lambda: _hand_over(letter))
    except NotSent as error:
        _set(letter, unsure=max(0, letter.unsure - error.handed_over))
        _later(letter, str(error), final=error.final, after=error.after)
        if error.gone:
            gone(letter)
    except MaybeSent as error:
        _later(letter, str(error), final=letter.unsure >= _limit(letter))
    except Exception as error:  # a mistake of ours with this one must not stop the others
        log.exception("mail %s", letter.message_id)
        _later(letter, in_words(error), final=letter.unsure >= _limit(letter))
    else:
        ended = {"error": "", "claimed_until": None, "waits": ""}
        done = _set(letter, state=MailState.SENT, sent_at=now(), **ended)
        fold_end(letter)
        return done
    return False


def _hand_over(letter: Mail) -> None:
    """It is about to leave: from now on nobody can be sure without an answer."""
    if not _set(letter, unsure=letter.unsure + 1):
        raise NotSent("another worker has this letter", final=False)


def _later(letter: Mail, error: str, *, final: bool, after: int = 0) -> None:
    if final or letter.tries > len(BACKOFF):
        _fail(letter, error)
        return
    wait = max(timedelta(minutes=BACKOFF[letter.tries - 1]), timedelta(seconds=after))
    _set(letter, state=MailState.WAITING, not_before=now() + wait, error=error[:300],
         claimed_until=None, waits=Wait.RETRY)  # fmt: skip


def _fail(letter: Mail, error: str) -> bool:
    log.warning("mail %s failed: %s", letter.message_id, error)
    done = _set(letter, state=MailState.FAILED, error=error[:300], claimed_until=None, waits="")
    fold_end(letter)
    return done


def _limit(letter: Mail) -> int:
    return UNSURE_LIMITS[Channel(letter.channel)]


def _set(letter: Mail, **fields: object) -> bool:
    """Change the row only if it is still as this worker last saw it (compare-and-set)."""
    seen = {"state": letter.state, "tries": letter.tries, "unsure": letter.unsure}
    seen["claimed_until"] = letter.claimed_until
    if not Mail.objects.filter(pk=letter.pk, **seen).update(**fields):
        return False
    for name, value in fields.items():
        setattr(letter, name, value)
    return True
