"""Office files become PDF: in a room without network and files; what is hostile is refused; nothing is left over."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from core.child import Interrupted
from core.refused import Refused
from documents import office_child, office_files
from documents.actions import add_paper, add_version, open_folder
from documents.office_files import convert, told_of
from documents.office_sandbox import available
from tests import world
from tests.documents import office
from tests.documents.office import KIND

pytestmark = [
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here"),
    pytest.mark.django_db,
]


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA_DIR, settings.FILES_DIR = tmp_path / "data", tmp_path / "data/files"
    return tmp_path


def text_of(path):
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout  # fmt: skip


def made(content, name="tờ trình.docx"):
    return convert([content], name)


@pytest.fixture
def ear():
    """A listening socket of this machine: everything that calls is counted."""
    calls, server = [], socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                calling, _ = server.accept()
            except OSError:
                return
            calls.append(calling.recv(200))
            calling.close()

    threading.Thread(target=listen, daemon=True).start()
    yield server.getsockname()[1], calls
    server.close()


def test_a_letter_keeps_its_words_and_its_widths():
    done = made(office.letter("Ủy ban nhân dân thành phố quyết định", "Điều 1. Phê duyệt"))
    said = text_of(done.pdf.path)
    assert "Ủy ban nhân dân thành phố quyết định" in said
    assert done.kind == "docx"
    fonts = subprocess.run(["pdffonts", str(done.pdf.path)], capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert "Tinos" in fonts or "Liberation" in fonts or "TimesNewRoman" in fonts
    assert "DejaVu" not in fonts
    with pikepdf.open(done.pdf.path) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Names" not in pdf.Root


def test_a_typeface_that_is_not_here_is_told():
    done = made(office.letter("Báo cáo", face="Bảo Ngọc Hà"))
    assert any("Bảo Ngọc Hà" in line for line in told_of(done.told, done.fonts))


def test_other_texts_are_taken_too(tmp_path):
    (tmp_path / "a.docx").write_bytes(office.letter("Kính gửi Ủy ban"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    contents = {
        "doc": (tmp_path / "a.doc").read_bytes(),
        "odt": office.open_text("Kính gửi Ủy ban"),
        "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}\f0 K\'ednh g\u7917?i \u7910?y ban}",
    }
    with ThreadPoolExecutor(2) as two:
        done = list(two.map(lambda kind: made(contents[kind], f"a.{kind}"), contents))
    assert [one.kind for one in done] == list(contents)
    for one in done:
        assert "Kính gửi Ủy ban" in text_of(one.pdf.path)


def test_nothing_outside_is_asked(ear):
    """A linked picture, a linked text, a template and an OLE link: no request reaches a listening socket."""
    port, calls = ear
    base = f"http://127.0.0.1:{port}"
    body = office.PICTURE + office.field(f'INCLUDETEXT "{base}/t.docx"') + office.field(f'INCLUDEPICTURE "{base}/p.png" \\d')  # fmt: skip
    relations = f'<Relationship Id="rId9" Type="{KIND}/image" Target="{base}/a.png" TargetMode="External"/>'  # fmt: skip
    template = f'<Relationships xmlns="{office.RELS}"><Relationship Id="rId1" Type="{KIND}/attachedTemplate" Target="{base}/t.dotm" TargetMode="External"/></Relationships>'  # fmt: skip
    content = office.raw(
        body, relations=relations, settings='<w:attachedTemplate r:id="rId1"/>',
        more={"word/_rels/settings.xml.rels": template.encode()},
    )  # fmt: skip
    done = made(content)
    assert done.pdf.size > 500
    assert calls == []
    with socket.create_connection(("127.0.0.1", port)) as probe:
        probe.send(b"still listening")
    time.sleep(0.2)
    assert calls == [b"still listening"]


def test_files_of_the_server_cannot_be_read_into_a_letter(tmp_path):
    """A text of this machine is linked; its words do not appear in the PDF."""
    secret = tmp_path / "mat.txt"
    secret.write_text("MAT-KHAU-CUA-MAY-CHU")
    body = office.field(f'INCLUDETEXT "file://{secret}"') + office.field(f'INCLUDETEXT "{secret}"')
    done = made(office.raw(body + "<w:p><w:r><w:t>Hết</w:t></w:r></w:p>"))
    said = text_of(done.pdf.path)
    assert "Hết" in said
    assert "MAT-KHAU" not in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda: office.bomb(414), "giải nén ra lớn bất thường"),
        (lambda: office.lying_bomb(20), "bị hỏng"),
        (office.locked_doc, "có mật khẩu"),
        (lambda: b"PK\x03\x04" + b"x" * 300, "bị hỏng"),
        (lambda: b"{\\rtf1 " + b"{" * 200_000, ""),
        (lambda: b"MZ" + bytes(500), "không phải PDF"),
    ],
    ids=["bomb", "lying", "locked", "torn", "deep rtf", "program"],
)
def test_the_hostile_is_refused_at_once(content, sentence):
    content = content()
    began = time.monotonic()
    if not sentence:  # LibreOffice may make a page of it or refuse it, but never hang
        with contextlib.suppress(Refused):
            made(content, "a.rtf")
    else:
        with pytest.raises(Refused, match=sentence):
            made(content)
    assert time.monotonic() - began < 10


def test_a_server_without_libreoffice_says_so(settings):
    settings.OFFICE_PROGRAM = "soffice-that-is-not-there"
    with pytest.raises(Refused, match="chưa cài bộ chuyển văn bản"):
        made(office.letter("Thử"))


def test_two_at_once_and_nothing_is_left_over(own_store):
    with ThreadPoolExecutor(3) as three:
        done = list(three.map(lambda n: made(office.letter(f"Văn bản số {n}")), range(3)))
    assert [f"số {n}" in text_of(one.pdf.path) for n, one in enumerate(done)] == [True] * 3
    assert not list(office_files.office_folder().glob("job-*"))


def test_killed_with_its_parent(tmp_path):
    """Whoever kills the child: LibreOffice and its helpers are gone within a second."""
    (tmp_path / "work").mkdir()
    office.saved(tmp_path, office.letter(*["Dài"] * 4000))
    fonts = Path(office_child.__file__).parents[1] / "vendor/fonts/tinos"
    command = [sys.executable, "-m", "documents.office_child", str(tmp_path), str(fonts), shutil.which("soffice"), "60", str(os.getpid())]  # fmt: skip
    child = subprocess.Popen(command, cwd=fonts.parents[2], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 20
    while not (mine := _running("soffice.bin", tmp_path)) and time.monotonic() < until:
        time.sleep(0.05)
    assert mine
    child.send_signal(signal.SIGKILL)
    child.wait()
    until = time.monotonic() + 3
    while any(map(_alive, mine)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in mine if _alive(pid)]


def test_it_does_not_begin_when_the_server_died_before_it(tmp_path):
    """Killed between asking and the child's first word: nobody would ever end LibreOffice."""
    (tmp_path / "in").write_bytes(office.letter("Mồ côi"))
    fonts = Path(office_child.__file__).parents[1] / "vendor/fonts/tinos"
    dead = subprocess.Popen(["true"])
    dead.wait()
    command = [sys.executable, "-m", "documents.office_child", str(tmp_path), str(fonts), shutil.which("soffice"), "60", str(dead.pid)]  # fmt: skip
    done = subprocess.run(command, cwd=fonts.parents[2], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert (tmp_path / "in").exists()


def test_when_the_server_is_being_stopped_nothing_is_said_of_the_file(tmp_path):
    """Whoever stops a service stops its children, too."""
    with ThreadPoolExecutor(1) as one:
        waiting = one.submit(made, office.letter(*["Dài"] * 4000))
        child = _child_of(os.getpid())
        os.kill(child, signal.SIGTERM)
        with pytest.raises(Interrupted):
            waiting.result()


def _child_of(parent, word="documents.office_child"):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for pid in (one.name for one in Path("/proc").iterdir() if one.name.isdecimal()):
            with contextlib.suppress(OSError):
                said = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
                if word in said and int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) == parent:  # fmt: skip
                    return int(pid)
        time.sleep(0.01)
    return pytest.fail(f"no {word} runs")


