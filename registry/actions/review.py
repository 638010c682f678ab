"""Opinions on a draft: people asked, remarks by paragraph, taken over or answered, verdicts."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import let_in
from documents.writing import paragraph
from journal.book import tell
from people.models import User
from registry import events
from registry.actions.drafts import keep_edition, writable
from registry.actions.texts import PROPOSED, write_text
from registry.models import Draft, DraftPerson, TextRemark
from registry.states import DraftState, Verdict


@transaction.atomic
def ask(draft: Draft, people: Sequence[User], *, by: User, due_on: date | None = None) -> Draft:
    """Ask people for their opinion; who answered before is asked anew."""
    draft = writable(draft)
    if not people:
        raise Refused(_("Please choose who is asked."))
    for person in people:
        fresh = {"verdict": Verdict.ASKED, "said": "", "said_at": None, "asked_by": by, "asked_at": now(), "due_on": due_on}  # fmt: skip
        DraftPerson.objects.update_or_create(draft=draft, who=person, defaults=fresh)
    let_in(list(people), draft.folder)
    keep_edition(draft, why=_("sent out for opinions"), by=by)
    if draft.state == DraftState.WRITING:
        draft.move_to(DraftState.REVIEW)
    names = ", ".join(map(str, people))
    tell(events.PEOPLE_ASKED, who=by, what=draft, names=names, people=[one.pk for one in people])
    return draft


@transaction.atomic
def answer(draft: Draft, *, agreed: bool, said: str, by: User) -> DraftPerson:
    """Agree, or want changes and say which; repeated, the last answer counts."""
    draft = writable(draft)
    row = DraftPerson.objects.select_for_update().filter(draft=draft, who=by).exclude(verdict=Verdict.WRITER).first()  # fmt: skip
    if row is None:
        raise Refused(_("You were not asked about this draft."))
    said = said.strip()[:1000]
    if not agreed and not said:
        raise Refused(_("Please say what should be changed."))
    row.verdict, row.said, row.said_at = Verdict.AGREED if agreed else Verdict.CHANGES, said, now()
    row.save()
    tell(events.PERSON_ANSWERED, who=by, what=row, draft=str(draft), verdict=str(row.get_verdict_display()))  # fmt: skip
    return row


@transaction.atomic
def remark(draft: Draft, *, text: str, by: User, key: str = "", proposal: str = "") -> TextRemark:
    """Remark on a paragraph or the whole; ``proposal`` is the text one would put there."""
    draft = writable(draft)
    text, proposal = text.strip()[:2000], proposal.strip()[:20_000]
    if key:
        if proposal == paragraph(draft.blocks, key).text:
            proposal = ""
    elif proposal:
        raise Refused(_("A text is proposed for one paragraph."))
    if not text and not proposal:
        raise Refused(_("Please write your remark."))
    row = TextRemark.objects.create(draft=draft, key=key, text=text, proposal=proposal, by=by)
    tell(events.REMARKED, who=by, what=row, draft=str(draft))
    return row


@transaction.atomic
def settle(row: TextRemark, *, take: bool, by: User, answer: str = "") -> TextRemark:
    """Settle a remark: taken over (a proposed text is put in place) or not, with an answer; it stays in the history."""
    draft = writable(row.draft)
    row = locked(row)
    if row.settled_at is not None:
        return row
    if take and row.proposal:
        block = paragraph(draft.blocks, row.key)
        write_text(draft, row.key, row.proposal, seen=block.revision, by=by, how=PROPOSED)
    row.taken, row.answer = take, answer.strip()[:500]
    row.settled_by, row.settled_at = by, now()
    row.save()
    tell(events.REMARK_SETTLED, who=by, what=row, draft=str(draft), taken=take)
    return row
