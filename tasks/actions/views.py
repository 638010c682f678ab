"""Filters that people keep: saved, shared with a unit, made the start, thrown away."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from tasks import events
from tasks.models import SavedView

MOST_VIEWS = 60


@transaction.atomic
def save_view(
    name: str, *, query: str, show: str, by: User, shared_with: Unit | None = None
) -> SavedView:
    """Keep a filter under a name; the same name again is the same view with another filter."""
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused(_("Please give the view a name."))
    if len(query) > 1000:
        raise Refused(_("This filter is too long to be kept."))
    if shared_with and not by.posts.filter(unit=shared_with).exists():
        raise Refused(_("A view is shared with a unit of your own."))
    given = {"query": query, "show": show, "shared_with": shared_with}
    view = SavedView.objects.filter(owner=by, name=name).first()
    if view is None and by.task_views.count() >= MOST_VIEWS:  # type: ignore[attr-defined]
        raise Refused(_("You keep %(most)s views; that is the most.") % {"most": MOST_VIEWS})
    try:
        with transaction.atomic():
            view, _new = SavedView.objects.update_or_create(owner=by, name=name, defaults=given)
    except IntegrityError:
        raise Refused(_("A view of this name is being saved already.")) from None
    tell(events.VIEW_SAVED, who=by, what=view)
    return view


@transaction.atomic
def start_with(view: SavedView | None, *, by: User) -> None:
    """Begin with this view from now on; None: with the work of today."""
    by.task_starts.clear()  # type: ignore[attr-defined]
    if view is not None:
        view.starters.add(by)


@transaction.atomic
def remove_view(view: SavedView, *, by: User) -> None:
    """Throw a view away."""
    view = locked(view)
    tell(events.VIEW_REMOVED, who=by, what=view)
    view.delete()
