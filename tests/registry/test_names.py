"""A file is saved under a name by which it is found again: its number, and whether it is signed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.clock import today
from documents.naming import disposition, plain
from registry.actions import outgoing
from tests import world
from tests.registry.desk import drafted, sent, signed


def header(client, url):
    return client.get(url)["Content-Disposition"]


def test_a_signed_document_is_called_by_its_number(client, who):
    client.force_login(who.chi)
    draft = sent(drafted(who, kind="qd", subject="Về việc thành lập Tổ công tác"))
    version = draft.paper.versions.last()
    assert 'filename="QD-Ve-viec-thanh-lap-To-cong-tac.pdf"' in header(client, f"{version.file_url}?download")  # fmt: skip
    draft = signed(drafted(who, kind="qd", subject="Về việc thành lập Tổ công tác"), who)
    version = draft.paper.versions.order_by("-number").first()
    assert header(client, f"{version.file_url}?download") == "attachment; filename=\"01-QD-UBND-da-ky.pdf\"; filename*=UTF-8''01-QD-UBND-da-ky.pdf"  # fmt: skip
    assert header(client, version.file_url).startswith("inline;")


def test_a_scan_is_not_called_signed(client, who):
    given = outgoing.OnPaper("qd", 1, today(), "Về việc cấp đất", "Nguyễn Văn An", ("Sở Nội vụ;",))
    upload = SimpleUploadedFile("ban quét.pdf", world.pdf("Quyet dinh"), "application/pdf")
    issue = outgoing.enter_paper(who.committee, given, upload=upload, by=who.chi)
    client.force_login(who.chi)
    version = issue.paper.versions.get()
    assert 'filename="01-QD-UBND.pdf"' in header(client, version.file_url)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tờ trình.pdf", "inline; filename=\"to-trinh.pdf\"; filename*=UTF-8''t%E1%BB%9D%20tr%C3%ACnh.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "inline; filename=\"a-b-Set-Cookie-x.pdf\"; filename*=UTF-8''a%22b%0D%0ASet-Cookie%3A%20x.pdf"),
        ("日本.pdf", "inline; filename=\"van-ban.pdf\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.pdf"),
        ("../../etc/passwd", "inline; filename=\"etc-passwd\"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd"),
        ("khong-duoi", "inline; filename=\"khong-duoi\"; filename*=UTF-8''khong-duoi"),
    ],
)  # fmt: skip
def test_a_header_names_a_file_for_every_program(name, said):
    assert disposition(name, inline=True) == said


def test_a_symbol_becomes_part_of_a_name():
    assert plain("05-QĐ/TU") == "05-QD-TU"
    assert plain("12/BNV-CCVC") == "12-BNV-CCVC"
