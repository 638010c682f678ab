"""Places of signatures and seal moved by the clerk before anybody has signed; the file is prepared anew for them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.actions import version_from_bytes
from journal.book import tell
from people.models import User
from signing import events
from signing.actions.routes import Ready, prepared_file
from signing.bounded.asking import ask
from signing.models import Route
from signing.placing import may_move
from signing.states import StepState


def try_places(route: Route, given: dict[str, Any]) -> dict[str, str]:
    """Return what is wrong with places (field → word); nothing when all are on the page and free. Slow: no transaction."""
    from pathlib import Path

    answer, _made = ask("try_places", Path(route.draft.path), given=given)
    if "error" in answer:
        raise Refused(_("The pages of this paper cannot be read."))
    wrong: dict[str, str] = answer["wrong"]
    return wrong


def prepare_places(route: Route, given: dict[str, Any]) -> Ready:
    """Prepare the route's paper anew with these places (none: found automatically). Slow: no transaction."""
    steps = list(route.steps.exclude(state=StepState.SKIPPED).select_related("who", "unit"))
    return prepared_file(route.draft.path, steps, code=route.code, given=given)


@transaction.atomic
def move_places(route: Route, ready: Ready, given: dict[str, Any], *, seen: str, by: User) -> Route:
    """Put the newly prepared file in the place of the one that was shown (``seen``, SHA-256).

    ``Refused`` once somebody has signed, or when the file is another one meanwhile.
    """
    route = locked(route)
    if not may_move(route):
        raise Refused(_("Somebody has signed already: the places are not moved any more."))
    if route.current.sha256 != seen:
        raise Refused(_("The paper has changed since you opened it. Look again, please."))
    name, note = route.current.name, _("places moved")
    route.current = version_from_bytes(
        route.paper, content=ready.content, name=name, by=by, note=note
    )
    route.places = given
    route.save(update_fields=["current", "places"])
    sha256, left = route.current.sha256, ready.left(given)
    tell(events.PLACES_MOVED, who=by, what=route, sha256=sha256, doubts=left)
    return route
