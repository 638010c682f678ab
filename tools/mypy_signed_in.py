"""A plug-in for mypy: `request.user` is a person.

LoginRequiredMiddleware lets nobody into a view who has not signed in, so the stubs' `User | AnonymousUser` would ask
each view for a check that the house already made. The few public views (`login_not_required`) ask themselves.
"""

from collections.abc import Callable

from mypy.plugin import AttributeContext, Plugin
from mypy.types import AnyType, Type, TypeOfAny, UnionType, get_proper_type

REQUEST_USER = "django.http.request.HttpRequest.user"


def _signed_in(context: AttributeContext) -> Type:
    given = get_proper_type(context.default_attr_type)
    if not isinstance(given, UnionType):
        return given
    people = [one for one in given.items if "AnonymousUser" not in str(one)]
    return people[0] if people else AnyType(TypeOfAny.explicit)


class SignedIn(Plugin):
    """Answers what `request.user` is."""

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """Mypy asks this for each attribute by its full name."""
        return _signed_in if fullname == REQUEST_USER else None


def plugin(_version: str) -> type[Plugin]:
    """Where mypy enters."""
    return SignedIn
