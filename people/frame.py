"""What every page's frame needs: the person's roles, and whether this is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from people.access import roles


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``roles`` (lazy set of role names) and ``demo``."""
    user = getattr(request, "user", None)
    return {"roles": (lambda: roles(user)) if user else set, "demo": settings.DEMO}
