"""What administrators do: units, people, posts, titles; and the sign-in log."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people import events
from people.models import Position, Post, Role, SignIn, Unit, User

KEPT_DAYS = 365  # of the sign-in log


@transaction.atomic
def change_unit(unit: Unit, *, by: User, **fields: Any) -> Unit:
    """Change a unit's name, letters, kind or place; it never stands below itself."""
    unit = locked(unit)
    above = fields.get("parent", unit.parent)
    while above is not None:
        if above.pk == unit.pk:
            raise Refused(_("A unit cannot stand below itself."))
        above = above.parent
    for name in ("name", "short", "code", "kind", "parent", "position"):
        setattr(unit, name, fields.get(name, getattr(unit, name)))
    unit.save()
    tell(events.UNIT_CHANGED, who=by, what=unit)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, closed: bool, by: User) -> Unit:
    """Close a unit nobody holds a post in any more, or open it again; what it did stays."""
    unit = locked(unit)
    if closed and unit.posts.filter(user__is_active=True).exists():
        raise Refused(_("People still hold posts in this unit. End their posts first."))
    if closed and unit.children.filter(closed_on=None).exists():
        raise Refused(_("Units below this one are still open."))
    unit.closed_on = today() if closed else None
    unit.save(update_fields=["closed_on"])
    tell(events.UNIT_CLOSED if closed else events.UNIT_REOPENED, who=by, what=unit)
    return unit


@transaction.atomic
def change_person(user: User, *, by: User, **fields: Any) -> User:
    """Change a person's name, e-mail address or telephone."""
    user = locked(user)
    for name in ("full_name", "email", "phone"):
        setattr(user, name, fields.get(name, getattr(user, name)))
    user.full_name = " ".join(user.full_name.split())
    if not user.full_name:
        raise Refused(_("A person needs a full name."))
    user.save()
    tell(events.PERSON_CHANGED, who=by, what=user)
    return user


@transaction.atomic
def let_sign_in(user: User, *, allowed: bool, by: User) -> User:
    """Take or give the right to sign in; taken, every session ends at once."""
    user = locked(user)
    if not allowed and user == by:
        raise Refused(_("Nobody takes their own right to sign in."))
    if not allowed and _last_administrator(user):
        raise Refused(_("This is the last administrator; name another first."))
    if user.is_active != allowed:
        user.is_active, user.epoch = allowed, user.epoch + 1
        user.save(update_fields=["is_active", "epoch"])
        tell(events.PERSON_LET_IN if allowed else events.PERSON_STOPPED, who=by, what=user)
    return user


@transaction.atomic
def end_post(post: Post, *, by: User) -> None:
    """End a post; its role ends with it."""
    if post.role == Role.ADMINISTRATOR and _last_administrator(post.user):
        raise Refused(_("This is the last administrator; name another first."))
    tell(events.POST_ENDED, who=by, what=post)
    post.delete()


def _last_administrator(user: User) -> bool:
    posts = Post.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return posts.filter(user=user).exists() and not posts.exclude(user=user).exists()


@transaction.atomic
def password_link(user: User, *, by: User) -> str:
    """Return an address where the person sets a new password, once, within three days; told, but never kept."""
    if not user.is_active:
        raise Refused(_("%(who)s may not sign in.") % {"who": user})
    tell(events.PASSWORD_LINK_MADE, who=by, what=user)
    words = {
        "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    return settings.SITE_URL.rstrip("/") + reverse("people:set_password", kwargs=words)


@transaction.atomic
def set_password(user: User, password: str, *, by: User) -> User:
    """Set a new password; all other sessions end."""
    user = locked(user)
    user.set_password(password)
    user.save(update_fields=["password"])
    tell(events.PASSWORD_SET, who=by, what=user)
    return user


@transaction.atomic
def end_other_sessions(user: User, *, by: User) -> User:
    """End every session of the person; the caller keeps the one in hand alive."""
    user = locked(user)
    user.epoch += 1
    user.save(update_fields=["epoch"])
    tell(events.SESSIONS_ENDED, who=by, what=user)
    return user


@transaction.atomic
def add_position(name: str, *, rank: int, by: User) -> Position:
    """Add a title to the catalogue, or move it in the order of protocol."""
    position, _new = Position.objects.update_or_create(
        name=" ".join(name.split()), defaults={"rank": rank}
    )
    tell(events.POSITION_ADDED, who=by, what=position)
    return position


@transaction.atomic
def remove_position(position: Position, *, by: User) -> None:
    """Take a title out of the catalogue; posts keep theirs."""
    tell(events.POSITION_REMOVED, who=by, what=position)
    position.delete()


@transaction.atomic
def forget_sign_ins() -> int:
    """End the lines of the sign-in log that are older than the time of keeping; the journal says how many."""
    old = SignIn.objects.filter(at__lt=now() - timedelta(days=KEPT_DAYS))
    number, _kinds = old.delete()
    if number:
        city = Unit.objects.order_by("pk").first()
        tell(events.SIGN_INS_FORGOTTEN, who=None, what=city, number=number, days=KEPT_DAYS)
    return number
