"""Papers are kept by their content, and only sound PDFs are kept as papers."""

import hashlib
import os
import resource
import zlib
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.refused import Refused
from documents import actions, store
from documents.inspection import inspect
from documents.models import Paper, Version
from tests import world


def upload(content, name="van-ban.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


# ---------------------------------------------------------------- the store


def test_a_file_lies_under_its_digest_and_is_read_only():
    kept = store.keep([b"%PDF-", b"1.7 mot"])
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.7 mot").hexdigest()
    assert (kept.size, kept.path.read_bytes()) == (12, b"%PDF-1.7 mot")
    assert kept.path.stat().st_mode & 0o222 == 0


def test_the_same_content_is_kept_once_and_nothing_else_is_left(settings):
    first, second = store.keep([b"mot"]), store.keep([b"m", b"ot"])
    assert first == second
    assert list(Path(settings.FILES_DIR).glob("incoming-*")) == []


@pytest.mark.parametrize(("chunks", "limit"), [([], None), ([b""], None), ([b"12345", b"6"], 5)])
def test_the_empty_and_the_huge_are_refused_and_leave_nothing(settings, chunks, limit):
    with pytest.raises(Refused):
        store.keep(chunks, limit)
    assert list(Path(settings.FILES_DIR).glob("incoming-*")) == []


def test_a_full_disk_is_said_in_a_sentence(settings, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused):
        store.keep([b"mot hai ba"])
    assert list(Path(settings.FILES_DIR).glob("incoming-*")) == []


def test_what_a_killed_process_left_is_swept_and_what_is_being_written_is_not(settings):
    kept = store.keep([b"mot hai ba bon"])
    with store.scratch() as writing:
        dead = writing.with_name("incoming-dead")
        dead.write_bytes(b"mot hai")
        for path in (dead, kept.path):
            os.utime(path, (0, 0))
        assert store.sweep() == 1
        assert writing.exists()
    assert not dead.exists()
    assert kept.path.exists()


# ---------------------------------------------------------------- looking at what came in


@pytest.fixture
def look(tmp_path):
    def at(content):
        path = tmp_path / hashlib.sha256(content).hexdigest()
        path.write_bytes(content)
        return inspect(path)

    return at


def test_a_sound_pdf_tells_its_pages(look):
    assert look(world.pdf("Van ban", 7)).pages == 7


def _locked():
    path = pikepdf.new()
    path.add_blank_page()
    from io import BytesIO

    output = BytesIO()
    path.save(output, encryption=pikepdf.Encryption(owner="a", user="b"))
    return output.getvalue()


def _objects(*bodies):
    """A PDF of these objects, the first of them the catalogue."""
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        len(out),
    )
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table) + end


def _page_of(width):
    return _objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 800]>>" % width,
    )


def _many_pages(number=200_000):
    """A small file whose page tree names one page again and again."""
    kids = b"3 0 R " * number
    return _objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (number, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )


def _deflate_bomb(inflated=2 * 1024**3):
    """An object stream that inflates to 2 GB out of 2 MB, needed to find the pages."""
    pressed, block = zlib.compressobj(9), b" " * (1 << 20)
    first, again = (pressed.compress(block) + pressed.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    stream = first + again * (inflated >> 20)
    body = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
    holder = b"%PDF-1.5\n4 0 obj\n" + body % (len(stream), stream) + b"\nendobj\n"
    rows = (
        b"\x00\x00\x00\x00\x00\xff" + b"\x02\x00\x00\x00\x04\x00" * 3 + b"\x01\x00\x00\x00\x09\x00"
    )
    at = len(holder)
    table = b"<</Type/XRef/Size 5/Root 1 0 R/W[1 4 1]/Length %d>>stream\n%s\nendstream" % (
        len(rows),
        rows,
    )
    return holder + b"5 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


UNFIT = {
    "text": b"Kinh gui Uy ban nhan dan",
    "html before the mark": b"<html>" + world.pdf(),
    "zip": b"PK\x03\x04" + b"0" * 200,
    "a mark and nothing": b"%PDF-1.7\n",
    "cut off": world.pdf("Van ban", 3)[:300],
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "no pages": _objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"),
    "larger than any paper": _page_of(1_000_000),
    "locked": _locked(),
    "a tree that bites its tail": _objects(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_unfit_is_refused_in_a_sentence(look, name):
    with pytest.raises(Refused) as refusal:
        look(UNFIT[name])
    assert str(refusal.value)


@pytest.mark.parametrize("bomb", [_many_pages, _deflate_bomb])
def test_a_bomb_goes_off_in_the_child(look, bomb):
    """S8: refused within ten seconds; the child keeps its limit, this process does not grow."""
    content, before = bomb(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN)  # earlier tests had children, too
    with pytest.raises(Refused):
        look(content)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - children.ru_utime < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert after.ru_maxrss <= max(children.ru_maxrss, 1100 * 1024)


def test_nothing_is_left_in_the_records_of_a_refused_upload(who):
    folder = actions.open_folder("Hồ sơ", topic="folder.1")
    with pytest.raises(Refused):
        actions.add_paper(folder, title="Bài", upload=upload(b"%PDF-1.7 hong"), by=who.chi)
    assert not Paper.objects.exists()


# ---------------------------------------------------------------- papers and versions


def test_versions_count_up_and_the_old_ones_stay(who):
    folder = actions.open_folder("Hồ sơ", topic="folder.1")
    paper = actions.add_paper(
        folder, title="  Tờ   trình ", upload=upload(world.pdf("A", 1)), by=who.chi
    )
    actions.add_version(paper, upload=upload(world.pdf("B", 2)), by=who.chi)
    rows = Version.objects.filter(paper=paper)
    assert paper.title == "Tờ trình"
    assert [(v.number, v.pages, v.read()[:5]) for v in rows] == [(1, 1, b"%PDF-"), (2, 2, b"%PDF-")]


def test_a_paper_without_a_title_is_called_after_its_file(who):
    folder = actions.open_folder("Hồ sơ", topic="folder.1")
    paper = actions.add_paper(
        folder, title="", upload=upload(world.pdf(), "Tờ trình 12.pdf"), by=who.chi
    )
    assert paper.title == "Tờ trình 12"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("to-trinh.pdf", "to-trinh.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Chi\\báo cáo.PDF", "báo cáo.pdf"),
        ("bao\r\nSet-Cookie: a=b.pdf", "baoSet-Cookie a=b.pdf"),
        ("hop\u202efdp.exe", "hopfdp.exe.pdf"),
        ("Tờ trình.pdf".encode().decode(), "Tờ trình.pdf"),
        ("To\u031b\u0300 trinh.pdf", "Tờ trinh.pdf"),  # NFD becomes NFC
        ("", "van-ban.pdf"),
        (".pdf", "van-ban.pdf"),
        ("...", "van-ban.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("x" * 300 + ".pdf", "x" * 200 + ".pdf"),
    ],
)  # fmt: skip
def test_file_names_are_made_harmless(given, kept):
    """S12."""
    assert actions.clean_name(given) == kept
