"""The whole way: a signed document with its attachment leaves by the exchange, is registered there, and its fate comes back."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people.models import Post
from registry import jobs
from registry.actions import directing, drafts, issuing
from registry.actions import incoming as actions
from registry.actions.exchange import set_organ
from registry.actions.incoming import Facts
from registry.actions.issuing import To
from registry.enclosures import enclosures
from registry.models import Incoming, Sending
from registry.states import Way
from tests import world
from tests.registry.desk import drafted, signed

OURS, THEIRS = "000.00.01.H56", "000.00.02.H56"


@pytest.fixture
def carrier(who, settings, tmp_path):
    """Two organisations with a folder between them; Dũng keeps the register of the second."""
    settings.EXCHANGE_FOLDER = str(tmp_path / "truc")
    Post.objects.create(user=who.dung, unit=who.department, title="Văn thư", role="clerk")
    set_organ(who.committee, code=OURS, by=who.chi)
    set_organ(who.department, code=THEIRS, by=who.chi)
    return tmp_path / "truc"


def issued(who):
    draft = drafted(who, kind="qd", subject="Về việc giao kế hoạch năm 2027")
    upload = SimpleUploadedFile("bieu.pdf", world.pdf("Bieu chi tieu", 1), "application/pdf")
    drafts.attach(draft, upload=upload, title="Biểu giao chỉ tiêu", by=who.chi)
    issue = signed(draft, who).issue
    return issuing.issue_document(issue, [To("Sở Nội vụ", Way.EXCHANGE, address=THEIRS)], by=who.chi)  # fmt: skip


def told(client, issue, who):
    """What the sending clerk reads beside the recipient, line by line."""
    jobs.exchange()
    jobs.exchange()
    client.force_login(who.chi)
    page = client.get(issue.get_absolute_url()).content.decode()
    return re.findall(r"<br>(0\d) · ([^·<]+) · \d\d:\d\d \d\d/\d\d/\d{4}", page)


def test_from_the_draft_to_the_answer_of_the_other_side(client, who, carrier):
    issue = issued(who)
    assert Sending.objects.get().state == "waiting"
    said = told(client, issue, who)
    row = Incoming.objects.get(agency=who.department)
    assert [code for code, _text in said] == ["01"]
    assert (row.notation, row.subject, row.issuer, row.signer) == (
        issue.number.notation, issue.subject, who.committee.name, "Nguyễn Văn An",
    )  # fmt: skip
    papers = row.folder.papers.order_by("pk")
    assert [one.versions.get().read() for one in papers] == [one.read() for one in enclosures(issue)]  # fmt: skip
    assert row.genuine == "sound"
    actions.register(row, Facts(subject=row.subject, issuer=row.issuer, notation=row.notation), by=who.dung)  # fmt: skip
    row = directing.submit(Incoming.objects.get(pk=row.pk), leader=who.binh, by=who.dung)
    directing.close(row, outcome="Lưu, theo dõi", by=who.binh)
    said = told(client, issue, who)
    assert [code for code, _text in said] == ["01", "03", "06"]
    assert said[1][1] == "Đã tiếp nhận, số đến 1"
    sending = Sending.objects.get()
    assert (sending.state, sending.acknowledged_by) == ("received", "Sở Nội vụ")
    left = [one.name for one in carrier.rglob("*") if one.is_file() and one.parent.name != "taken"]
    assert left == []


def test_what_the_other_side_sends_back_stands_beside_the_recipient(client, who, carrier):
    issue = issued(who)
    told(client, issue, who)
    actions.send_back(Incoming.objects.get(), reason="Gửi nhầm địa chỉ", by=who.dung)
    assert told(client, issue, who)[-1] == ("02", "Gửi nhầm địa chỉ")
    sending = Sending.objects.get()
    assert (sending.state, sending.trouble) == ("refused", "Gửi nhầm địa chỉ")
    issuing.try_again(sending, by=who.chi)
    assert [code for code, _text in told(client, issue, who)] == ["01", "02", "01"]
    assert Incoming.objects.order_by("pk").values_list("state", flat=True)[1] == "received"
    assert Sending.objects.get().state == "received"
