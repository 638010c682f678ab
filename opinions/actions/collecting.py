"""While answers come in: the deadline moved, somebody taken off the list, the round closed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import shut_out
from journal.book import tell
from opinions import events
from opinions.actions.ground import (
    clock,
    let_circle_in,
    let_readers_in,
    people_of,
    reason_given,
    say_when_complete,
    take,
)
from opinions.actions.reminding import wind_up
from opinions.actions.table import fill_table
from opinions.deadlines import settled
from opinions.models import Asked, Extension, Round
from opinions.queries.progress import missing, progress
from opinions.states import RoundState
from people.models import User


@transaction.atomic
def extend(round_: Round, *, deadline: datetime, reason: str, by: User) -> Round:
    """Move the deadline, with a reason; the old one is kept. A round that closed unanswered collects again."""
    reason = reason_given(reason)
    round_ = take(round_, RoundState.COLLECTING, RoundState.CLOSED)
    calendar = city_calendar()
    new = settled(timezone.localtime(deadline), calendar)
    if new <= now():
        raise Refused(_("The deadline must lie ahead."))
    if round_.deadline is None or new == round_.deadline:
        raise Refused(_("That is the deadline already."))
    old, round_.deadline = round_.deadline, new
    Extension.objects.create(round=round_, old=old, new=new, reason=reason, by=by)
    round_.closed_at, round_.reason = None, ""
    round_.save(update_fields=["deadline", "closed_at", "reason"])
    if round_.state == RoundState.CLOSED:
        round_.move_to(RoundState.COLLECTING)
    let_circle_in(round_)
    wind_up(round_, calendar)
    tell(
        events.DEADLINE_MOVED, who=by, what=round_, old=clock(old), due=clock(new), reason=reason
    )  # fmt: skip
    return round_


@transaction.atomic
def take_off(line: Asked, *, reason: str, by: User) -> Asked:
    """Take a member or a unit off the list while answers come in: the base of the majority becomes smaller."""
    reason = reason_given(reason)[:300]
    round_ = take(line.round, RoundState.COLLECTING, RoundState.CLOSED)
    line = locked(line)
    if line.removed_at:
        return line
    left = round_.asked.filter(removed_at=None, kind=line.kind).exclude(pk=line.pk)
    if line.kind == "member" and not left.exists():
        raise Refused(_("The last member is not taken off the list; cancel the round instead."))
    line.removed_at, line.removed_reason = now(), reason
    line.save(update_fields=["removed_at", "removed_reason"])
    for person in people_of(line):
        shut_out(person, round_.folder)
    let_circle_in(round_)  # who leads, prepares, or is asked in another part still reads
    tell(events.ASKED_REMOVED, who=by, what=line, reason=reason)
    say_when_complete(round_, by=by)
    return line


@transaction.atomic
def close_round(round_: Round, *, by: User, reason: str = "") -> Round:
    """Close before the deadline: at once when everybody has answered, otherwise with a reason."""
    round_ = take(round_, RoundState.COLLECTING)
    if not reason.strip() and not progress(round_).complete:
        raise Refused(
            _(
                "Not everybody has answered yet. Please give a reason for closing before the deadline."
            )
        )
    said = reason.strip()[:1000] or _("everybody has answered")
    _close(round_, said)
    tell(events.ROUND_CLOSED, who=by, what=round_, reason=said)
    return round_


def close_overdue() -> int:
    """Close every round whose deadline is past; done twice, it is done once. Returns how many were closed."""
    late = Round.objects.filter(state=RoundState.COLLECTING, deadline__lt=now())
    return sum(_close_late(pk) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _close_late(pk: int) -> int:
    rows = Round.objects.select_for_update()
    round_ = rows.filter(pk=pk, state=RoundState.COLLECTING, deadline__lt=now()).first()
    if round_ is None:
        return 0
    names = [str(line) for line in missing(round_)]
    _close(round_, "")
    tell(events.CLOSED_BY_CLOCK, who=None, what=round_, missing=", ".join(names) or "–")
    return 1


def _close(round_: Round, reason: str) -> None:
    round_.closed_at, round_.reason, round_.remind_at = now(), reason, None
    round_.move_to(RoundState.CLOSED, "closed_at", "reason", "remind_at")
    fill_table(round_)
    let_readers_in(round_)
