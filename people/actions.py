"""What happens to people, units and posts."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from journal.book import tell
from people import events
from people.models import Language, Post, Role, Unit, UnitKind, User


def set_language(user: User, language: str, *, by: User) -> User:
    """Store the person's interface language; an unknown one is left as it was."""
    if language in Language.values and by == user:
        user.language = language
        user.save(update_fields=["language"])
    return user


@transaction.atomic
def unit_named(name: str, *, kind: str = UnitKind.DEPARTMENT, code: str = "") -> Unit:
    """Return the unit of that name, added when there is none."""
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Please name the unit."))
    unit = Unit.objects.filter(name=name).first()
    if unit is None:
        unit = Unit.objects.create(name=name, short=name[:60], kind=kind, code=code)
        tell(events.UNIT_ADDED, who=None, what=unit)
    return unit


@transaction.atomic
def add_person(username: str, full_name: str, *, email: str = "", password: str | None) -> User:
    """Add a person who may sign in; the name is taken once."""
    fields = {"full_name": " ".join(full_name.split()), "email": email}
    if not fields["full_name"] or not username.strip():
        raise Refused(_("A person needs a sign-in name and a full name."))
    try:
        with transaction.atomic():
            user = User.objects.create_user(username.strip(), password, **fields)
    except IntegrityError as error:
        raise Refused(_("The sign-in name “%(name)s” is taken.") % {"name": username}) from error
    tell(events.PERSON_ADDED, who=None, what=user)
    return user


@transaction.atomic
def give_post(
    user: User, unit: Unit, *, title: str, role: str = Role.OFFICIAL, is_head: bool = False
) -> Post:
    """Give the person a post in the unit."""
    post = Post.objects.create(user=user, unit=unit, title=title, role=role, is_head=is_head)
    tell(events.POST_GIVEN, who=None, what=post, role=role)
    return post
