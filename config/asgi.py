"""The door for everything: HTTP to Django, the socket to the hub."""

import asyncio
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

django = get_asgi_application()  # before everything that needs models

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from config.limit import limited  # noqa: E402
from config.root import rooted  # noqa: E402
from core.checks import need_fit_settings  # noqa: E402
from realtime.socket import listen  # noqa: E402

AT_ONCE = 24  # requests in work at the same time; the others wait a moment instead of starting a thread each
UNCOUNTED = ("/livez",)


class Turnstile:
    """Let only so many requests work at once, so that a thousand tablets do not start a thousand threads."""

    def __init__(self, application: Any, at_once: int) -> None:
        self.application = application
        self.places = asyncio.Semaphore(at_once)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Pass the request on when there is a place."""
        if scope["path"] in UNCOUNTED:
            return await self.application(scope, receive, send)
        async with self.places:
            return await self.application(scope, receive, send)


need_fit_settings()
application = ProtocolTypeRouter(
    {
        "http": rooted(limited(Turnstile(django, AT_ONCE))),
        "websocket": AllowedHostsOriginValidator(URLRouter([path("ws/", listen)])),  # type: ignore[arg-type]
    }
)
