"""A round from its draft to its sending: drafted, submitted, returned or approved, sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now
from core.refused import Refused
from documents.actions import let_in, open_folder, shut_out
from journal.book import tell
from opinions import events
from opinions.actions.ground import clock, let_circle_in, office_people, reason_given, take
from opinions.actions.reminding import wind_up
from opinions.deadlines import proposed, settled
from opinions.models import Asked, Matter, Round
from opinions.states import CHANGEABLE, GOING, AskedKind, RoundState
from people.access import units_of
from people.models import Post, Unit, User

MOST_MATTERS = 20


@dataclass(frozen=True)
class Plan:
    """What a round asks, in whose name, by which rule, and whom."""

    title: str
    unit: Unit
    leader: User
    matters: Sequence[str]
    members: Sequence[User]
    units: Sequence[Unit] = ()
    drafting_unit: Unit | None = None
    rule: str = "committee"
    explanation: str = ""
    grounds: str = ""
    days: int = 3
    must_sign: bool = False
    shows: str = "totals"
    words: tuple[str, ...] = field(
        default=("title", "unit", "leader", "drafting_unit", "rule", "explanation", "grounds",
                 "days", "must_sign", "shows"),
        repr=False,
    )  # fmt: skip


@transaction.atomic
def draft_round(plan: Plan, *, by: User) -> Round:
    """Draft a round; it belongs to the office of who drafts it."""
    title = _checked(plan)
    folder = open_folder(title, topic="", unit=plan.unit)
    given = {name: getattr(plan, name) for name in plan.words} | {"title": title}
    office = units_of(by).first()
    round_ = Round.objects.create(folder=folder, created_by=by, office=office, **given)
    folder.topic = round_.book
    folder.save(update_fields=["topic"])
    let_in([*office_people(round_), plan.leader], folder, writing=True)
    _write_matters(round_, plan.matters)
    _write_list(round_, plan)
    tell(events.ROUND_DRAFTED, who=by, what=round_)
    return round_


@transaction.atomic
def change_round(round_: Round, plan: Plan, *, by: User, seen: int | None = None) -> Round:
    """Change a draft, or a round that was returned; refused when somebody else changed it since ``seen``."""
    title = _checked(plan)
    round_ = take(round_, *CHANGEABLE, seen=seen)
    shut_out(round_.leader, round_.folder)  # perhaps another leads from now on
    for name in plan.words:
        setattr(round_, name, getattr(plan, name))
    round_.title = title
    round_.save()
    let_in([*office_people(round_), plan.leader], round_.folder, writing=True)
    round_.matters.all().delete()
    round_.asked.all().delete()
    _write_matters(round_, plan.matters)
    _write_list(round_, plan)
    tell(events.ROUND_CHANGED, who=by, what=round_)
    return round_


@transaction.atomic
def submit(round_: Round, *, by: User) -> Round:
    """Submit the draft to the leader."""
    round_ = take(round_, *CHANGEABLE)
    round_.reason = ""
    round_.move_to(RoundState.SUBMITTED, "reason")
    tell(events.ROUND_SUBMITTED, who=by, what=round_, leader=str(round_.leader))
    return round_


@transaction.atomic
def take_back(round_: Round, *, by: User) -> Round:
    """Take a round back before it is sent, to change it; it must be approved again."""
    round_ = take(round_, RoundState.SUBMITTED, RoundState.APPROVED)
    round_.move_to(RoundState.DRAFT)
    tell(events.ROUND_TAKEN_BACK, who=by, what=round_)
    return round_


@transaction.atomic
def return_round(round_: Round, *, reason: str, by: User) -> Round:
    """Return a submitted round, with a reason."""
    round_, reason = take(round_, RoundState.SUBMITTED), reason_given(reason)
    round_.reason = reason
    round_.move_to(RoundState.RETURNED, "reason")
    tell(events.ROUND_RETURNED, who=by, what=round_, reason=reason)
    return round_


@transaction.atomic
def approve(round_: Round, *, by: User) -> Round:
    """Approve a submitted round: it may be sent."""
    round_ = take(round_, RoundState.SUBMITTED)
    round_.move_to(RoundState.APPROVED)
    tell(events.ROUND_APPROVED, who=by, what=round_)
    return round_


@transaction.atomic
def approve_and_send(round_: Round, *, by: User) -> Round:
    """Approve and send at once, with the deadline the draft proposes."""
    return send_round(approve(round_, by=by), by=by)


@transaction.atomic
def send_round(round_: Round, *, by: User, deadline: datetime | None = None) -> Round:
    """Send: the list of who is asked is frozen, answers are taken until the deadline.

    Without ``deadline`` it is the end of the draft's number of working days; one on a day off moves to the next
    working day.
    """
    round_ = take(round_, RoundState.APPROVED)
    calendar, local = city_calendar(), timezone.localtime(now())
    wanted = timezone.localtime(deadline) if deadline else proposed(local, round_.days, calendar)
    round_.deadline = settled(wanted, calendar)
    if round_.deadline <= now():
        raise Refused(_("The deadline must lie ahead."))
    members, units = _frozen(round_)
    round_.sent_at = now()
    round_.move_to(RoundState.COLLECTING, "deadline", "sent_at")
    let_circle_in(round_)
    wind_up(round_, calendar)
    tell(
        events.ROUND_SENT, who=by, what=round_, members=members, units=units,
        due=clock(round_.deadline),
    )  # fmt: skip
    return round_


@transaction.atomic
def cancel(round_: Round, *, reason: str, by: User) -> Round:
    """Call a round off before it is counted, with a reason everybody who was asked reads."""
    round_, reason = take(round_), reason_given(reason)
    if round_.state not in (*CHANGEABLE, *GOING):
        raise Refused(_("The result is there; the round is no longer cancelled."))
    round_.reason, round_.remind_at = reason, None
    round_.move_to(RoundState.CANCELLED, "reason", "remind_at")
    tell(events.ROUND_CANCELLED, who=by, what=round_, reason=reason)
    return round_


def _checked(plan: Plan) -> str:
    """Return the tidied title; refuses a plan that asks nothing or nobody."""
    title = " ".join(plan.title.split())[:300]
    if not title or not [m for m in plan.matters if m.strip()]:
        raise Refused(_("A round needs a title and at least one question."))
    if len(plan.matters) > MOST_MATTERS:
        raise Refused(_("At most %(most)s questions in one round.") % {"most": MOST_MATTERS})
    if not plan.members and (plan.rule != "advisory" or not plan.units):
        raise Refused(_("Please choose the members who are asked."))
    return title


def _write_matters(round_: Round, questions: Sequence[str]) -> None:
    told = [question.strip()[:1000] for question in questions if question.strip()]
    Matter.objects.bulk_create(
        Matter(round=round_, position=position, question=question)
        for position, question in enumerate(told, start=1)
    )


def _write_list(round_: Round, plan: Plan) -> None:
    members = list({user.pk: user for user in plan.members}.values())
    lines = [Asked(round=round_, kind=AskedKind.MEMBER, user=user) for user in members]
    lines += [Asked(round=round_, kind=AskedKind.UNIT, unit=unit) for unit in plan.units]
    for position, line in enumerate(lines, start=1):
        line.position = position
    Asked.objects.bulk_create(lines, batch_size=500)


def _frozen(round_: Round) -> tuple[int, int]:
    """Write down title and unit of each member as they are now; return how many members and units are asked."""
    lines = list(round_.asked.select_related("user"))
    gone = [str(line) for line in lines if line.user and not line.user.is_active]
    if gone:
        raise Refused(
            _("%(names)s can no longer sign in. Take the round back and change the list.")
            % {"names": ", ".join(gone)}
        )
    members = [line for line in lines if line.kind == AskedKind.MEMBER]
    posts: dict[int, Post] = {}
    rows = Post.objects.filter(user__in=[line.user_id for line in members])
    for post in rows.order_by("position", "pk"):
        posts.setdefault(post.user_id, post)
    for line in members:
        own = posts.get(line.user_id or 0)
        line.title, line.unit_id = (own.title, own.unit_id) if own else ("", None)
    Asked.objects.bulk_update(members, ["title", "unit"], batch_size=500)
    return len(members), len(lines) - len(members)
