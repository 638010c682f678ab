"""The door for everything: HTTP to Django, the socket to the hub."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup(set_prefix=False)  # before everything that needs models

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from config.limit import limited  # noqa: E402
from config.one_thread import OneThread, Turnstile  # noqa: E402
from config.root import rooted  # noqa: E402
from core.checks import need_fit_settings  # noqa: E402
from realtime.socket import listen  # noqa: E402

need_fit_settings()
application = ProtocolTypeRouter(
    {
        "http": rooted(limited(Turnstile(OneThread()))),
        "websocket": AllowedHostsOriginValidator(URLRouter([path("ws/", listen)])),  # type: ignore[arg-type]
    }
)
