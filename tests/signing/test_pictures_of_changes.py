"""A page before and after: drawn in the bounded child, framed, sent as pictures; several visitors at the same time."""

from __future__ import annotations

import contextlib
import io
import re
import threading
import time

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from signing.bounded import pool
from signing.bounded.parent import ChildFailed
from tests.signing import attacks
from tests.signing.test_command import bomb


@pytest.fixture
def asked(tmp_path):
    """Ask the child for the pictures of a file's page."""

    def of(content, end, page=0):
        path = tmp_path / "a.pdf"
        path.write_bytes(content)
        return pool.ask("pictures", {"file": str(path), "page": page, "end": end})

    return of


def test_what_was_added_is_framed_in_both_pictures(asked, sealed):
    answer = asked(attacks.isa_content(sealed), len(sealed))
    assert answer["page"] == 1
    assert asked(sealed, len(sealed)) == {}
    assert asked(sealed, len(sealed), page=99) == {}


@pytest.mark.django_db
def test_a_citizen_sees_the_page_before_and_after(client, sealed, settings, tmp_path, root_pem):
    settings.DATA_DIR = tmp_path
    caches["reports"].clear()
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "a.pem").write_bytes(root_pem.read_bytes())
    given = SimpleUploadedFile("a.pdf", attacks.isa_content(sealed))
    page = client.post("/verify/", {"file": given}).content.decode()
    assert 'data-verdict="modified"' in page
    assert "Nhận ra thủ đoạn giả mạo" in page
    addresses = re.findall(r'<img src="(/verify/report/[^"]+)"', page)
    assert len(addresses) == 2
    for address in addresses:
        answer = client.get(address)
        assert answer["Content-Type"] == "image/png"
        assert "no-store" in answer["Cache-Control"]
        assert max(Image.open(io.BytesIO(answer.content)).size) <= 1300


@pytest.mark.parametrize("make", [bomb, lambda: b"%PDF-1.7 nonsense"])
def test_a_hostile_file_gives_no_picture_and_the_next_one_is_answered(asked, sealed, make):
    content = make()
    with contextlib.suppress(ChildFailed):
        assert "before" not in asked(content, len(content) - 5)
    assert asked(attacks.isa_content(sealed), len(sealed))["page"] == 1


@pytest.fixture
def warm(monkeypatch):
    pool.end_all()
    pool.keep_warm("verify")
    yield [one[2] for one in pool._waiting]
    pool.end_all()


def test_the_first_visitor_finds_a_child_that_waits(warm, sealed, tmp_path, root_pem, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(sealed)
    monkeypatch.setattr(pool, "IDLE", -1.0)  # long after the last visitor
    pool._look()
    question = {"file": str(path), "trust": [str(root_pem)]}
    assert pool.ask("verify", question)["verdict"] == "valid"
    assert [one[2] for one in pool._waiting] == warm, "the same child, and it waits again"


def test_a_warm_child_that_died_costs_nobody_the_answer(warm, sealed, tmp_path, root_pem):
    path = tmp_path / "a.pdf"
    path.write_bytes(sealed)
    warm[0]._line._process.kill()
    warm[0]._line._process.wait()
    question = {"file": str(path), "trust": [str(root_pem)]}
    assert pool.ask("verify", question)["verdict"] == "valid"
    assert [one[2].alive for one in pool._waiting] == [True]


def test_visitors_at_the_same_time_are_answered_in_turn(sealed, tmp_path, root_pem):
    path = tmp_path / "a.pdf"
    path.write_bytes(sealed)
    told = []

    def visit():
        with pool.turn(30):
            told.append(
                pool.ask("verify", {"file": str(path), "trust": [str(root_pem)]})["verdict"]
            )

    visitors = [threading.Thread(target=visit) for _visitor in range(6)]
    began = time.monotonic()
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    assert told == ["valid"] * 6
    assert len(pool._waiting) <= pool.MOST + 1
    assert time.monotonic() - began < 40
