"""The two servers that are compared, as processes: `python -m bench.servers house|usual PORT UDP-PORT`.

Both are the same Django with the same pages, actions and journal under the same Daphne; they differ in what carries
a change to the tablets: our hub, or one Channels consumer per tablet and ``group_send``. Each tells the UDP port the
moment (monotonic) of every commit, so that the way from commit to tablet can be measured alone.
"""

import json
import os
import socket
import struct
import sys
import time

import django


def house(port: int, tell: socket.socket) -> None:
    """Our own server, with a stopwatch at the nudge."""
    from config.asgi import application
    from realtime import nudge
    from realtime.server import CityServer

    def started() -> None:
        inner = nudge._here  # noqa: SLF001

        def timed(message: dict) -> None:
            tell.send(struct.pack("d", time.monotonic()))
            inner(message)

        nudge.set_here(timed)

    CityServer(application, "127.0.0.1", port, started).run()


def usual(port: int, tell: socket.socket) -> None:
    """The usual way: a consumer per tablet, a group per meeting, a text encoded once per change."""
    from asgiref.sync import async_to_sync
    from channels.auth import AuthMiddlewareStack
    from channels.generic.websocket import AsyncWebsocketConsumer
    from channels.layers import get_channel_layer
    from channels.routing import ProtocolTypeRouter, URLRouter
    from django.urls import path

    from config.asgi import application as ours
    from realtime import nudge, topics
    from realtime.server import CityServer

    class Consumer(AsyncWebsocketConsumer):
        async def connect(self) -> None:
            await self.accept()

        async def receive(self, text_data: str = "", **_bytes: bytes) -> None:
            for topic in json.loads(text_data)["topics"]:
                await self.channel_layer.group_add(topic, self.channel_name)
            await self.send('{"t":"ready"}')

        async def news(self, event: dict) -> None:
            await self.send(text_data=event["text"])

    def spread(message: dict) -> None:
        tell.send(struct.pack("d", time.monotonic()))
        if "rev" not in message:
            return
        kind, pk = topics.find(message["topic"])
        parts = {w: kind.render(pk, w, "run", "vi") for w in message["parts"] if w in kind.parts}
        text = json.dumps({"rev": message["rev"], "parts": parts, "facts": message["facts"]})
        news = {"type": "news", "text": text}
        async_to_sync(get_channel_layer().group_send)(message["topic"], news)

    sockets = AuthMiddlewareStack(URLRouter([path("ws/", Consumer.as_asgi())]))
    application = ProtocolTypeRouter(
        {"http": ours.application_mapping["http"], "websocket": sockets}
    )
    CityServer(application, "127.0.0.1", port, lambda: nudge.set_here(spread)).run()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    speaker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    speaker.connect(("127.0.0.1", int(sys.argv[3])))
    {"house": house, "usual": usual}[sys.argv[1]](int(sys.argv[2]), speaker)
