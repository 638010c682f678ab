"""Reading before the session: what was seen, who is reminded, when it is forgotten, and the rules for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.models import Version
from journal.book import tell
from meetings import events_before as events
from meetings.actions.consent import regather
from meetings.models import ConsentItem, Meeting, Reading, ReadingRules, Seat
from meetings.pages_seen import add, count
from meetings.queries import preparing
from meetings.queries.readiness import behind
from meetings.sentences import POSITIONS_MISSING, READ_AND_POSITION, READ_THIS, Lazily
from meetings.states import MeetingState
from notices.actions import notify
from people.models import User

PACE = timedelta(
    seconds=10
)  # a page tells what it has seen every 20 s; quicker ones are put together
RULES = ("watched", "kept_days", "until", "remarks_to_all", "stances_to_clerks")


def mark_seen(
    seat: Seat,
    version: Version,
    *,
    pages: Iterable[int] = (),
    last: int = 0,
    finished: bool = False,
) -> Reading:
    """Write down what the person has seen of the version; told to nobody and written in no journal."""
    with transaction.atomic():
        reading, _new = Reading.objects.select_for_update().get_or_create(
            seat=seat, version=version, defaults={"opened_at": now()}
        )
        reading.seen = add(reading.seen, pages, version.pages)
        reading.pages_seen = count(reading.seen, version.pages)
        if 1 <= last <= version.pages:
            reading.last_page = last
        reading.finished = reading.finished or finished
        reading.seen_at = now()
        reading.save()
    return reading


def unread(seat: Seat, version: Version) -> None:
    """Take back that the person has finished the version; what was seen stays seen."""
    Reading.objects.filter(seat=seat, version=version).update(finished=False)


@transaction.atomic
def set_reading_rules(meeting: Meeting, *, by: User, **fields: Any) -> ReadingRules:
    """Change how the meeting is prepared: who sees the reading, until when positions are given, who reads remarks."""
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its plan is no longer changed."))
    until = fields.get("until")
    if until and until > meeting.starts_at:
        raise Refused(_("Positions are given before the meeting begins."))
    rules, _new = ReadingRules.objects.get_or_create(meeting=meeting)
    changed = [name for name in RULES if name in fields and getattr(rules, name) != fields[name]]
    for name in changed:
        setattr(rules, name, fields[name])
    rules.save()
    if changed:
        words = "; ".join(str(getattr(ReadingRules, n).field.verbose_name) for n in changed)
        tell(events.READING_RULES_SET, who=by, what=meeting, rules=words)
    if ConsentItem.objects.filter(item__meeting=meeting).exists():
        regather(meeting)
    return rules


@transaction.atomic
def remind_readers(meeting: Meeting, *, by: User | None) -> int:
    """Remind whoever has papers unopened or positions missing, once a day each; returns how many are behind."""
    meeting = locked(meeting)
    if meeting.state != MeetingState.CONVENED:
        raise Refused(_("People are reminded between the convening and the opening of a meeting."))
    rows = behind(meeting)
    words = _deadline_words(meeting)
    for row in rows:
        sentence = READ_AND_POSITION if row.unopened and row.missing else READ_THIS
        sentence = POSITIONS_MISSING if not row.unopened else sentence
        notify(
            row.seat.user, key=f"meeting.{meeting.pk}.read.{timezone.localdate(now())}",
            sentence=Lazily(sentence, {**words, "papers": row.unopened, "items": row.missing}),
            url=f"{meeting.get_absolute_url()}read/", mail=True,
        )  # fmt: skip
    if rows:
        tell(events.READERS_REMINDED, who=by, what=meeting, number=len(rows))
    return len(rows)


def _deadline_words(meeting: Meeting) -> dict[str, object]:
    until = timezone.localtime(preparing.deadline(meeting, preparing.rules_of(meeting)))
    return {"meeting": meeting, "hour": f"{until:%H:%M}", "day": f"{until:%d/%m/%Y}"}


def remind_before_deadlines() -> int:
    """Remind everybody behind in meetings whose deadline comes within a day; the job's work. Returns the reminded."""
    soon, reminded = now() + timedelta(days=1), 0
    rows = Meeting.objects.filter(state=MeetingState.CONVENED, starts_at__gt=now())
    for meeting in rows.filter(starts_at__lt=now() + timedelta(days=14)):
        until = preparing.deadline(meeting, preparing.rules_of(meeting))
        if now() < until <= soon and not _told(meeting):
            reminded += remind_readers(meeting, by=None)
    return reminded


def _told(meeting: Meeting) -> bool:
    """Say whether the clock has reminded this meeting's people already."""
    rules, _new = ReadingRules.objects.get_or_create(meeting=meeting)
    return not ReadingRules.objects.filter(pk=rules.pk, reminded_at=None).update(reminded_at=now())


def gather_after_deadlines() -> int:
    """Work the block of every meeting out anew whose deadline has passed; the job's work."""
    since, gathered = now() - timedelta(days=2), 0
    for meeting in Meeting.objects.filter(state=MeetingState.CONVENED, starts_at__gt=since):
        rules = preparing.rules_of(meeting)
        if preparing.is_past(meeting, rules):
            with transaction.atomic():
                gathered += len(regather(locked(meeting)))
    return gathered


def forget_readings() -> int:
    """Delete who opened what once the announced days have passed; returns how many rows were deleted."""
    ended = Meeting.objects.filter(seats__readings__isnull=False, ends_at__lt=now()).distinct()
    deleted = 0
    for meeting in ended:
        if now() < keep_until(meeting, preparing.rules_of(meeting)):
            continue
        with transaction.atomic():
            number, _by_model = Reading.objects.filter(seat__meeting=meeting).delete()
            tell(events.READING_FORGOTTEN, who=None, what=meeting, number=number)
            deleted += number
    return deleted


def keep_until(meeting: Meeting, rules: ReadingRules) -> datetime:
    """Return until when it is kept who opened what: the announced days after the meeting's end."""
    return (meeting.closed_at or meeting.ends_at) + timedelta(days=rules.kept_days)
