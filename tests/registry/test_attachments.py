"""Attachments in files of their own go with the draft: sealed in the same act, issued, sent by every way."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from core.refused import Refused
from documents import witness
from documents.witness import Opinion
from registry.actions import drafts, issuing, way
from registry.actions.issuing import To
from registry.enclosures import enclosures
from registry.mailing import post_letters
from registry.models import Incoming
from signing.looks.check import read_pdf
from tests import world
from tests.registry.desk import drafted, sent, signed


def with_annex(who, content=None):
    draft = drafted(who, kind="qd", subject="Về việc giao kế hoạch năm 2027")
    upload = SimpleUploadedFile("bieu.pdf", content or world.pdf("Bieu chi tieu", 1), "application/pdf")  # fmt: skip
    drafts.attach(draft, upload=upload, title="Biểu giao chỉ tiêu", by=who.chi)
    return draft


def test_an_attachment_is_sealed_in_the_same_act_with_number_and_time(client, who):
    issue = signed(with_annex(who), who).issue
    _main, annex = enclosures(issue)
    (mark,) = [one for one in read_pdf(annex.read()).shown if one.is_text]
    number, time = mark.text.split("\n")
    assert number == f"Số: {issue.number.notation}"
    assert time.startswith("Thời gian ký: ")
    assert time.endswith("+07:00")
    assert (mark.page, mark.box[2] > 190, mark.box[3] > 280) == (0, True, True)
    client.force_login(who.chi)
    page = client.get(issue.get_absolute_url()).content.decode()
    assert "Biểu giao chỉ tiêu" in page
    assert annex.get_absolute_url() in page


def test_what_is_not_sealed_does_not_leave(who):
    draft = sent(with_annex(who))
    route = draft.paper.routes.get()
    assert [one.draft.paper.title for one in route.attachments.all()] == ["Biểu giao chỉ tiêu"]
    from signing.actions import attaching

    attaching.detach(route.attachments.get(), by=who.chi)
    assert len(enclosures(signed_now(draft, route, who).issue)) == 1


def signed_now(draft, route, who):
    from signing import actions as signing
    from signing.strongbox import DEMO_PIN
    from tests.registry.desk import seen, step

    signing.sign(step(route), pin=DEMO_PIN, seen=seen(route), by=who.an)
    signing.number_and_seal(step(route), pin=DEMO_PIN, seen=seen(route), by=who.chi)
    draft.refresh_from_db()
    return draft


def test_a_file_that_could_not_be_sealed_is_refused_before_anybody_signs(who):
    content = enclosures(signed(drafted(who), who).issue)[0].read()
    draft = with_annex(who, content)
    with pytest.raises(Refused, match=r"bieu\.pdf"):
        way.make_ready(draft, way.print_draft(draft))


def test_sealed_attachments_leave_by_letter_and_inside(who, monkeypatch):
    monkeypatch.setitem(witness._known, "judge", lambda _path: Opinion("valid", "", ()))
    issue = signed(with_annex(who), who).issue
    people = [
        To("Bộ Nội vụ", "email", address="vanthu@example.org"),
        To("Sở Nội vụ", "inside", unit=who.department),
    ]
    who.department.posts.create(user=who.dung, title="Văn thư", role="clerk")
    issuing.issue_document(issue, people, by=who.chi)
    assert post_letters() == 1
    sealed = [one.read() for one in enclosures(issue)]
    assert [content for _name, content, _kind in mail.outbox[0].attachments] == sealed
    row = Incoming.objects.get(agency=who.department)
    assert [paper.versions.get().read() for paper in row.folder.papers.order_by("pk")] == sealed
    assert issue.draft.folder.papers.filter(state="issued").count() == 2
