"""A large paper is signed with a key that lies elsewhere: what this process needs of memory does not grow with the paper."""

from __future__ import annotations

import base64
import io
import json
import os
import tracemalloc

import pikepdf
import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.urls import reverse

from signing.actions import attempts
from signing.actions.completing import complete
from signing.agent.whole import sign_whole
from signing.attempt_states import AttemptState, Way
from signing.levels import raising
from signing.levels.inventory import inventory
from signing.levels.raising import Level
from signing.models import Attempt
from signing.pdf.draft import Mark
from signing.pdf.sign import sign
from signing.queries import ways
from tests.signing import agents, way
from tests.signing.test_levels import _ground as ground_of
from tests.signing.way import asked

pytestmark = pytest.mark.usefixtures("swift")

SIZE = 12 << 20  # bytes
GROWS = SIZE // 2  # bytes that may be held besides: pieces of 1 MiB, one revision


def padded(content):
    """The same file with 12 MB that no page shows."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as paper:
        paper.Root.Padding = paper.make_indirect(pikepdf.Stream(paper, os.urandom(SIZE)))
        paper.save(out)
    return out.getvalue()


@pytest.fixture
def route(who, monkeypatch, settings, tmp_path):
    """A paper of 12 MB that the leader is asked to sign."""
    settings.FILES_DIR = tmp_path / "files"
    made = way.papers.add_paper_bytes

    def enlarged(folder, *, content, **more):
        return made(folder, content=padded(content), **more)

    monkeypatch.setattr(way.papers, "add_paper_bytes", enlarged)
    return way.sent(who)


@pytest.fixture
def held():
    """Begin to count, and say how many bytes were held at most since."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


def path_of(attempt, purpose):
    return "/" + ways.address(attempt, purpose).split("://")[1].partition("/")[2]


def at_the_doors(client, route, who):
    """Begin as the page does, fetch as the agent does; the file goes by in pieces."""
    client.force_login(who.an)
    given = {"seen": route.current.sha256, "key": ways.usable_keys(who.an).get().pk}
    client.post(reverse("signing:begin", args=[asked(route).pk]), given)
    attempt = Attempt.objects.get()
    fetched = client.get(path_of(attempt, "file"))
    assert (
        sum(map(len, fetched.streaming_content)) == attempts.prepared_file(attempt).stat().st_size
    )
    return attempt


def ended(attempt):
    attempt.refresh_from_db()
    return (attempt.state, attempt.reason)


def test_a_large_paper_goes_to_the_agent_and_back_in_pieces(client, who, route, held):
    key = agents.at_agent(who.an, who.an)
    attempt = at_the_doors(client, route, who)
    made = base64.b64encode(key.sign(bytes(attempt.attributes))).decode()
    body = json.dumps({"signature": made})
    client.post(path_of(attempt, "deliver"), body, content_type="application/json")
    assert held() < GROWS, f"{held() >> 20} MiB for {SIZE >> 20} MiB"
    assert ended(attempt) == (AttemptState.EMBEDDED, "")
    route.refresh_from_db()
    assert route.current.size > SIZE


def test_a_large_file_that_comes_back_whole_is_looked_at_in_pieces(client, who, route, held):
    """Its signature is judged in the bounded child, as every file is."""
    key = agents.at_agent(who.an, who.an, Way.VGCA)
    attempt = at_the_doors(client, route, who)
    before = held()
    signed = sign_whole(
        attempts.prepared_file(attempt).read_bytes(), key, lambda key, data: key.sign(data)
    )
    came = TemporaryUploadedFile("da-ky.pdf", "application/pdf", len(signed), None)
    came.write(signed)
    came.seek(0)
    del signed
    tracemalloc.reset_peak()
    beside = tracemalloc.get_traced_memory()[0]
    attempts.deliver_file(attempt, came.chunks())
    complete(attempt)
    assert max(before, held() - beside) < GROWS
    assert ended(attempt) == (AttemptState.EMBEDDED, "")


def test_a_large_file_is_raised_in_pieces(state_ca, prepared, settings, tmp_path, held):
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    file, ground = tmp_path / "large.pdf", ground_of(state_ca)
    mark, key = Mark("ChuKy1", certify=True), state_ca.key("leader")
    file.write_bytes(sign(padded(prepared.content), mark, key=key))
    tracemalloc.reset_peak()
    beside = tracemalloc.get_traced_memory()[0]
    raising.raise_file(file, Level.LTA, ground=ground)
    assert held() - beside < GROWS
    assert inventory(file).signatures["ChuKy1"].level == Level.LTA
