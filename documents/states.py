"""When a paper may change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperState(TextChoices):
    """Where a paper stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("being signed")
    SIGNED = "signed", _("signed")
    ISSUED = "issued", _("issued")
    WITHDRAWN = "withdrawn", _("withdrawn")


PAPER_MOVES = {
    PaperState.DRAFT: frozenset({PaperState.IN_REVIEW, PaperState.WITHDRAWN}),
    PaperState.IN_REVIEW: frozenset({PaperState.DRAFT, PaperState.SIGNED}),
    PaperState.SIGNED: frozenset({PaperState.ISSUED, PaperState.DRAFT}),
    PaperState.ISSUED: frozenset({PaperState.WITHDRAWN}),
    PaperState.WITHDRAWN: frozenset(),
}
