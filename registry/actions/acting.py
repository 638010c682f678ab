"""What one document does to another: recalls it, replaces it, corrects it (Decree 30/2020 art. 18)."""

from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import User
from registry import events
from registry.models import Bond, Issue
from registry.states import Effect, IssueState

ENDS_AS = {Effect.RECALLS: IssueState.RECALLED, Effect.REPLACES: IssueState.REPLACED}


def act_upon(later: Issue, earlier: Issue, effect: Effect, *, by: User) -> Bond:
    """Bind a later document to the earlier one it acts upon, inside the transaction that numbers it.

    A recalled or replaced document takes no further effect; a correction leaves it in force. ``Refused`` when it has ended.
    """
    earlier = locked(earlier)
    if effect in ENDS_AS:
        if earlier.state in ENDS_AS.values():
            raise Refused(_("%(document)s was recalled or replaced already.") % {"document": earlier})  # fmt: skip
        earlier.move_to(ENDS_AS[effect])
    bond, _new = Bond.objects.get_or_create(later=later, earlier=earlier, defaults={"effect": effect})  # fmt: skip
    said = str(effect.label)
    tell(events.ACTED_UPON, who=by, what=earlier, effect=said, later=later.number.notation, code=str(effect))  # fmt: skip
    return bond
