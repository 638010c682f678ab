"""Django's way from the socket to the page, walked in one thread.

Django's own lets middleware that knows no ``async`` hand each request back to the loop, which finds the view and
hands it to the thread again: three turns a request, and with two dozen at work the loop is what they wait for. All
views here are plain functions, so the whole way is plain, too.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

AT_ONCE = 24  # requests in work at the same time; the others wait a moment
UNCOUNTED = ("/livez",)


class OneThread(ASGIHandler):
    """Middleware, the search for the view and the view: one call in the request's own thread."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  Django's signature
        """Build the chain without ``async``."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the request's thread."""
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


class Turnstile:
    """Let only so many requests work at once, so that a thousand tablets do not start a thousand threads.

    Each works at a desk: a thread that stays, and with it the thread's connection to the database. A new connection to
    SQLite reads the whole schema first, which costs more than most pages ask.
    """

    def __init__(self, application: Any, at_once: int = AT_ONCE) -> None:
        self.application = application
        self.places = asyncio.Semaphore(at_once)
        self.desks = [ThreadPoolExecutor(1, f"desk-{number}") for number in range(at_once)]

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Pass the request on when there is a place."""
        if scope["path"] in UNCOUNTED:
            return await self.application(scope, receive, send)
        async with self.places:
            desk = self.desks.pop()  # the one used last: a quiet house keeps few connections
            at_rest = False
            try:
                async with ThreadSensitiveContext(executor=desk):
                    await self.application(scope, receive, send)
                await asyncio.wrap_future(desk.submit(bool))  # what goes on after a hung-up line
                at_rest = True
            finally:  # one whose thread may still work is taken last
                self.desks.insert(len(self.desks) if at_rest else 0, desk)
