"""What happens to people: units, posts, their own settings. ``by`` is None at the command line."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from journal.book import tell
from people import events
from people.models import Language, Post, Unit, User


@transaction.atomic
def add_unit(
    name: str, *, short: str, kind: str, by: User | None, code: str = "", parent: Unit | None = None
) -> Unit:
    """Add a unit at the end of the list."""
    position = Unit.objects.count() + 1
    unit = Unit.objects.create(
        name=name, short=short, code=code, kind=kind, parent=parent, position=position
    )
    tell(events.UNIT_ADDED, who=by, what=unit)
    return unit


@transaction.atomic
def add_person(
    username: str, full_name: str, *, password: str | None, by: User | None, email: str = ""
) -> User:
    """Add a person who may sign in; a sign-in name is taken once."""
    username, full_name = username.strip(), " ".join(full_name.split())
    if not full_name or not username:
        raise Refused(_("A person needs a sign-in name and a full name."))
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password, full_name=full_name, email=email)
    except IntegrityError as error:
        raise Refused(_("The sign-in name “%(name)s” is taken.") % {"name": username}) from error
    tell(events.PERSON_ADDED, who=by, what=user)
    return user


@transaction.atomic
def give_post(
    user: User, unit: Unit, *, title: str, role: str, by: User | None, is_head: bool = False
) -> Post:
    """Give the person a post in the unit, after all posts there are."""
    position = Post.objects.count() + 1
    post = Post.objects.create(
        user=user, unit=unit, title=title, role=role, is_head=is_head, position=position
    )
    tell(events.POST_GIVEN, who=by, what=post, role=role)
    return post


def set_language(user: User, language: str, *, by: User) -> User:
    """Store the person's interface language; an unknown one is left as it was."""
    if language in Language.values and by == user:
        user.language = language
        user.save(update_fields=["language"])
    return user
