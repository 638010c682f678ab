"""Django's way from the socket to the page, walked in one thread.

Django's own lets middleware that knows no ``async`` hand each request back to the loop, which finds the view and
hands it to the thread again; what begins and ends a request are turns of their own. That is five turns a request, and
with two dozen at work the loop is what they wait for. All views here are plain functions, so the whole way is one.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import IO, Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.signals import request_started
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

AT_ONCE = 24  # requests in work at the same time; the others wait a moment
UNCOUNTED = ("/livez",)


class OneThread(ASGIHandler):
    """What begins a request, middleware, the search for the view, the view and what ends it: one call in its thread."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  Django's signature
        """Build the chain without ``async``."""
        super().load_middleware(is_async=False)

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; who hangs up meanwhile is not answered, and the thread's work is waited for.

        What the walk left open is closed at the same desk, behind the walk, even when nobody waits any longer.
        """
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        left = ExitStack()
        left.callback(body.close)
        line = asyncio.ensure_future(self.listen_for_disconnect(receive))
        answer = asyncio.ensure_future(self._answer(scope, body, left, send))
        try:
            await asyncio.wait([line, answer], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (line, answer):
                task.cancel()
            if not body.closed:
                await asyncio.shield(sync_to_async(left.close, thread_sensitive=True)())
        for task in (line, answer):
            with suppress(RequestAborted, asyncio.CancelledError):
                await task

    async def _answer(self, scope: Any, body: IO[bytes], left: ExitStack, send: Any) -> None:
        response = await sync_to_async(self._walk, thread_sensitive=True)(scope, body, left)
        await self.send_response(response, send)

    def _walk(self, scope: Any, body: IO[bytes], left: ExitStack) -> HttpResponseBase:
        """Answer in the thread; only what is still to be read while it is sent stays open."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        response: Any = refused if request is None else self.get_response(request)
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        left.callback(response.close)
        if not response.streaming:
            left.close()
        return response


class Desk(ThreadPoolExecutor):
    """A thread that stays; knows whether all that was given to it is done."""

    def __init__(self, name: str) -> None:
        super().__init__(1, name)
        self.given: list[Future[Any]] = []

    def submit(self, work: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:
        """Have it work."""
        future = super().submit(work, *args, **more)
        self.given = [*(earlier for earlier in self.given if not earlier.done()), future]
        return future

    @property
    def at_rest(self) -> bool:
        """Nothing waits, nothing is in work (what was given last may be cancelled before what is in work is done)."""
        return all(future.done() for future in self.given)


class Turnstile:
    """Let only so many requests work at once, so that a thousand tablets do not start a thousand threads.

    Each works at a desk: a thread that stays, and with it the thread's connection to the database. A new connection to
    SQLite reads the whole schema first, which costs more than most pages ask.
    """

    def __init__(self, application: Any, at_once: int = AT_ONCE) -> None:
        self.application = application
        self.places = asyncio.Semaphore(at_once)
        self.desks = [Desk(f"desk-{number}") for number in range(at_once)]

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Pass the request on when there is a place."""
        if scope["path"] in UNCOUNTED:
            return await self.application(scope, receive, send)
        async with self.places:
            desk = self.desks.pop()  # the one used last: a quiet house keeps few connections
            try:
                async with ThreadSensitiveContext(executor=desk):
                    await self.application(scope, receive, send)
                if not desk.at_rest:  # what goes on after a hung-up line
                    await asyncio.wrap_future(desk.submit(bool))
            finally:  # one whose thread may still work is taken last
                self.desks.insert(len(self.desks) if desk.at_rest else 0, desk)
