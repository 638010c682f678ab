"""What happens to notices; with outbox.py the only module here that writes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation

from core.clock import now
from core.models import CalendarDay, DayKind
from journal.book import tell
from notices import events
from notices.enclosures import Enclosed, enclose
from notices.models import Notice, Wish
from notices.outbox import post
from people.access import require
from people.models import Role, User
from realtime.nudge import stale


@transaction.atomic
def notify(
    user: User,
    *,
    key: str,
    sentence: object,
    url: str,
    mail: bool = False,
    urgent: bool = False,
    enclosed: Sequence[Enclosed] = (),
) -> Notice:
    """Tell the person once: a row of the bell and, with `mail`, a letter in the outbox.

    `sentence` may be lazy: it is said in the person's language. A known `key` changes nothing.
    `enclosed` are files that go out with the letter.
    """
    with translation.override(user.language):
        text = str(sentence)[:600]
    notice, new = Notice.objects.get_or_create(
        user=user, key=key, defaults={"sentence": text, "url": url, "urgent": urgent}
    )
    if new:
        if mail and user.is_active:
            enclose(post(notice), enclosed)
        ring(user)
    return notice


@transaction.atomic
def read(user: User, pk: int | None = None) -> int:
    """Mark one notice of the person as read, or all; returns how many were not read before."""
    rows = Notice.objects.filter(user=user, read_at=None)
    if pk is not None:
        rows = rows.filter(pk=pk)
    count = rows.update(read_at=now())
    if count:
        ring(user)
    return count


def set_wish(user: User, *, by_mail: bool, quiet: tuple[int | None, int | None]) -> Wish:
    """Store how the person wants to be told; `quiet` are the hours from and until, or None."""
    fields: dict[str, Any] = {"by_mail": by_mail, "quiet_from": quiet[0], "quiet_until": quiet[1]}
    return Wish.objects.update_or_create(user=user, defaults=fields)[0]


@transaction.atomic
def set_day(day: date, *, kind: str, reason: str, notice_number: str, by: User) -> CalendarDay:
    """Write a day off or a make-up working day into the calendar (administrators)."""
    require(by, Role.ADMINISTRATOR)
    row, _ = CalendarDay.objects.update_or_create(
        date=day,
        defaults={
            "kind": kind,
            "reason": reason,
            "notice_number": notice_number,
            "proposed": False,
        },
    )
    tell(events.DAY_SET, who=by, what=row, kind=str(DayKind(kind).label), reason=reason)
    return row


@transaction.atomic
def remove_day(row: CalendarDay, *, by: User) -> None:
    """Take a day out of the calendar: from then on its weekday decides (administrators)."""
    require(by, Role.ADMINISTRATOR)
    tell(events.DAY_REMOVED, who=by, what=row)
    row.delete()


def ring(user: User) -> None:
    """Let the person's bell be fetched again, once this is committed."""
    transaction.on_commit(lambda: stale(user.topic, ["bell"]), robust=True)
