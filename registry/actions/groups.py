"""Groups of recipients: an agency writes down whom its documents mean by “Các sở, ban, ngành”."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from journal.models import Entry
from people.models import Unit, User
from registry import events
from registry.models import RecipientGroup
from registry.queries.recipients import unfit, wordings


@transaction.atomic
def write_group(agency: Unit, *, name: str, units: Sequence[Unit], by: User, also: Sequence[str] = (), group: RecipientGroup | None = None) -> RecipientGroup:  # fmt: skip
    """Write down a group, or (``group``) change it; ``Refused`` for no units and for a name that is none, or another's."""
    locked(agency)  # two clerks at once do not give two groups one name
    named = wordings([name])
    if not named or not units:
        raise Refused(_("A group of recipients has a name and its units."))
    row = group or RecipientGroup(agency=agency)
    row.name, row.also = named[0], [one for one in wordings(also) if one != named[0]]
    if why := unfit(agency, row.name, row.also, row.pk):
        raise Refused(why)
    row.save()
    row.units.set(units)
    tell(events.GROUP_SET, who=by, what=row, count=len(units))
    return row


@transaction.atomic
def drop_group(group: RecipientGroup, *, by: User) -> Entry:
    """Drop a group; what was sent to its units stays sent. The entry keeps what it was, so that the drop can be undone."""
    units = list(group.units.values_list("pk", flat=True))
    entry = tell(events.GROUP_DROPPED, who=by, what=group, also=group.also, units=units)
    group.delete()
    return entry
