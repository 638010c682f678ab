"""On its way: returned, recalled, sent back to an earlier step, steps left out, added, handed on."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import copy_version, let_in, move_paper, version_from_bytes
from documents.states import PaperState
from journal.book import tell
from people.access import has_role
from people.models import Role, User
from signing import events
from signing.actions.routes import (
    MOST_STEPS,
    Ready,
    StepSpec,
    ask,
    ask_next,
    check_spots,
    due_from_today,
    fields,
    prepared_file,
)
from signing.models import Route, Signature, Step
from signing.routes import capacities
from signing.routes.order import Spot
from signing.routes.posts import signer_of
from signing.states import CLERKS_WORK, SIGNING, RouteState, StepKind, StepState

LONGEST = 250  # working days of a step


@transaction.atomic
def return_route(step: Step, *, reason: str, by: User) -> Route:
    """Give the paper back to who sent it, with a reason; the paper is a draft again."""
    route, step = locked(step.route), locked(step)
    reason = reason_given(reason)
    if step.state != StepState.ASKED:
        raise Refused(_("This step is not yours to do now."))
    step.move_to(StepState.REFUSED)
    _end(route, RouteState.RETURNED, reason, by)
    tell(events.ROUTE_RETURNED, who=by, what=route, reason=reason)
    return route


@transaction.atomic
def recall(route: Route, *, reason: str, by: User) -> Route:
    """Take the paper back from its way, with a reason; the paper is a draft again."""
    route = locked(route)
    reason = reason_given(reason)
    _end(route, RouteState.RECALLED, reason, by)
    tell(events.ROUTE_RECALLED, who=by, what=route, reason=reason)
    return route


@transaction.atomic
def send_back(step: Step, target: Step, *, reason: str, by: User) -> Route:
    """Send the paper back to an earlier step; what was signed from there on is void, the file is as it was before.

    Void signatures stay in the journal and in the earlier versions of the paper.
    """
    route, step, target = locked(step.route), locked(step), locked(target)
    reason = reason_given(reason)
    _going(route)
    if step.state != StepState.ASKED or step.route_id != target.route_id:
        raise Refused(_("This step is not yours to do now."))
    if target.state != StepState.SIGNED or target.rank >= step.rank:
        raise Refused(_("A paper goes back to a step that is done and was earlier."))
    void = _undo_signatures(route, target, by)
    again = route.steps.filter(rank__gt=target.rank) | route.steps.filter(pk__in={target.pk, *void})
    for one in again.exclude(state__in=(StepState.WAITING, StepState.SKIPPED)).distinct():
        one.done_at = None
        one.move_to(StepState.WAITING, "done_at")
    ask_next(route)
    tell(
        events.SENT_BACK, who=by, what=route, whom=str(target.who), reason=reason,
        sha256=route.current.sha256, void=len(void),
    )  # fmt: skip
    return route


@transaction.atomic
def skip_step(step: Step, *, reason: str, by: User) -> Step:
    """Leave a step out, with a reason: an opinion, an initial, or one of several signatures; never number or seal."""
    route, step = locked(step.route), locked(step)
    reason = reason_given(reason)
    _going(route)
    if step.kind in CLERKS_WORK:
        raise Refused(_("Number and seal cannot be left out."))
    leave_out(step, reason)
    if step.kind == StepKind.SIGN and not _still_signed(route):
        raise Refused(_("A person signs first; number and seal come after."))
    tell(events.STEP_SKIPPED, who=by, what=route, whom=str(step.who), reason=reason)
    ask_next(route)
    return step


def add_step(route: Route, spec: StepSpec, *, reason: str, by: User) -> Step:
    """Add a step while the paper goes round, at rank ``spec.rank`` (0: together with those asked now).

    A further signature needs a place in the file, which is made only while nobody has signed; the file is prepared anew
    before the transaction.
    """
    if spec.kind in CLERKS_WORK:
        raise Refused(_("Opinions, initials and signatures can be added; number and seal cannot."))
    ready = None
    if spec.kind in SIGNING:
        _unsigned(route)
        steps = [*route.steps.exclude(state=StepState.SKIPPED).select_related("who"), spec]
        ready = prepared_file(route.draft.path, steps, code=route.code, given=route.places)
    return _add_step(route, spec, ready, reason=reason, by=by)


@transaction.atomic
def _add_step(route: Route, spec: StepSpec, ready: Ready | None, *, reason: str, by: User) -> Step:
    before, route = route.current_id, locked(route)
    reason = reason_given(reason)
    _going(route)
    steps = list(route.steps.exclude(state=StepState.SKIPPED))
    rank = spec.rank or min(s.rank for s in steps if s.state == StepState.ASKED)
    if len(steps) >= MOST_STEPS or rank < min(s.rank for s in steps if s.state == StepState.ASKED):
        raise Refused(_("This step would be earlier than where the paper is now."))
    check_spots(
        [*(Spot(s.kind, s.rank, s.who_id) for s in steps), Spot(spec.kind, rank, spec.who.pk)]
    )
    if ready is not None:
        _put_prepared(route, ready, before, by)
    step = _write_added(route, spec, rank, by)
    let_in([spec.who], route.paper.folder)
    if any(s.rank == rank and s.state == StepState.ASKED for s in steps):
        ask(step)
    anew = {} if ready is None else {"doubts": ready.left(route.places)}
    tell(events.STEP_ADDED, who=by, what=route, whom=str(spec.who), reason=reason, **anew)
    return step


@transaction.atomic
def hand_on(step: Step, *, to: User, right: str = "", reason: str, by: User) -> Step:
    """Hand one's own step on: they sign in their own name, as KT., TL. or TUQ. (Decree 30/2020 art. 13).

    ``Refused`` for a signature under a printed name (the paper would name somebody else), for authority that was
    itself handed on, for number and seal to somebody who is no clerk.
    """
    route, step = locked(step.route), locked(step)
    reason = reason_given(reason)
    _going(route)
    if step.state not in (StepState.ASKED, StepState.WAITING):
        raise Refused(_("This step is not yours to do now."))
    _may_take(step, to, right)
    take_over(step, to, right if step.kind == StepKind.SIGN else "")
    let_in([to], route.paper.folder)
    tell(events.STEP_HANDED_ON, who=by, what=route, whom=str(to), reason=reason, step=step.pk)
    return step


@transaction.atomic
def change_due(step: Step, *, days: int, by: User) -> Step:
    """Give an open step a deadline, counted in working days from today (0: none)."""
    route, step = locked(step.route), locked(step)
    _going(route)
    if step.state not in (StepState.ASKED, StepState.WAITING):
        raise Refused(_("This step is over."))
    step.days = min(max(days, 0), LONGEST)
    step.due_on = due_from_today(step.days) if step.state == StepState.ASKED else None
    step.save(update_fields=["days", "due_on"])
    due = f"{step.due_on:%d/%m/%Y}" if step.due_on else str(step.days)
    tell(events.DUE_CHANGED, who=by, what=route, whom=str(step.who), due=due)
    return step


def take_over(step: Step, to: User, right: str) -> None:
    """Make the step that of ``to``, in their own name and right; whose it was stays written."""
    step.instead_of = step.instead_of or step.who
    step.who, step.right = to, right
    step.capacity = capacities.printed(right, signer_of(to, step.unit)) if right else ""
    step.save(update_fields=["instead_of", "who", "right", "capacity"])


def leave_out(step: Step, why: str) -> None:
    """Mark a step as not needed any more."""
    step.said, step.done_at = why[:2000], now()
    step.move_to(StepState.SKIPPED, "said", "done_at")


def others_of_group(step: Step) -> list[Step]:
    """Return the open steps that need not be done once this one is: “any one of them”."""
    if not step.one_of:
        return []
    same = step.route.steps.filter(rank=step.rank, one_of=True, kind=step.kind)
    return list(same.filter(state=StepState.ASKED).exclude(pk=step.pk).select_related("who"))


def names_another(step: Step, by: User) -> str:
    """Return why this person cannot sign in the place of the step's: the paper prints the other's name; "" if not."""
    if not step.printed or step.kind != StepKind.SIGN:
        return ""
    return _(
        "The paper prints the name of %(who)s. Return it, so that it is sent again with the name and right of %(to)s."
    ) % {"who": step.who, "to": by}


def reason_given(reason: str) -> str:
    """Return the reason without blanks at its ends; ``Refused`` without one."""
    reason = reason.strip()[:1000]
    if not reason:
        raise Refused(_("Please give a reason."))
    return reason


def _going(route: Route) -> None:
    if route.state != RouteState.CIRCULATING:
        raise Refused(_("This paper is not on its way any more."))


def _may_take(step: Step, to: User, right: str) -> None:
    if to.pk == step.who_id or not to.is_active:
        raise Refused(_("Choose somebody else."))
    if step.route.steps.filter(rank=step.rank, who=to).exclude(state=StepState.SKIPPED).exists():
        raise Refused(_("One person has two steps at the same time."))
    if step.kind in CLERKS_WORK and not has_role(to, Role.CLERK):
        raise Refused(_("Only a clerk numbers and seals."))
    if sentence := names_another(step, to):
        raise Refused(sentence)
    if step.kind == StepKind.SIGN and not capacities.may_follow(step.right, right):
        raise Refused(
            _("A signature is handed on as KT., TL. or TUQ.; who signs TUQ. does not hand it on (Decree 30/2020, article 13).")
        )  # fmt: skip


def _undo_signatures(route: Route, target: Step, by: User) -> set[int]:
    """Void the signatures made at the target or later; the file is again the one before the first of them."""
    live = Signature.objects.filter(step__route=route, voided_at=None).order_by("version__number")
    later = [one for one in live.select_related("step") if one.step.rank > target.rank]
    own = [one for one in live if one.step_id == target.pk]
    first = min((one.version.number for one in [*own, *later]), default=None)
    if first is None:
        return set()
    void = live.filter(version__number__gte=first)
    before = route.paper.versions.filter(sha256=void[0].before).order_by("-number")[0]
    steps = set(void.values_list("step_id", flat=True))
    Signature.objects.filter(step__in=steps, voided_at=None).update(voided_at=now())
    route.current = copy_version(before, route.paper, by=by)
    route.save(update_fields=["current"])
    return steps


def _still_signed(route: Route) -> bool:
    return route.steps.filter(kind=StepKind.SIGN).exclude(state=StepState.SKIPPED).exists()


def _unsigned(route: Route) -> None:
    if Signature.objects.filter(step__route=route, voided_at=None).exists():
        raise Refused(
            _("Somebody has signed already: a further signature finds no place in the file. Recall the paper and send it anew.")
        )  # fmt: skip


def _put_prepared(route: Route, ready: Ready, before: int, by: User) -> None:
    _unsigned(route)
    if route.current_id != before:
        raise Refused(_("Meanwhile the paper has moved on. Please look again."))
    route.current = version_from_bytes(
        route.paper, content=ready.content, name=route.current.name, by=by,
        note=_("prepared to be signed"),
    )  # fmt: skip
    route.save(update_fields=["current"])
    steps = route.steps.exclude(state=StepState.SKIPPED).filter(kind__in=SIGNING)
    names = fields(steps.values_list("kind", flat=True))
    for step, name in zip(steps, names, strict=True):
        step.field, step.printed = name, name in ready.named
        step.save(update_fields=["field", "printed"])


def _write_added(route: Route, spec: StepSpec, rank: int, by: User) -> Step:
    last = route.steps.order_by("-position").values_list("position", flat=True)[0]
    same = route.steps.exclude(state=StepState.SKIPPED).filter(kind=spec.kind).count()
    name = "" if spec.kind not in SIGNING else fields([spec.kind] * (same + 1))[-1]
    return Step.objects.create(
        route=route, position=last + 1, rank=rank, kind=spec.kind, who=spec.who, unit=spec.unit,
        right=spec.right, capacity=spec.capacity[:200], days=spec.days, field=name, added_by=by,
    )  # fmt: skip


def _end(route: Route, state: RouteState, reason: str, by: User) -> None:
    route.reason, route.ended_at = reason, now()
    route.move_to(state, "reason", "ended_at")
    if route.paper.state == PaperState.IN_REVIEW:
        move_paper(route.paper, PaperState.DRAFT, by=by)
