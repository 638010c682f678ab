"""The usual ways: kept and removed by the clerk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from journal.book import tell
from people.models import User
from signing import events
from signing.actions.routes import faults
from signing.models import RouteTemplate, TemplateLine
from signing.routes import order


@dataclass(frozen=True)
class RuleSpec:
    """One line of a usual way; ``rank`` and ``one_of`` as in ``StepSpec``."""

    kind: str
    rule: str
    rank: int
    who: User | None = None
    one_of: bool = False
    right: str = ""
    days: int = 0


@transaction.atomic
def keep_template(template: RouteTemplate, lines: Sequence[RuleSpec], *, by: User) -> RouteTemplate:
    """Keep a usual way with its lines, in the place of what it said before."""
    ranks = order.ranks(line.rank for line in lines)
    spots = [
        order.Spot(line.kind, rank, at)
        for at, (line, rank) in enumerate(zip(lines, ranks, strict=True))
    ]
    if wrong := order.fault(spots):
        raise Refused(faults()[wrong])
    same = RouteTemplate.objects.filter(name=template.name, unit=template.unit)
    if same.exclude(pk=template.pk).exists():
        raise Refused(_("There is a usual route of this name already."))
    template.by = template.by or by
    template.save()
    template.lines.all().delete()
    TemplateLine.objects.bulk_create(
        TemplateLine(
            template=template, position=at, rank=rank, kind=line.kind, rule=line.rule, who=line.who,
            one_of=line.one_of, right=line.right, days=line.days,
        )
        for at, (line, rank) in enumerate(zip(lines, ranks, strict=True), 1)
    )  # fmt: skip
    tell(events.TEMPLATE_KEPT, who=by, what=template)
    return template


@transaction.atomic
def remove_template(template: RouteTemplate, *, by: User) -> None:
    """Remove a usual way; routes that took it stay as they are."""
    tell(events.TEMPLATE_REMOVED, who=by, what=template)
    template.delete()
