"""The front desk for signing: the tray, the route's page, acts, and the public check."""

from django.http import HttpRequest

from people.models import User


def me(request: HttpRequest) -> User:
    """Return who is signed in; the frame lets nobody else through."""
    return request.user
