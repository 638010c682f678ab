"""The whole meeting to take away: the bound PDF and the archive that proves itself."""

import io
import json
import subprocess
import sys
import zipfile

import pikepdf
import pytest

from core.refused import Refused
from documents.binding import Part, bind
from meetings import actions
from meetings.actions.papers import file_paper_bytes
from meetings.dossier import check_archive
from meetings.models import Meeting
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(who):
    """A meeting that was held, with a paper in two versions to its first item."""
    meeting = Meeting.objects.get(pk=world.in_session().pk)
    item = meeting.items.first()
    for title in ("Phụ lục giá", "Báo cáo"):
        file_paper_bytes(
            meeting, content=world.pdf(title, 2), name="a.pdf", title=title, item=item, by=who.chi
        )
    actions.close_meeting(meeting, by=who.an)
    return Meeting.objects.get(pk=meeting.pk)


def _get(client, person, path):
    client.force_login(person)
    answer = client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content


def _marks(pdf):
    with pdf.open_outline() as outline:
        return [(mark.title, [child.title for child in mark.children]) for mark in outline.root]


def test_the_dossier_holds_agenda_and_papers_in_order_with_bookmarks(client, who, held):
    status, content = _get(client, who.binh, f"/meetings/{held.pk}/dossier.pdf")
    assert status == 200
    with pikepdf.open(io.BytesIO(content)) as pdf:
        marks = dict(_marks(pdf))
        first = f"1. {held.items.first()}"
        assert {"Phụ lục giá", "Báo cáo"} <= set(marks[first])
        assert len(pdf.pages) >= 3 + 4


def test_every_page_says_which_of_how_many(client, who, held, tmp_path):
    _status, content = _get(client, who.chi, f"/meetings/{held.pk}/dossier.pdf")
    file = tmp_path / "d.pdf"
    file.write_bytes(content)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.rstrip("\f").split("\f")
    assert [f"{n}/{len(pages)}" in page for n, page in enumerate(pages, start=1)] == [True] * len(
        pages
    )


def test_the_table_of_contents_names_the_page_a_paper_begins_on(client, who, held, tmp_path):
    _status, content = _get(client, who.chi, f"/meetings/{held.pk}/dossier.pdf")
    file = tmp_path / "d.pdf"
    file.write_bytes(content)
    contents = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", "-layout", file, "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    line = next(line for line in contents.splitlines() if "Phụ lục giá" in line)
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        mark = next(
            child for top in outline.root for child in top.children if child.title == "Phụ lục giá"
        )
        page = next(
            n
            for n, page in enumerate(pdf.pages, start=1)
            if page.objgen == mark.destination[0].objgen
        )
    assert line.split()[-1] == str(page)


def test_why_somebody_was_absent_stands_only_in_the_dossier_of_who_prepares(client, who, tmp_path):
    meeting = Meeting.objects.get(pk=world.convened().pk)
    seat = meeting.seats.get(user=who.binh)
    actions.answer(seat, accept=False, reason="Khám bệnh định kỳ", by=who.binh)
    found = {}
    for person in (who.chi, who.binh):
        file = tmp_path / f"{person.username}.pdf"
        file.write_bytes(_get(client, person, f"/meetings/{meeting.pk}/dossier.pdf")[1])
        found[person.username] = subprocess.run(
            ["pdftotext", file, "-"], capture_output=True, text=True, check=True
        ).stdout
    assert "Khám" in found["chi"]
    assert "Khám" not in found["binh"]


def test_a_stranger_gets_neither(client, who, held):
    assert _get(client, who.dung, f"/meetings/{held.pk}/dossier.pdf")[0] == 404
    assert _get(client, who.dung, f"/meetings/{held.pk}/archive.zip")[0] == 404


def test_a_member_gets_no_archive_and_nobody_before_the_end(client, who, held):
    assert _get(client, who.binh, f"/meetings/{held.pk}/archive.zip")[0] == 403
    running = world.in_session("Phiên họp khác")
    assert _get(client, who.chi, f"/meetings/{running.pk}/archive.zip")[0] == 409


