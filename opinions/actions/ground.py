"""What every act on a round begins with: the row under its lock, in the right state, and who stands around it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import let_in
from journal.book import tell
from journal.ledger import head
from opinions import events
from opinions.access import SPEAKS
from opinions.models import Asked, Round
from opinions.queries.progress import progress
from opinions.states import AskedKind, RoundState, SheetState
from people.models import Post, User


def take(round_: Round, *states: RoundState, seen: int | None = None) -> Round:
    """Return the round under its lock, in one of the states, unchanged since revision ``seen`` of its book."""
    round_ = locked(round_)
    if states and round_.state not in states:
        raise Refused(
            _("The round is “%(state)s”; this cannot be done now.")
            % {"state": round_.get_state_display()}
        )
    if seen is not None and head(round_.book) != seen:
        raise Refused(
            _(
                "Somebody else changed this round in the meantime. Nothing of what you typed is lost: look again, then send it once more."
            )
        )
    return round_


def still_collecting(round_: Round) -> Round:
    """Return the round under its lock while answers are taken: not closed, its deadline not past."""
    round_ = locked(round_)
    if round_.state == RoundState.COLLECTING and round_.deadline and now() <= round_.deadline:
        return round_
    if round_.state in (RoundState.COLLECTING, RoundState.CLOSED):
        ended = round_.closed_at if round_.closed_at and not round_.overdue else round_.deadline
        raise Refused(
            _("The round ended at %(end)s; no answer is taken any more.") % {"end": clock(ended)}
        )
    raise Refused(
        _("The round is “%(state)s”; no answer is taken now.")
        % {"state": round_.get_state_display()}
    )


def reason_given(reason: str) -> str:
    """Return the reason, tidied; refuses an empty one."""
    text = reason.strip()[:1000]
    if not text:
        raise Refused(_("Please give a reason."))
    return text


def clock(moment: datetime | None) -> str:
    """Return a moment as it is written: “17:00 20/03/2026”, city time; a dash for none."""
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}" if moment else "–"


def people_of(line: Asked) -> list[User]:
    """Return who can answer for the line: the member, or the active people who speak for the unit."""
    if line.kind == AskedKind.MEMBER and line.user:
        return [line.user]
    posts = Post.objects.filter(SPEAKS, unit_id=line.unit_id or 0, user__is_active=True)
    return list({post.user_id: post.user for post in posts.select_related("user")}.values())


def let_circle_in(round_: Round) -> None:
    """Let everybody who is asked or drafts read the round's papers (a few queries, whatever their number)."""
    lines = list(round_.asked.filter(removed_at=None).select_related("user"))
    units = [line.unit_id for line in lines if line.kind == AskedKind.UNIT]
    posts = Post.objects.filter(SPEAKS, unit__in=[*units, round_.drafting_unit_id or 0])
    people = {post.user_id: post.user for post in posts.select_related("user")}
    people |= {line.user_id: line.user for line in lines if line.user}  # type: ignore[misc]
    makers = [*office_people(round_), round_.leader]
    let_in(makers, round_.folder, writing=True)
    let_in(
        [user for pk, user in people.items() if pk not in {one.pk for one in makers}], round_.folder
    )


def say_when_complete(round_: Round, *, by: User) -> None:
    """Tell once more that an answer came, when it was the last one waited for."""
    if progress(round_).complete:
        tell(events.ALL_ANSWERED, who=by, what=round_)


def let_readers_in(round_: Round) -> None:
    """Let the leader and the drafting unit read what was handed in with the answers, once the round is closed."""
    posts = Post.objects.filter(SPEAKS, unit_id=round_.drafting_unit_id or 0)
    readers = [round_.leader, *(post.user for post in posts.select_related("user"))]
    sent = round_.asked.filter(sheets__state=SheetState.SENT).exclude(folder=None)
    for line in sent.distinct().select_related("folder"):
        let_in(readers, line.folder)  # type: ignore[arg-type]


def office_people(round_: Round) -> list[User]:
    """Return the active people who prepare the round: who made it and the clerks of its office."""
    clerks = Post.objects.filter(
        unit_id=round_.office_id or 0, role="clerk", user__is_active=True
    ).select_related("user")
    people = {round_.created_by_id: round_.created_by} | {p.user_id: p.user for p in clerks}
    return list(people.values())
