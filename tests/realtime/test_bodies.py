"""Of a body that is too large nothing, or not much, reaches the disk."""

from types import SimpleNamespace

import pytest

from realtime import bodies


@pytest.fixture
def request_of(settings, monkeypatch):
    """A request of ten bytes at most, whose body says its length or does not."""
    settings.PAPER_MAX_BYTES = 8
    monkeypatch.setattr(bodies, "SLACK", 2)

    def made(length):
        request = bodies.BoundedRequest.__new__(bodies.BoundedRequest)
        request.gotLength(length)
        return request

    return made


@pytest.mark.parametrize(("length", "kept"), [(9, 9), (10, 10), (11, 0), (10**18, 0)])
def test_no_more_is_kept_than_a_paper_has(request_of, length, kept):
    request = request_of(length)
    for _ in range(min(length, 99)):
        request.handleContentChunk(b"x")
    with request.content as content:
        assert content.tell() == kept


def test_a_body_without_a_length_is_hung_up_on(request_of):
    request, ended = request_of(None), []
    request.channel = SimpleNamespace(forceAbortClient=lambda: ended.append(True))
    for _ in range(10):
        request.handleContentChunk(b"x")
    with request.content as content:
        assert (content.tell(), ended) == (10, [])
        request.handleContentChunk(b"x")
        assert (content.tell(), ended) == (10, [True])


def test_every_request_of_the_server_is_bounded():
    factory = SimpleNamespace(buildProtocol=lambda _address: SimpleNamespace(requestFactory=None))
    bodies.bound(factory)
    assert factory.buildProtocol(None).requestFactory is bodies.BoundedRequest
