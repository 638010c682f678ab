"""Requests work at desks: threads that stay and keep their connection to the database."""

import asyncio
import threading
import time
from contextlib import suppress

import pytest
from asgiref.sync import sync_to_async
from django.core.signals import request_finished
from django.http import FileResponse, HttpResponse
from django.urls import path

from config.env import database
from config.one_thread import Desk, OneThread, Turnstile
from tests.realtime.asking import ask

seen: list[str] = []
opened: list = []


def _page(request):
    seen.append(threading.current_thread().name)
    return HttpResponse(b"here")


def _file(_request):
    return FileResponse(opened[-1])


urlpatterns = [path("page/", _page), path("file/", _file)]


def _middleware(get_response):
    def ask(request):
        seen.append(threading.current_thread().name)
        return get_response(request)

    return ask


def test_middleware_and_view_are_one_walk_at_a_desk_that_stays(settings):
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, [f"{__name__}._middleware"]
    door = Turnstile(OneThread(), 3)
    seen.clear()

    async def twice():
        return [await ask(door), await ask(door)]

    first, second = asyncio.run(twice())
    assert first[0]["status"] == second[0]["status"] == 200
    assert first[1]["body"] == b"here"
    assert len(seen) == 4
    assert len(set(seen)) == 1
    assert seen[0].startswith("desk-2")


def test_no_more_work_at_once_than_there_are_desks():
    busy, most = 0, 0

    def work():
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        time.sleep(0.01)
        busy -= 1

    async def application(scope, _receive, _send):
        await sync_to_async(work)()

    async def all_at_once():
        door = Turnstile(application, 2)
        await asyncio.gather(*(ask(door) for _ in range(10)))

    asyncio.run(all_at_once())
    assert most == 2


def test_a_desk_is_free_when_its_work_is_done_not_when_the_line_hangs_up():
    going, done = threading.Event(), []

    def work():
        going.wait(5)
        done.append("work")

    async def application(scope, _receive, _send):
        if scope["path"] == "/slow/":
            asyncio.get_running_loop().call_later(0.05, going.set)
            task = asyncio.ensure_future(sync_to_async(work)())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            task.cancel()
        else:
            await sync_to_async(done.append)("next")

    async def both():
        door = Turnstile(application, 1)
        await asyncio.gather(ask(door, "/slow/"), ask(door, "/next/"))

    asyncio.run(both())
    assert done == ["work", "next"]


def test_an_error_gives_the_desk_back():
    async def application(scope, _receive, _send):
        if scope["path"] == "/wrong/":
            raise ValueError

    async def both():
        door = Turnstile(application, 1)
        first = await asyncio.gather(ask(door, "/wrong/"), return_exceptions=True)
        await asyncio.wait_for(ask(door), 5)
        return first

    assert isinstance(asyncio.run(both())[0], ValueError)


def test_a_desk_whose_thread_still_works_is_taken_last():
    """A request that the server gave up leaves its thread at work: the next one sits down elsewhere."""
    going, done = threading.Event(), []

    def work():
        going.wait(5)
        done.append("work")

    async def application(scope, _receive, _send):
        await sync_to_async(work if scope["path"] == "/slow/" else lambda: done.append("next"))()

    async def both():
        door = Turnstile(application, 3)
        given_up = asyncio.ensure_future(ask(door, "/slow/"))
        await asyncio.sleep(0.05)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        await ask(door, "/next/")
        going.set()

    asyncio.run(both())
    assert done[0] == "next"


def test_a_desk_the_server_no_longer_waits_for_is_taken_last():
    """Hung up first, given up ten seconds later: the thread works on, the next one sits down elsewhere."""
    going = threading.Event()

    async def application(scope, _receive, _send):
        task = asyncio.ensure_future(
            sync_to_async(going.wait if scope["path"] == "/slow/" else bool)()
        )
        await asyncio.sleep(0.01)
        task.cancel()

    async def both():
        door = Turnstile(application, 3)
        given_up = asyncio.ensure_future(ask(door, "/slow/"))
        await asyncio.sleep(0.05)
        given_up.cancel()
        await asyncio.wait([given_up])
        at_rest = [desk.at_rest for desk in door.desks]
        with suppress(TimeoutError):
            await asyncio.wait_for(ask(door, "/next/"), 1)
            at_rest.append(True)
        going.set()
        return at_rest

    assert asyncio.run(both()) == [False, True, True, True]


def test_a_desk_is_not_at_rest_because_what_waits_is_cancelled():
    going, desk = threading.Event(), Desk("desk")
    desk.submit(going.wait, 5)
    assert desk.submit(bool).cancel()
    assert not desk.at_rest
    going.set()
    desk.submit(bool).result(5)
    assert desk.at_rest


def test_the_probe_needs_no_desk():
    async def application(scope, _receive, _send):
        await asyncio.sleep(0)

    async def probe():
        await asyncio.wait_for(ask(Turnstile(application, 0), "/livez"), 5)

    asyncio.run(probe())


def test_a_connection_to_sqlite_is_kept_a_while(tmp_path):
    assert database("", tmp_path)["CONN_MAX_AGE"] == 60


def test_a_request_is_one_turn_at_its_desk(settings):
    """What begins it, the walk and what ends it: the loop hands it over once."""
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    door, given, ended = Turnstile(OneThread(), 1), [], []
    submit = door.desks[0].submit
    door.desks[0].submit = lambda *work: given.append(work) or submit(*work)
    request_finished.connect(note := lambda **_: ended.append(threading.current_thread().name))
    told = asyncio.run(ask(door))
    request_finished.disconnect(note)
    assert told[1]["body"] == b"here"
    assert len(given) == 1
    assert ended == ["desk-0_0"]


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_a_file_is_closed_after_it_was_sent(settings, tmp_path):
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    (tmp_path / "paper").write_bytes(b"x" * 200_000)
    opened.append((tmp_path / "paper").open("rb"))
    told = asyncio.run(ask(Turnstile(OneThread(), 1), "/file/"))
    assert b"".join(message.get("body", b"") for message in told) == b"x" * 200_000
    assert opened.pop().closed
