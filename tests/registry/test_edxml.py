"""edXML: what we write we read; the regulation is a table; hostile messages are refused within seconds."""

import base64
import io
import json
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from registry.edxml.build import document_message, status_message
from registry.edxml.facts import NAMESPACE, RECALL, REPLACE, Attachment, Document, Party, Status
from registry.edxml.read import Unfit, read
from registry.edxml.rules import judge
from tests.documents import office

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 22, 9, 5, 7)  # noqa: DTZ001  local time, as written in the message
PDF = Attachment("Quyết định 05.pdf", "application/pdf", b"%PDF-1.7 " + bytes(4000))


def document(**more):
    given = {
        "sender": Party("000.00.01.H56", "UBND Thành phố"), "receivers": (Party("000.00.02.H56", "Sở Xây dựng"),), "number": "05",
        "notation": "QĐ-UBND", "on": date(2026, 11, 22), "subject": "Về việc phê duyệt quy hoạch", "place": "Sông Hà",
        "signer": "Nguyễn Văn An", "attachments": (PDF,), **more,
    }  # fmt: skip
    return Document(**given)


def message(content, folder):
    path = folder / "m.edxml"
    path.write_bytes(content)
    out = folder / "out"
    out.mkdir(exist_ok=True)
    return read(path, out)


def test_a_document_comes_back_as_it_was_written(tmp_path):
    back = message(document_message(document(), at=AT), tmp_path)
    assert back.one("MessageHeader/From/OrganId") == "000.00.01.H56"
    assert back.one("MessageHeader/DocumentId") == "000.00.01.H56,2026/11/22,05/QĐ-UBND"
    assert back.one("MessageHeader/PromulgationInfo/PromulgationDate") == "2026/11/22"
    assert back.one("TraceHeaderList/TraceHeader/Timestamp") == "2026/11/22 09:05:07"
    assert back.deviations == ()
    only = back.attachments[0]
    assert only.name == PDF.name
    assert Path(only.path).read_bytes() == PDF.content


def test_the_envelope_has_the_regulations_layers():
    top = etree.fromstring(document_message(document(), at=AT))
    names = [etree.QName(one).localname for one in top]
    assert etree.QName(top) == etree.QName(NAMESPACE, "edXML")
    assert names == ["edXMLEnvelope", "AttachmentEncoded"]
    header, body = top[0]
    assert [etree.QName(one).localname for one in header] == ["MessageHeader", "TraceHeaderList", "DigitalSignature"]  # fmt: skip
    assert etree.QName(body[0]).localname == "edXMLManifest"


def test_a_status_comes_back(tmp_path):
    status = Status(Party("000.00.02.H56", "Sở"), "000.00.01.H56", document().uid, "05/QĐ-UBND", date(2026, 11, 22), "03", "Đã tiếp nhận", AT)  # fmt: skip
    back = message(status_message(status), tmp_path)
    assert (back.kind, back.one("Status/StatusCode"), back.deviations) == ("status", "03", ())


@pytest.mark.parametrize(
    ("more", "path", "what"),
    [
        ({"subject": ""}, "MessageHeader/Subject", "missing"),
        ({"number": "123456789012"}, "MessageHeader/Code/CodeNumber", "long"),
        ({"notation": "Q" * 31}, "MessageHeader/Code/CodeNotation", "long"),
        ({"sender": Party("000.00.01.H56.XYZ", "A")}, "MessageHeader/From/OrganId", "long"),
        ({"sender": Party("khong-co-ma", "A")}, "MessageHeader/From/OrganId", "form"),
        ({"place": ""}, "MessageHeader/PromulgationInfo/Place", "missing"),
        ({"priority": "9"}, "MessageHeader/OtherInfo/Priority", "form"),
        ({"business": RECALL}, "TraceHeaderList/Bussiness/BussinessDocReason", "missing"),
        ({"business": REPLACE, "reason": "x"}, "TraceHeaderList/Bussiness/DocumentId", "missing"),
    ],
)
def test_deviations_name_their_element(tmp_path, more, path, what):
    back = message(document_message(document(**more), at=AT), tmp_path)
    assert (path, what) in {(one.path, one.what) for one in back.deviations}


def test_a_day_that_is_none():
    found = judge("document", [("MessageHeader/PromulgationInfo/PromulgationDate", "2026/02/30")])
    assert ("MessageHeader/PromulgationInfo/PromulgationDate", "day") in {(one.path, one.what) for one in found}  # fmt: skip


