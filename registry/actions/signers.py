"""Another signer while the paper is on its way: the same text printed with the other name and capacity, a new edition."""

import copy
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from journal.models import Entry
from people.models import User
from registry import events
from registry.actions.unfilled import blanks_of
from registry.actions.way import Printed, send_draft
from registry.models import Draft
from registry.states import DraftState


def as_of(draft: Draft, signer: User, capacity: str) -> Draft:
    """Return the draft as it will be printed with the other signer; nothing is saved."""
    other = copy.copy(draft)
    other.signer, other.capacity = signer, capacity
    return other


def initials_of(draft: Draft) -> list[User]:
    """Return who was asked for their small signature when the paper was sent last, in order."""
    sent = Entry.objects.filter(event=events.PAPER_READY.name, what=f"paper.{draft.paper_id}").order_by("-pk").first()  # fmt: skip
    keys = [pk for kind, pk, _capacity in (sent.data["steps"] if sent else []) if kind == "initial"]
    people = User.objects.filter(is_active=True).in_bulk(keys)
    return [people[pk] for pk in keys if pk in people]


@transaction.atomic
def change_signer(draft: Draft, printed: Printed, other: Draft, *, by: User, initials: Sequence[User] = ()) -> Draft:  # fmt: skip
    """Take the paper back and send the same text with another name under it; ``other`` comes from ``as_of``.

    ``Refused`` once the first signer has signed (then it is recalled by hand, with the signature), when somebody changed
    the draft meanwhile, and for an uploaded file: the name stands in the file. Who initialled is asked again.
    """
    draft = locked(draft)
    if draft.state != DraftState.SIGNING or draft.from_file:
        raise Refused(_("The signer is changed while a document written here is on its way to be signed."))  # fmt: skip
    if draft.revision != printed.revision:
        raise Refused(_("The text changed while it was printed. Nothing was sent; look again."))
    if other.signer_id == draft.signer_id and other.capacity == draft.capacity:
        raise Refused(_("This person signs it already."))
    why = _("another signer: %(who)s") % {"who": other.signer}
    tell(events.SIGNER_CHANGED, who=by, what=draft, signer=str(other.signer), before=str(draft.signer), why=why)  # fmt: skip
    draft = locked(draft)  # the office has taken the paper back; nothing is to be mended
    draft.remarks.filter(returned=True, settled_at=None, text=why).delete()
    draft.signer, draft.capacity = other.signer, other.capacity
    draft.revision += 1
    draft.save(update_fields=["signer", "capacity", "revision"])
    meant = [
        gap.words for gap in blanks_of(draft)
    ]  # seen and said to be meant when it was sent first
    ready = replace(printed, revision=draft.revision)
    return send_draft(draft, ready, initials=initials, anyway=why, meant=meant, by=by)