def _alive(pid):
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


def _running(word, folder):
    """The processes of that program that have the folder's room as their root."""
    found = []
    for pid in (one.name for one in Path("/proc").iterdir() if one.name.isdecimal()):
        try:
            said = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
            mounts = Path(f"/proc/{pid}/mountinfo").read_text()
        except OSError:
            continue
        if word in said and folder.name in mounts:
            found.append(pid)
    return found


def test_the_sandbox_is_there():
    assert available()


def test_a_word_file_is_filed_as_pdf_with_its_original(client, who):
    folder = open_folder("Hồ sơ", topic="")
    paper = add_paper(folder, title="Tờ trình", upload=office.upload(office.letter("Kính trình"), "Tờ trình.docx"), by=who.chi)  # fmt: skip
    version = paper.versions.get()
    assert version.read()[:5] == b"%PDF-"
    assert version.pages == 1
    assert version.name == "Tờ trình.pdf"
    assert version.office_original.name == "Tờ trình.docx"
    again = add_version(paper, upload=office.upload(world.pdf("Sửa", 2), "moi.pdf"), by=who.chi)
    assert not hasattr(again, "office_original")


def test_the_viewer_shows_the_original(client, who):
    from documents import personal

    client.force_login(who.binh)
    folder = personal.make_folder("Của tôi", by=who.binh)
    word = office.letter("Ghi chú", face="Chữ Lạ")
    client.post(f"/papers/mine/{folder.pk}/upload/", {"file": office.upload(word, "ghi chú.docx")})
    version = folder.kept.get().paper.versions.get()
    page = client.get(f"/papers/{version.pk}/").content.decode()
    assert "ghi chú.docx" in page
    assert "Chữ Lạ" in page
    sent = client.get(f"/papers/{version.pk}/original/")
    assert b"".join(sent.streaming_content if sent.streaming else [sent.content]) == word
    assert sent["Content-Disposition"].startswith("attachment")
    client.force_login(who.dung)
    assert client.get(f"/papers/{version.pk}/original/").status_code == 404


def test_a_page_with_a_transaction_converts_before_it(client, who):
    """A task's result takes a Word file; what cannot be converted is named and nothing is handed in."""
    task = world.task_given()
    client.force_login(who.binh)
    client.post(f"/tasks/{task.pk}/accept/")
    asked = {"text": "Xong", "files": office.upload(office.letter("Kết quả"), "kq.docx")}
    assert client.post(f"/tasks/{task.pk}/report/", asked).status_code == 302
    task.refresh_from_db()
    assert task.folder.papers.get().versions.get().office_original.name == "kq.docx"
    torn = {"text": "Xong", "files": office.upload(b"PK\x03\x04xx", "hong.docx")}
    answer = client.post(f"/tasks/{task.pk}/report/", torn)
    assert answer.status_code == 409
    assert "hong.docx" in answer.content.decode()
