"""From draft to register: what is sent, signed, numbered, sealed stands in the outgoing register; what comes back is mended."""

from __future__ import annotations

import pytest

from core.refused import Refused
from documents.models import RegisterNumber
from notices.models import Notice
from registry.actions import drafts, review, texts, way
from registry.models import Issue
from registry.queries.register import Asked, line, rows_of
from signing import actions as signing
from tests.registry.desk import drafted, sent, signed, step


def test_a_letter_is_signed_numbered_and_registered(who):
    draft = signed(drafted(who), who)
    issue = Issue.objects.get(draft=draft)
    assert draft.state == "signed"
    assert issue.number.notation == "01/UBND"
    assert (issue.state, issue.signer, issue.kind) == ("registered", "Nguyễn Văn An", "cv")
    assert draft.paper.notation == "01/UBND"


def test_a_returned_draft_can_be_written_and_sent_again(who):
    draft = sent(drafted(who))
    route = draft.paper.routes.get()
    signing.return_route(step(route), reason="Thiếu căn cứ pháp lý", by=who.an)
    draft.refresh_from_db()
    assert draft.state == "writing"
    assert draft.remarks.get().text == "Thiếu căn cứ pháp lý"
    with pytest.raises(Refused):
        way.send_draft(draft, way.print_draft(draft), by=who.chi)
    review.settle(draft.remarks.get(), take=False, answer="Đã bổ sung", by=who.chi)
    texts.add_text(draft, after="", text="Căn cứ Luật Tổ chức chính quyền địa phương,", by=who.chi)
    again = signed(drafts.locked(draft), who)
    assert again.paper.notation == "01/UBND"
    assert RegisterNumber.objects.count() == 1
    assert Notice.objects.filter(url=draft.get_absolute_url(), user=who.chi).count() == 1


def test_the_register_reads_as_the_decree_wants(who):
    signed(drafted(who, kind="qd", subject="Về việc thành lập Tổ công tác"), who)
    row = rows_of(who.committee, Asked()).get()
    said = line(row).cells
    assert len(said) == 10
    assert said[0] == "01/QĐ-UBND"
    assert said[2] == "Quyết định: Về việc thành lập Tổ công tác"
    assert said[3] == "Nguyễn Văn An"


def test_a_signed_draft_replaces_the_earlier_document_when_it_is_numbered(who):
    earlier = signed(drafted(who, kind="qd", subject="Về việc thành lập Tổ công tác"), who).issue
    draft = drafted(who, kind="qd", subject="Về việc kiện toàn Tổ công tác", acts_on=earlier, effect="replaces")  # fmt: skip
    earlier.refresh_from_db()
    assert earlier.state == "registered"
    later = signed(draft, who).issue
    earlier.refresh_from_db()
    assert (earlier.state, later.number.notation) == ("replaced", "02/QĐ-UBND")
    assert earlier.acted_upon.get().later == later


def test_a_party_document_is_numbered_as_the_party_writes(who):
    committee = who.committee
    committee.code = "TU"
    committee.save()
    draft = signed(drafted(who, kind="d_qd", subject="về công tác cán bộ"), who)
    assert draft.paper.notation == "01-QĐ/TU"
    assert draft.issue.number.register.name == "Đ-QĐ"