def packed(*entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return base64.b64encode(out.getvalue())


def with_content(content, *, digest=False):
    """Our message with another content in the place of its file."""
    top = etree.fromstring(document_message(document(), at=AT))
    top.find(f".//{{{NAMESPACE}}}ContentTransferEncoded").text = content.decode()
    if not digest:
        for one in top.findall(f".//{{{NAMESPACE}}}DigitalSignature"):
            one.getparent().remove(one)
    return etree.tostring(top)


@pytest.mark.parametrize("zipped", [True, False], ids=["as the regulation says", "as some send it"])
def test_a_word_file_comes_whole_zipped_or_not(tmp_path, zipped):
    """It is a zip itself: its name alone does not say whether it was packed once more."""
    word = office.letter("Kế hoạch")
    top = etree.fromstring(with_content(packed(("a.docx", word)) if zipped else base64.b64encode(word)))  # fmt: skip
    for one in top.iter(f"{{{NAMESPACE}}}AttachmentName"):
        one.text = "a.docx"
    back = message(etree.tostring(top), tmp_path)
    assert Path(back.attachments[0].path).read_bytes() == word


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">' + b"".join(b'<!ENTITY b%d "&b%d;&b%d;">' % (n, n - 1, n - 1) for n in range(1, 30)) + b"]><a>&b29;</a>"  # fmt: skip
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def absent():
    top = etree.fromstring(document_message(document(), at=AT))
    top.remove(top.find(f"{{{NAMESPACE}}}AttachmentEncoded"))
    return etree.tostring(top)


HOSTILE = {
    "billion laughs": (lambda: LAUGHS, "dtd"),
    "entity of a file": (lambda: XXE, "dtd"),
    "no XML": (lambda: b"%PDF-1.7 not xml", "not_xml"),
    "torn": (lambda: document_message(document(), at=AT)[:2000], "not_xml"),
    "other XML": (lambda: b"<html><body>x</body></html>", "not_edxml"),
    "deep": (lambda: b"<a>" * 5000 + b"</a>" * 5000, "bomb"),
    "many elements": (lambda: b"<a>" + b"<b/>" * 50_000 + b"</a>", "bomb"),
    "a text of 30 MB": (lambda: b"<edXML><Subject>" + b"x" * 30_000_000 + b"</Subject></edXML>", "bomb"),
    "not base64": (lambda: with_content(b"@@@@"), "base64"),
    "nothing": (lambda: with_content(b""), "empty"),
    "other file": (lambda: with_content(packed(("a.pdf", b"%PDF-other")), digest=True), "digest"),
    "zip slip": (lambda: with_content(packed(("../../evil.pdf", b"x"))), "slip"),
    "zip bomb": (lambda: with_content(packed(("a.pdf", bytes(60 << 20)))), "bomb"),
    "two in one": (lambda: with_content(packed(("a.pdf", b"x"), ("b.pdf", b"y"))), "several"),
    "torn zip": (lambda: with_content(base64.b64encode(b"PK\x03\x04" + bytes(50))), "zip"),
    "file missing": (absent, "absent"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages_are_refused_with_a_word(tmp_path, name):
    content, word = HOSTILE[name]
    began = time.monotonic()
    with pytest.raises(Unfit) as refused:
        message(content(), tmp_path)
    assert refused.value.args[0] == word
    assert time.monotonic() - began < 10
    assert not (tmp_path.parent / "evil.pdf").exists()


def test_the_child_refuses_five_hundred_megabytes_at_once(tmp_path):
    """A sparse file of 500 MB, and one of 120 MB that is really read: answered in seconds, in bounded memory."""
    huge = tmp_path / "huge.edxml"
    with huge.open("wb") as file:
        file.truncate(500 << 20)
    assert _child(huge, tmp_path)["error"] == "huge"
    top = with_content(b"")
    cut = top.index(b"<ContentTransferEncoded") if b"<ContentTransferEncoded" in top else top.index(b"ContentTransferEncoded") - 1  # fmt: skip
    with huge.open("wb") as file:
        file.truncate(0)
        file.write(top[:cut] + b"<ContentTransferEncoded>")
        for _piece in range(120):
            file.write(b"QUJD" * (1 << 18))
        file.write(b"</ContentTransferEncoded>")
    began = time.monotonic()
    assert _child(huge, tmp_path)["error"] in ("not_xml", "huge", "absent", "empty")
    assert time.monotonic() - began < 10


def _child(path, folder):
    done = subprocess.run([sys.executable, "-m", "registry.edxml.child", str(path), str(folder), "9"], capture_output=True, cwd=ROOT, check=True)  # fmt: skip
    return json.loads(done.stdout)
