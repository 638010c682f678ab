"""The papers of a round: drafts and explanations, filed before it is sent; added, never changed, afterwards."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from documents.actions import add_paper, add_version
from documents.models import Paper, Version
from journal.book import tell
from opinions import events
from opinions.models import Round
from opinions.states import CHANGEABLE, RoundState
from people.models import User


def file_paper(round_: Round, *, upload: Any, title: str, by: User, kind: str = "") -> Paper:
    """File a PDF to the round: while it is prepared, and what is missing also while answers come in."""
    if round_.state not in (*CHANGEABLE, RoundState.COLLECTING):
        raise Refused(_("Papers are added while the round is prepared or collects opinions."))
    paper = add_paper(round_.folder, title=title, upload=upload, by=by, kind=kind)
    if round_.state == RoundState.COLLECTING:
        _say_added(round_, paper, by)
    return paper


@transaction.atomic
def _say_added(round_: Round, paper: Paper, by: User) -> None:
    tell(events.PAPER_ADDED, who=by, what=round_, paper=paper.title)


def replace_paper(round_: Round, paper: Paper, *, upload: Any, by: User) -> Version:
    """Put a new version in place while the round is prepared; what people answered on is never changed."""
    if round_.state not in CHANGEABLE:
        raise Refused(
            _(
                "People answer on this version; it is not replaced any more. Add another paper, or cancel the round and send it anew."
            )
        )
    if paper.folder_id != round_.folder_id:
        raise Refused(_("This paper does not belong to the round."))
    return add_version(paper, upload=upload, by=by)
