"""Opinions and comments while a paper goes round, and what was opened before it is signed."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from documents.actions import let_in
from journal.book import tell
from people.models import Absence, User
from signing import events
from signing.actions.circulating import leave_out, others_of_group, take_over
from signing.actions.planning import check_step
from signing.actions.routes import ask_next
from signing.models import Route, RouteRemark, Step, StepRead
from signing.states import RouteState, StepKind, StepState

LONGEST = 2000  # characters of an opinion or a comment


@transaction.atomic
def give_opinion(step: Step, *, text: str, seen: str, by: User) -> Step:
    """Say what one thinks of the paper, without a signature; "" means agreed. ``seen`` as in ``sign``."""
    route, step = locked(step.route), locked(step)
    if step.state == StepState.SIGNED:
        return step
    check_step(step, by, frozenset({StepKind.REVIEW}))
    if seen != route.current.sha256:
        raise Refused(
            _("The paper has changed since you opened it. Nothing was signed; look again.")
        )
    if step.who_id != by.pk:
        take_over(step, by, "")
    step.said = text.strip()[:LONGEST] or _("Agreed.")
    step.done_at = now()
    step.move_to(StepState.SIGNED, "said", "done_at")
    for other in others_of_group(step):
        leave_out(other, _("%(who)s did it.") % {"who": by})
    tell(events.OPINION_GIVEN, who=by, what=route, opinion=step.said, sha256=seen)
    ask_next(route)
    return step


@transaction.atomic
def remark(route: Route, *, text: str, page: int = 0, by: User) -> RouteRemark:
    """Comment on a page (from 1; 0: the whole paper) of the version that is shown now."""
    route, text = locked(route), text.strip()[:LONGEST]
    if not text:
        raise Refused(_("Please write your comment."))
    if route.state != RouteState.CIRCULATING:
        raise Refused(_("This paper is not on its way any more."))
    page = page if 0 <= page <= route.current.pages else 0
    row = RouteRemark.objects.create(
        route=route, version=route.current, page=page, text=text, by=by
    )
    tell(events.REMARK_MADE, who=by, what=route, text=text, page=page)
    return row


@transaction.atomic
def settle_remark(row: RouteRemark, *, by: User) -> RouteRemark:
    """Mark a comment as settled; done twice, it is done once."""
    row = locked(row)
    if row.settled_at is None:
        row.settled_at, row.settled_by = now(), by
        row.save(update_fields=["settled_at", "settled_by"])
        tell(events.REMARK_SETTLED, who=by, what=row.route, text=row.text[:200])
    return row


def let_stand_in_read(absence: Absence) -> list[Step]:
    """Let who stands in from now on read what waits for the absent person; return those steps."""
    if absence.since > today():
        return []
    rows = Step.objects.filter(
        who=absence.person_id, state=StepState.ASKED, route__state=RouteState.CIRCULATING
    )
    steps = list(rows.select_related("route__paper__folder"))
    for step in steps:
        let_in([absence.stand_in], step.route.paper.folder)
    return steps


def opened(step: Step, *, sha256: str, by: User) -> StepRead:
    """Note that the person opened this very version at this step; noted once."""
    return StepRead.objects.get_or_create(step=step, who=by, sha256=sha256)[0]
