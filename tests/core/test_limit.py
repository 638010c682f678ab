"""The door refuses what is too large before anything behind it sees it."""

import asyncio

import pytest

from config.limit import SENTENCE, limited


def knock(headers, bodies=(b"",)):
    """Send a request through the door; return what the visitor and the application saw."""
    answers, heard = [], []

    async def application(_scope, receive, send):
        while (message := await receive())["type"] == "http.request":
            heard.append(message["body"])
            if not message["more_body"]:
                await send({"type": "http.response.start", "status": 200, "headers": []})
                return
        heard.append("gone")

    messages = [
        {"type": "http.request", "body": body, "more_body": body is not bodies[-1]}
        for body in bodies
    ]

    async def receive():
        return messages.pop(0)

    async def send(message):
        answers.append(message)

    asyncio.run(limited(application)({"headers": headers}, receive, send))
    return answers, heard


@pytest.mark.parametrize("length", [b"999999999999", b"-1", b"many"])
def test_a_length_beyond_the_largest_paper_is_refused_unread(length):
    answers, heard = knock([(b"content-length", length)])
    assert answers[0]["status"] == 413
    assert SENTENCE.encode() in answers[1]["body"]
    assert heard == []


def test_an_ordinary_form_passes():
    answers, heard = knock([(b"content-length", b"3")], [b"a=1"])
    assert answers[0]["status"] == 200
    assert heard == [b"a=1"]


def test_a_body_without_a_length_is_cut_when_it_grows_too_large(settings):
    settings.PAPER_MAX_BYTES = 0
    answers, heard = knock([], [b"x" * 700_000, b"y" * 700_000])
    assert heard[-1] == "gone"
    assert answers == []
