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


@pytest.mark.parametrize(("length", "kept"), [(9, 9), (10, 10), (11, 0), (10**18, 0), (None, 10)])
def test_no_more_is_kept_than_a_paper_has(request_of, length, kept):
    request = request_of(length)
    for _ in range(min(length or 99, 99)):
        request.handleContentChunk(b"x")
    with request.content as content:
        assert content.tell() == kept


def test_every_request_of_the_server_is_bounded():
    factory = SimpleNamespace(buildProtocol=lambda _address: SimpleNamespace(requestFactory=None))
    bodies.bound(factory)
    assert factory.buildProtocol(None).requestFactory is bodies.BoundedRequest
