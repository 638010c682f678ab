"""The line hangs up while a request is in work: nobody is answered, nothing stays open, the desk is free again."""

import asyncio
import threading

import pytest
from django.core.signals import request_finished
from django.http import FileResponse, HttpResponse
from django.urls import path

from config.one_thread import OneThread, Turnstile
from tests.realtime.asking import ask, scope

FORM = {"method": "POST", "headers": [(b"content-type", b"application/x-www-form-urlencoded")]}
said: list[str] = []
opened: list = []
begun, going = threading.Event(), threading.Event()


def _page(_request):
    return HttpResponse(b"here")


def _form(request):
    begun.set()
    going.wait(5)
    said.append(request.POST["said"])
    return HttpResponse(b"done")


def _slow_file(_request):
    begun.set()
    going.wait(5)
    return FileResponse(opened[-1])


urlpatterns = [path("page/", _page), path("form/", _form), path("slow-file/", _slow_file)]


def test_who_hangs_up_is_not_answered_and_leaves_the_desk_free(settings):
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    lines = iter(
        [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]
    )
    told = []

    async def receive():
        return next(lines)

    async def send(message):
        told.append(message)

    async def hung_up():
        door = Turnstile(OneThread(), 1)
        await door(scope("/page/"), receive, send)
        return told.copy(), await asyncio.wait_for(ask(door), 5)

    answered, after = asyncio.run(hung_up())
    assert answered == []
    assert after[0]["status"] == 200


async def _hang_up(address, body=b"", *, given_up=False):
    """Ask, and hang up while the view is at work; the server may give up waiting as well."""
    begun.clear()
    going.clear()
    lines = [{"type": "http.disconnect"}, {"type": "http.request", "body": body}]

    async def receive():
        if len(lines) == 1:
            await asyncio.to_thread(begun.wait, 5)
        return lines.pop()

    async def send(_message):
        pytest.fail("answered")

    door = Turnstile(OneThread(), 1)
    desk = door.desks[0]
    asked = asyncio.ensure_future(door(scope(address) | FORM, receive, send))
    await asyncio.sleep(0.1)
    if given_up:
        asked.cancel()
        await asyncio.wait([asked])
    going.set()
    await asyncio.wait([asked])
    desk.shutdown()


@pytest.mark.parametrize("given_up", [False, True])
def test_a_form_is_read_to_its_end_after_the_line_hung_up(settings, given_up):
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    said.clear()
    asyncio.run(_hang_up("/form/", b"said=yes", given_up=given_up))
    assert said == ["yes"]


@pytest.mark.parametrize("given_up", [False, True])
def test_a_file_nobody_waits_for_is_closed_at_its_desk(settings, tmp_path, given_up):
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    (tmp_path / "paper").write_bytes(b"x")
    opened.append((tmp_path / "paper").open("rb"))
    ended = []
    request_finished.connect(note := lambda **_: ended.append(threading.current_thread().name))
    asyncio.run(_hang_up("/slow-file/", given_up=given_up))
    request_finished.disconnect(note)
    assert opened.pop().closed
    assert ended == ["desk-0_0"]
