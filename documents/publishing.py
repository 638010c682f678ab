"""Putting issued papers before the public, and taking one back."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.clock import now
from core.folding import fold
from core.locking import locked
from core.refused import Refused
from documents import events
from documents.models import Paper, Publication
from documents.states import PaperState
from journal.book import tell
from people.models import User

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letters that are mistaken on paper
OUT = (PaperState.SIGNED, PaperState.ISSUED)


@transaction.atomic
def publish(paper: Paper, *, by: User) -> Publication:
    """Put an issued paper before the public, at once; published already, nothing happens; taken back, it comes again."""
    paper = locked(paper)
    if paper.state != PaperState.ISSUED or not paper.notation:  # who signs alone issues nothing
        raise Refused(_("Only a signed and issued paper is made public."))
    there = Publication.objects.filter(paper=paper).first()
    if there and there.withdrawn_at is None:
        return there
    if there:
        there.withdrawn_at, there.reason, there.published_at, there.by = None, "", now(), by
        there.save()
    else:
        code = "".join(secrets.choice(ALPHABET) for _n in range(10))
        there = Publication.objects.create(paper=paper, code=code, by=by, published_at=now())
    tell(events.PAPER_PUBLISHED, who=by, what=paper, code=there.code)
    return there


@transaction.atomic
def unpublish(publication: Publication, *, reason: str, by: User) -> Publication:
    """Take a paper back from the public; its page then says that and why."""
    publication = locked(publication)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please give the reason why the paper is no longer public."))
    if publication.withdrawn_at is None:
        publication.withdrawn_at, publication.reason = now(), reason
        publication.save(update_fields=["withdrawn_at", "reason"])
        tell(events.PAPER_UNPUBLISHED, who=by, what=publication.paper, reason=reason)
    return publication


@transaction.atomic
def plan_publishing(paper: Paper, *, at_issue: bool, by: User) -> Paper:
    """Choose whether the paper becomes public by itself as soon as it is issued."""
    paper = locked(paper)
    if paper.state in OUT:
        raise Refused(_("This paper is issued already: make it public now."))
    if paper.goes_public != at_issue:
        paper.goes_public = at_issue
        paper.save(update_fields=["goes_public"])
        tell(events.PUBLISHING_PLANNED, who=by, what=paper, at_issue=at_issue)
    return paper


def published(words: str = "", kind: str = "", year: int | None = None) -> QuerySet[Publication]:
    """Return what the public may read now, newest first; ``words`` without regard to tone marks."""
    rows = Publication.objects.filter(withdrawn_at=None).select_related("paper__folder__unit")
    for word in fold(words).split()[:12]:
        rows = rows.filter(paper__search_text__contains=word)
    if kind:
        rows = rows.filter(paper__kind=kind)
    if year:
        rows = rows.filter(published_at__year=year)
    return rows


def publication_of(code: str) -> Publication | None:
    """Return what was published under the code, also when it was taken back."""
    rows = Publication.objects.select_related("paper__folder__unit", "paper__registered")
    return rows.filter(Q(code=code.upper())).first()


def publishable(folder: Any) -> list[Paper]:
    """Return the folder's papers that are public, may be made so, or are on their way to be issued; one query."""
    rows = folder.papers.filter(state__in=(PaperState.IN_REVIEW, *OUT))
    return list(rows.select_related("publication").order_by("pk"))
