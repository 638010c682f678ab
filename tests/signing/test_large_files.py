"""A large paper is signed from file to file: what the server needs of memory does not grow with it."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc

import pikepdf
import pytest

from core.refused import Refused
from signing.actions import signing
from signing.actions.planning import Plan
from signing.levels import making
from signing.pdf.prepare import Wanted, prepare
from signing.pdf.sign import Mark
from signing.verify.verdicts import Verdict
from tests.world import pdf

SIZE = 24 << 20  # bytes
GROWS = SIZE // 4  # bytes that may be held besides: pieces of 1 MiB, one revision


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A prepared paper of 24 MB."""
    out = io.BytesIO()
    with pikepdf.open(
        io.BytesIO(prepare(pdf(), Wanted(signers=("An",), number=False)).content)
    ) as paper:
        paper.Root.Padding = paper.make_indirect(pikepdf.Stream(paper, os.urandom(SIZE)))
        paper.save(out)
    path = tmp_path_factory.mktemp("large") / "large.pdf"
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def here(settings, tmp_path):
    settings.DATA_DIR, settings.FILES_DIR, settings.TSA_URL = tmp_path, tmp_path / "files", ""


class Shown:
    """A version that lies at a path."""

    def __init__(self, path):
        self.path = str(path)
        self.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()


def planned(path):
    return Plan(None, None, Shown(path), Mark("ChuKy1", certify=True))


def test_memory_does_not_grow_with_the_paper(large, here, leader, verdict):
    plan = planned(large)
    tracemalloc.start()
    kept = signing.made(plan, leader)
    making.reached(kept.path, "ChuKy1")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < GROWS, f"{peak >> 20} MiB for {SIZE >> 20} MiB"
    signed = kept.path.read_bytes()
    assert signed.startswith(large.read_bytes())
    assert (kept.sha256, kept.size) == (hashlib.sha256(signed).hexdigest(), len(signed))
    assert verdict(signed).verdict == Verdict.VALID
    assert not list(kept.path.parent.parent.glob("incoming-*")), "nothing is left lying"


def test_a_stored_file_that_was_changed_is_not_signed(large, here, leader, tmp_path):
    content = bytearray(large.read_bytes())
    stored = tmp_path / "stored.pdf"
    stored.write_bytes(content)
    plan = planned(stored)
    content[SIZE // 2] ^= 1
    stored.write_bytes(content)
    with pytest.raises(Refused):
        signing.made(plan, leader)
    assert nothing_kept(tmp_path)


def nothing_kept(folder):
    return not [one for one in (folder / "files").rglob("*") if one.is_file()]


def test_a_full_disk_is_said_and_leaves_nothing(large, here, leader, monkeypatch, tmp_path):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "copied", full)
    with pytest.raises(Refused, match=r"disk|đĩa"):
        signing.made(planned(large), leader)
    assert nothing_kept(tmp_path)
