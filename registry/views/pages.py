"""The registry's front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.access import has_role
from people.models import Role
from registry.views import me


def front(request: HttpRequest) -> HttpResponse:
    """Show the books of the registry and what is to be done."""
    return render(request, "registry/front.html", {"clerk": has_role(me(request), Role.CLERK)})
