"""The outbox: one row per letter, claimed by one worker at a time, sent with a Message-ID that never changes.

Exactly once as far as mail can be: a letter is claimed by compare-and-set, and a claim ends by itself. Whoever
dies before the letter is handed over loses nothing. Whoever dies (or whose server dies) afterwards, without
the answer, leaves it unsure: it is tried once more under the same Message-ID, never a third time.
"""

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now
from core.refused import Refused
from core.workdays import WorkCalendar
from notices.models import Mail, Notice, Wish
from notices.postman import MaybeSent, NotSent, deliver
from notices.quiet import NIGHT, Span, is_quiet, next_open
from notices.states import MailState
from people.access import require
from people.models import Role, User

log = logging.getLogger(__name__)

CLAIM = timedelta(
    minutes=3
)  # longer than any attempt: connect, TLS and DATA time out after 15 s each
BACKOFF = (1, 5, 15, 60, 180, 360, 720)  # minutes until the next try, then the letter has failed
UNSURE_LIMIT = 2  # times a letter is handed over without an answer


def post(notice: Notice) -> Mail | None:
    """Put a letter for the notice into the outbox; None when the person has no address or wants none."""
    letter = letter_for(notice, Wish.objects.filter(user=notice.user).first(), city_calendar())
    if letter is not None:
        letter.save()
    return letter


def letter_for(notice: Notice, wish: Wish | None, calendar: WorkCalendar) -> Mail | None:
    """Return the letter for the notice, not kept yet; None when the person has no address or wants none."""
    user = notice.user
    if not user.email or (wish is not None and not wish.by_mail and not notice.urgent):
        return None
    with translation.override(user.language):
        subject = " ".join(f"[Nghị Sự] {notice.sentence}".split())[:200]
        body = _letter(notice)
    return Mail(
        user=user,
        key=f"notice.{notice.pk}",
        message_id=f"<notice.{notice.pk}.{uuid.uuid4().hex}@{_host()}>",
        address=user.email,
        subject=subject,
        body=body,
        urgent=notice.urgent,
        not_before=_free_from(now(), wish, calendar, urgent=notice.urgent),
    )


def send_waiting(limit: int = 200) -> int:
    """Send what is due, at most `limit` letters; returns how many were handed over with an answer."""
    calendar, sent = city_calendar(), 0
    for _number in range(limit):
        letter = _claim(calendar)
        if letter is None:
            break
        sent += _send(letter)
    return sent


def send_again(mail: Mail, *, by: User) -> Mail:
    """Let a failed letter try again, under its old Message-ID (administrators)."""
    require(by, Role.ADMINISTRATOR)
    if not Mail.objects.filter(pk=mail.pk, state=MailState.FAILED).update(
        state=MailState.WAITING, tries=0, unsure=0, error="", not_before=now()
    ):
        raise Refused(_("This letter has not failed; it needs no other try."))
    mail.refresh_from_db()
    return mail


def _claim(calendar: WorkCalendar) -> Mail | None:
    """Take one letter that is due for this worker alone; letters in quiet hours are put off."""
    while True:
        moment = now()
        due = Q(state=MailState.WAITING, not_before__lte=moment)
        lost = Q(state=MailState.SENDING, claimed_until__lt=moment)
        found = Mail.objects.filter(due | lost).order_by("not_before", "pk")
        letter = found.select_related("user__wish").first()
        if letter is None:
            return None
        if _put_off(letter, moment, calendar) or _given_up(letter):
            continue
        if _set(letter, state=MailState.SENDING, tries=letter.tries + 1,
                claimed_until=moment + CLAIM):  # fmt: skip
            return letter


def _put_off(letter: Mail, moment: datetime, calendar: WorkCalendar) -> bool:
    free = _free_from(moment, getattr(letter.user, "wish", None), calendar, urgent=letter.urgent)
    return free > moment and _set(letter, state=MailState.WAITING, not_before=free)


def _given_up(letter: Mail) -> bool:
    """A letter whose sender vanished twice after handing it over has most likely arrived."""
    if letter.unsure < UNSURE_LIMIT:
        return False
    return _fail(letter, _("handed over twice without an answer: it may have arrived"))


def _send(letter: Mail) -> bool:
    """Hand the claimed letter over and write down how it ended."""

    def handing_over() -> None:
        if not _set(letter, unsure=letter.unsure + 1):
            raise NotSent("another worker has this letter", final=False)

    try:
        deliver(letter, before_data=handing_over)
    except NotSent as error:
        _set(letter, unsure=max(0, letter.unsure - error.handed_over))
        _later(letter, str(error), final=error.final)
    except MaybeSent as error:
        _later(letter, str(error), final=letter.unsure >= UNSURE_LIMIT)
    else:
        return _set(letter, state=MailState.SENT, sent_at=now(), error="", claimed_until=None)
    return False


def _later(letter: Mail, error: str, *, final: bool) -> None:
    if final or letter.tries > len(BACKOFF):
        _fail(letter, error)
        return
    wait = timedelta(minutes=BACKOFF[letter.tries - 1])
    _set(letter, state=MailState.WAITING, not_before=now() + wait, error=error[:300],
         claimed_until=None)  # fmt: skip


def _fail(letter: Mail, error: str) -> bool:
    log.warning("mail %s failed: %s", letter.message_id, error)
    return _set(letter, state=MailState.FAILED, error=error[:300], claimed_until=None)


def _set(letter: Mail, **fields: object) -> bool:
    """Change the row only if it is still as this worker last saw it (compare-and-set)."""
    seen = {"state": letter.state, "tries": letter.tries, "unsure": letter.unsure}
    seen["claimed_until"] = letter.claimed_until
    if not Mail.objects.filter(pk=letter.pk, **seen).update(**fields):
        return False
    for name, value in fields.items():
        setattr(letter, name, value)
    return True


def _free_from(
    moment: datetime, wish: Wish | None, calendar: WorkCalendar, *, urgent: bool
) -> datetime:
    spans: list[Span] = [NIGHT, *([wish.span] if wish and wish.span else [])]
    local = timezone.localtime(moment)
    return (
        moment
        if urgent or not is_quiet(local, spans, calendar)
        else next_open(local, spans, calendar)
    )


def _letter(notice: Notice) -> str:
    hello = _("Dear %(name)s,") % {"name": notice.user.full_name}
    why = _("Nghị Sự sends this because the matter concerns you. Choose what you get here:")
    site = settings.SITE_URL.rstrip("/")
    return (
        f"{hello}\n\n{notice.sentence}\n\n{site}{notice.url}\n\n-- \n{why} {site}/notices/wish/\n"
    )


def _host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
