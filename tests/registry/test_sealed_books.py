"""A register's book carries the system's seal inside its file, and says so."""

from __future__ import annotations

import subprocess

import pytest

from core.clock import now
from documents import witness
from registry.incoming_books import incoming_book
from registry.printing import Column, Cover, Line, book
from registry.queries.register import printed
from tests.registry.desk import drafted, signed

YEAR = 2026


@pytest.fixture(autouse=True)
def quiet(settings):
    settings.TSA_URL = ""


def judged(content, folder):
    path = folder / "so.pdf"
    path.write_bytes(content)
    return witness.opinion(path)


def text(content):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)  # fmt: skip
    return " ".join(done.stdout.decode().split())


def test_the_outgoing_book_is_sealed_and_one_changed_byte_is_seen(who, tmp_path):
    draft = signed(drafted(who), who)
    book = printed(draft.issue.number.register).pdf
    found = judged(book, tmp_path)
    assert found.verdict == "valid"
    assert [one["signer"] for one in found.signers] == ["Nghị Sự - hệ thống"]
    assert "niêm phong bằng chứng thư số của hệ thống" in text(book)
    assert "/verify/" in text(book)
    place = book.index(b"stream") + 40
    worse = book[:place] + bytes([book[place] ^ 1]) + book[place + 1 :]
    assert judged(worse, tmp_path).verdict != "valid"


def test_the_incoming_book_is_sealed_outside_a_demonstration_too(who, settings, tmp_path):
    settings.DEMO = (
        False  # the system makes itself a certificate: it says “the same installation”, no more
    )
    found = judged(incoming_book(who.committee, YEAR).pdf, tmp_path)
    assert found.verdict == "untrusted"
    assert len(found.signers) == 1


def test_without_an_answer_of_the_clock_it_is_sealed_all_the_same(who, settings, tmp_path):
    settings.TSA_URL, settings.OUTGOING_HOSTS = "http://127.0.0.1:9/", ["127.0.0.1"]
    assert judged(incoming_book(who.committee, YEAR).pdf, tmp_path).verdict == "valid"


def test_a_long_book_stays_small_and_a_short_one_is_tagged(settings):
    rows = [Line((f"{number:02d}/QĐ-UBND", f"Việc số {number}")) for number in range(1, 1202)]
    cover, columns = Cover("Xã", "Sổ", YEAR), (Column("Số"), Column("Trích yếu"))
    short, long = (book(cover, columns, some, at=now()).pdf for some in (rows[:100], rows))
    assert b"/StructTreeRoot" in short
    assert b"/StructTreeRoot" not in long
    assert len(long) < 400 * len(rows), "bytes a line"
    assert "Việc số 1201" in text(long)