@pytest.fixture
def taken(client, who, held, tmp_path):
    """The archive, as a file."""
    file = tmp_path / "ho-so.zip"
    file.write_bytes(_get(client, who.chi, f"/meetings/{held.pk}/archive.zip")[1])
    return file


def _check(place):
    done = subprocess.run(
        [sys.executable, "-I", check_archive.__file__, place],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_archive_proves_itself_without_the_server(taken, held, tmp_path):
    code, words = _check(taken)
    assert (code, held.title in words) == (0, True)
    folder = tmp_path / "unpacked"
    zipfile.ZipFile(taken).extractall(folder)
    assert (
        subprocess.run([sys.executable, "-I", folder / "kiem-tra.py"], check=False).returncode == 0
    )
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=True)


def test_the_archive_holds_every_paper_byte_for_byte(taken, held):
    with zipfile.ZipFile(taken) as archive:
        kept = {archive.read(name) for name in archive.namelist() if name.startswith("tai-lieu/")}
    assert {v.read() for paper in held.folder.papers.all() for v in paper.versions.all()} <= kept


def _rewritten(taken, change):
    """The archive with its files passed through ``change`` (path, content) → content or None."""
    out = taken.with_name("changed.zip")
    with zipfile.ZipFile(taken) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out


def _journal_line_changed(name, content):
    return (
        content.replace("Nguyễn Văn An".encode(), "Nguyễn Văn Ân".encode(), 1)
        if name.endswith(".jsonl")
        else content
    )


def _paper_changed(name, content):
    return content + b" " if name.startswith("tai-lieu/") else content


def _list_written_anew(name, content):
    return content + b"\n" if name == "MANIFEST.json" else content


def _paper_gone(name, content):
    return None if name.startswith("tai-lieu/") else content


@pytest.mark.parametrize(
    ("change", "word"),
    [(_journal_line_changed, "Nhật ký"), (_paper_changed, "Tệp đã bị sửa: tai-lieu"), (_paper_gone, "Thiếu tệp: tai-lieu"),
     (_list_written_anew, "Chữ ký của hệ thống không khớp")],
)  # fmt: skip
def test_a_change_is_named(taken, change, word):
    code, words = _check(_rewritten(taken, change))
    assert (code, word in words) == (1, True)


def test_a_cut_journal_is_found_even_when_the_manifest_was_made_to_fit(taken):
    """Whoever cuts the tail and writes new sums must also change the head in the manifest, and then the root differs."""
    with zipfile.ZipFile(taken) as archive:
        root = json.loads(archive.read("MANIFEST.json"))["root"]

    def cut(name, content):
        return b"\n".join(content.splitlines()[:-1]) + b"\n" if name.endswith(".jsonl") else content

    code, words = _check(_rewritten(taken, cut))
    assert code == 1
    assert "Nhật ký: phần cuối bị cắt" in words
    assert root not in words


def test_a_file_that_is_no_archive_gets_a_sentence(tmp_path):
    file = tmp_path / "x.zip"
    file.write_bytes(b"PK nothing")
    assert _check(file)[0] == 2


def test_a_damaged_paper_is_named(tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(Refused, match="Tờ trình"):
        bind([Part("Tờ trình", 0, 1, str(bad))], title="x", out=tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_signatures_and_seals_stay_visible_in_the_bound_file(tmp_path):
    """A field's picture becomes part of the page; the field itself, which would point nowhere, goes."""
    signed, out = tmp_path / "s.pdf", tmp_path / "out.pdf"
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    picture = pdf.make_stream(
        b"1 0 0 rg 0 0 50 50 re f",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 50, 50],
    )
    widget = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        Rect=[10, 10, 60, 60],
        F=4,
        FT=pikepdf.Name.Sig,
        T="chu-ky",
        AP=pikepdf.Dictionary(N=picture),
    )
    field = pdf.make_indirect(widget)
    page.Annots = [field]
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    pdf.save(signed)
    bind([Part("x", 0, 1, str(signed))], title="x", out=out)
    subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", out, tmp_path / "p"], check=True)
    colour = subprocess.run(
        ["convert", tmp_path / "p.png", "-format", "%[pixel:p{30,170}]", "info:"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "255,0,0" in colour or colour == "red"
