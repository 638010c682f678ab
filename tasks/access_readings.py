"""Who sees a text that was read for tasks: who brought it, for whom, and whom they shared it with. Nobody else, no administrator."""

from django.db.models import Q, QuerySet
from django.http import Http404

from people.models import Post, Role, User
from tasks.models import Proposal, Reading


def readings(user: User) -> QuerySet[Reading]:
    """Return the readings the person may see; one shared with a unit is seen by its leaders and clerks."""
    keeps = Q(is_head=True) | Q(role__in=[Role.LEADER, Role.CLERK])
    units = Post.objects.filter(keeps, user_id=user.pk).values("unit")
    return Reading.objects.filter(Q(by=user.pk) | Q(giver=user.pk) | Q(unit__in=units))


def reading_for(user: User, pk: int) -> Reading:
    """Fetch a reading: 404 for everybody who may not see it."""
    row = readings(user).select_related("giver", "by", "unit").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def proposal_for(user: User, pk: int) -> Proposal:
    """Fetch a proposal of a reading the person may see; who sees it may decide."""
    rows = Proposal.objects.select_related("reading__giver", "decided_by")
    row = rows.filter(pk=pk, reading__in=readings(user)).first()
    if row is None:
        raise Http404
    return row
