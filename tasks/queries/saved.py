"""The filters people keep: their own, and those shared with a unit of theirs."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from people.models import Post, User
from tasks.models import SavedView

OFFERED = 40


def views_of(user: User) -> list[SavedView]:
    """The person's views and those shared with them, each with whether it is their start (one query)."""
    mine = SavedView.starters.through.objects.filter(savedview=OuterRef("pk"), user=user.pk)
    rows = _usable(user).select_related("owner", "shared_with").annotate(is_start=Exists(mine))
    return list(rows[:OFFERED])


def view_for(user: User, pk: int, *, own: bool = False) -> SavedView:
    """Fetch a view the person may use (or owns); 404 otherwise."""
    rows = SavedView.objects.filter(owner=user) if own else _usable(user)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def start_of_person(user: User) -> SavedView | None:
    """The view with which the person begins, if there is one they may still use (one query)."""
    return _usable(user).filter(starters=user).first()


def _usable(user: User) -> QuerySet[SavedView]:
    units = Post.objects.filter(user=user.pk).values("unit")
    return SavedView.objects.filter(Q(owner=user.pk) | Q(shared_with__in=units))
