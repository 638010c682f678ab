"""The catalogue of issuing authorities, and which of them issued a paper."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents import events
from documents.models import Issuer, Paper
from journal.book import tell
from people.models import User


def offered(paper: Paper | None = None) -> QuerySet[Issuer]:
    """Return the authorities that are offered, and the paper's own even when it no longer is."""
    own = Q(pk=paper.issuer_id) if paper and paper.issuer_id else Q(pk=None)
    return Issuer.objects.filter(Q(closed=False) | own)


@transaction.atomic
def add_issuer(name: str, *, by: User, code: str = "") -> Issuer:
    """Add an authority; there already, it is offered again."""
    name = " ".join(name.split())[:200]
    if not name:
        raise Refused(_("Please write the name of the authority."))
    issuer, _new = Issuer.objects.update_or_create(
        name=name, defaults={"code": code.strip()[:24], "closed": False}
    )
    tell(events.ISSUER_ADDED, who=by, what=issuer)
    return issuer


@transaction.atomic
def offer(issuer: Issuer, *, offered: bool, by: User) -> Issuer:
    """Offer the authority, or no longer; papers keep theirs."""
    issuer = locked(issuer)
    issuer.closed = not offered
    issuer.save(update_fields=["closed"])
    tell(events.ISSUER_REOPENED if offered else events.ISSUER_CLOSED, who=by, what=issuer)
    return issuer


@transaction.atomic
def set_issuer(paper: Paper, issuer: Issuer | None, *, by: User) -> Paper:
    """Write down who issued the paper."""
    paper = locked(paper)
    if paper.issuer != issuer:
        paper.issuer = issuer
        paper.save(update_fields=["issuer"])
        tell(events.ISSUER_SET, who=by, what=paper, issuer=str(issuer or "–"))
    return paper
