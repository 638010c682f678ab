"""What happens to notices; with outbox.py the only module here that writes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.calendar import fill
from core.clock import now
from core.models import CalendarDay, DayKind
from core.refused import Refused
from journal.book import tell
from notices import events
from notices.enclosures import Enclosed, enclose
from notices.filling import post
from notices.kinds import kind_of
from notices.models import Notice, Wish
from notices.states import Channel
from people.access import require
from people.models import Role, User
from realtime.nudge import stale


class About(TypedDict, total=False):
    """What a notice is: most urgent or not, of which kind (else told from its address), of which group."""

    urgent: bool
    kind: str
    group: str


def facts(url: str, about: About) -> dict[str, Any]:
    """Return the notice's columns that say what it is."""
    kind = kind_of(url, about.get("kind", ""))
    return {
        "urgent": about.get("urgent", False),
        "kind": kind,
        "group": about.get("group", "")[:40],
    }


@transaction.atomic
def notify(
    user: User,
    *,
    key: str,
    sentence: object,
    url: str,
    mail: bool = False,
    enclosed: Sequence[Enclosed] = (),
    **about: Unpack[About],
) -> Notice:
    """Tell the person once: a row of the bell and, with `mail`, what leaves the house by the person's channels.

    `sentence` may be lazy: it is said in the person's language. A known `key` changes nothing.
    `enclosed` are files that go out with the letter. `about` says how urgent it is, what it is about and which
    others it goes together with.
    """
    with translation.override(user.language):
        text = str(sentence)[:600]
    given = {"sentence": text, "url": url, **facts(url, about)}
    notice, new = Notice.objects.get_or_create(user=user, key=key, defaults=given)
    if new:
        if mail:
            rows = post([notice], alone=[user.pk] if enclosed else [])
            enclose(next((row for row in rows if row.channel == Channel.MAIL), None), enclosed)
        ring(user)
    return notice


@transaction.atomic
def read(user: User, pk: int | None = None, *, kind: str = "", url: str = "") -> int:
    """Mark one notice of the person as read, or all (of a kind, of a matter); returns how many were not before."""
    rows = Notice.objects.filter(user=user, read_at=None)
    if pk is not None:
        rows = rows.filter(pk=pk)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(url__startswith=url.partition("#")[0]) if url else rows
    count = rows.update(read_at=now())
    if count:
        ring(user)
    return count


def last_read(user: User) -> datetime | None:
    """Return the moment of the person's last marking as read, for undoing it."""
    rows = Notice.objects.filter(user=user, read_at__isnull=False)
    return rows.aggregate(last=Max("read_at"))["last"]


@transaction.atomic
def unread(user: User, at: datetime) -> int:
    """Undo a marking as read: what was marked at that very moment; returns how many."""
    count = Notice.objects.filter(user=user, read_at=at).update(read_at=None)
    if count:
        ring(user)
    return count


def set_wish(user: User, *, by_mail: bool, quiet: tuple[int | None, int | None]) -> Wish:
    """Store whether the person wants mail, and their quiet hours: from and until, or None."""
    return change_wish(user, by_mail=by_mail, quiet_from=quiet[0], quiet_until=quiet[1])


def change_wish(user: User, **fields: Any) -> Wish:
    """Store how the person wants to be told; what is not named stays."""
    return Wish.objects.update_or_create(user=user, defaults=fields)[0]


def pause(user: User, word: str) -> Wish:
    """Disturb the person no more: for an `hour`, for `today`, until the `week` ends; any other word ends the pause."""
    day = timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = {
        "hour": now() + timedelta(hours=1),
        "today": day + timedelta(days=1),
        "week": day + timedelta(days=7 - day.weekday()),
    }
    return change_wish(user, paused_until=ends.get(word))


@transaction.atomic
def set_day(day: date, *, kind: str, reason: str, notice_number: str, by: User) -> CalendarDay:
    """Write a day off or a make-up working day into the calendar (administrators)."""
    require(by, Role.ADMINISTRATOR)
    before = CalendarDay.objects.filter(date=day).values_list("kind", flat=True).first() or ""
    row, _new = CalendarDay.objects.update_or_create(
        date=day,
        defaults={
            "kind": kind,
            "reason": reason,
            "notice_number": notice_number,
            "proposed": False,
        },
    )
    said: dict[str, Any] = {"kind": str(DayKind(kind).label), "reason": reason, "before": before}
    tell(events.DAY_SET, who=by, what=row, **said)
    return row


@transaction.atomic
def propose_days(year: int, *, by: User) -> list[date]:
    """Write the days of a year that the software proposes and the table lacks, marked as proposals."""
    require(by, Role.ADMINISTRATOR)
    found = fill([year])
    for row in CalendarDay.objects.filter(date__in=found):
        said: dict[str, Any] = {
            "kind": str(row.get_kind_display()),
            "reason": row.reason,
            "before": "",
        }
        tell(events.DAY_SET, who=by, what=row, **said)
    return found


@transaction.atomic
def confirm_days(year: int, *, notice_number: str, by: User) -> int:
    """Decide on all proposals of a year as they stand, by the notice of that number."""
    require(by, Role.ADMINISTRATOR)
    number = " ".join(notice_number.split())[:60]
    if not number:
        raise Refused(_("Please give the number of the notice that decides these days."))
    rows = CalendarDay.objects.filter(date__year=year, proposed=True)
    for row in rows:
        row.proposed, row.notice_number = False, row.notice_number or number
        row.save(update_fields=["proposed", "notice_number"])
        said: dict[str, Any] = {
            "kind": str(row.get_kind_display()),
            "reason": row.reason,
            "before": row.kind,
        }
        tell(events.DAY_SET, who=by, what=row, **said)
    return len(rows)


@transaction.atomic
def remove_day(row: CalendarDay, *, by: User) -> None:
    """Take a day out of the calendar: from then on its weekday decides (administrators)."""
    require(by, Role.ADMINISTRATOR)
    tell(events.DAY_REMOVED, who=by, what=row)
    row.delete()


def ring(user: User) -> None:
    """Let the person's bell be fetched again, once this is committed."""
    transaction.on_commit(lambda: stale(user.topic, ["bell"]), robust=True)
