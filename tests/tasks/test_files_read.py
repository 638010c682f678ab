"""Files and papers that are read for orders: what can be read is, what cannot is said in a sentence."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions import add_paper, let_in, open_folder
from tasks.models import Proposal, Reading
from tests.tasks.notice import READ, TEXT
from tests.world import pdf

pytestmark = pytest.mark.django_db


def blank():
    """A PDF without a letter, as a scan is."""
    out = io.BytesIO()
    with pikepdf.new() as scan:
        scan.add_blank_page(page_size=(595, 842))
        scan.save(out)
    return out.getvalue()


def docx(*paragraphs):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as word:
        word.writestr("[Content_Types].xml", types)
        word.writestr("_rels/.rels", f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{kind}" Target="word/document.xml"/></Relationships>')  # fmt: skip
        word.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("tb.txt", TEXT.encode()), ("tb.docx", docx(*TEXT.splitlines()))],
)
def test_a_file_is_read(client, who, name, content):
    client.force_login(who.an)
    client.post(READ, {"upload": SimpleUploadedFile(name, content), "issued_on": "2026-11-20"})
    assert Reading.objects.get().title == "tb"
    assert Proposal.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"), ("a.pdf", b"%PDF-1.7 hong"), ("a.docx", b"PK\x03\x04" + b"\0" * 90), ("a.txt", b""),
        ("scan.pdf", blank()), ("a.docx", docx()),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(client, who, name, content):
    client.force_login(who.an)
    answer = client.post(READ, {"upload": SimpleUploadedFile(name, content), "title": "Giữ lại"})
    assert answer.status_code == 422
    assert "Giữ lại" in answer.content.decode()
    assert "field-errors" in answer.content.decode()
    assert Reading.objects.count() == 0


def test_a_paper_is_read_from_its_page(client, who):
    folder = open_folder("Hồ sơ", topic="papers.1", unit=who.committee)
    let_in([who.an], folder)
    upload = SimpleUploadedFile("tb.pdf", pdf("Giao So Noi vu bao cao truoc ngay 15/12/2026"))
    version = add_paper(folder, title="Thông báo", upload=upload, by=who.an).versions.get()
    client.force_login(who.an)
    assert "Thông báo" in client.get(READ, {"source": version.get_absolute_url()}).content.decode()
    client.post(READ, {"source": version.get_absolute_url()})
    reading = Reading.objects.get()
    assert (reading.title, reading.source_url) == ("Thông báo", version.get_absolute_url())
    client.force_login(who.dung)
    assert client.get(READ, {"source": version.get_absolute_url()}).status_code == 409
