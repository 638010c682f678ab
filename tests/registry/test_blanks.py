"""What a template left open does not go to the leader without a question."""

from __future__ import annotations

import pytest

from core.refused import Refused
from registry.actions import drafts, texts, way
from registry.actions.unfilled import blanks_of
from registry.blanks import blanks
from tests.registry.desk import drafted, filled


@pytest.mark.parametrize(
    ("text", "gap", "must"),
    [
        ("…./.", True, True),
        ("Thực hiện …, … có ý kiến như sau:", True, True),  # as the template wrote it
        ("Đề nghị các cơ quan báo cáo trước ngày …/12/2026.", True, False),
        ("Kinh phí: ............ đồng", True, False),
        ("Ông (bà): ______", True, False),
        ("gạo, muối, mì, v.v…", False, False),
        ("gạo, muối, mì, v.v...", False, False),
        ("Điều 5 quy định “cơ quan […] chịu trách nhiệm”.", False, False),
        ("Từ ngày 01/12/2026 đến ngày 31/12/2026./.", False, False),
        ("1. 2. 3.", False, False),
    ],
)
def test_gaps_are_told_from_what_is_written(text, gap, must):
    found = blanks([("a", "para", text)], {"Thực hiện …, … có ý kiến như sau:"})
    assert [(row.place, row.must) for row in found] == ([(1, must)] if gap else [])


def test_a_legal_ground_must_be_filled_in():
    assert blanks([("a", "grounds", "Căn cứ …;")])[0].must
    assert blanks([("a", "grounds", "Theo đề nghị của … và Sở Nội vụ,")])[0].must


def test_a_template_is_not_sent(who):
    draft = drafted(who, kind="qd", subject="Về việc thành lập Tổ công tác")
    with pytest.raises(Refused, match="Căn cứ …;"):
        way.send_draft(draft, way.print_draft(draft), by=who.chi)
    texts.write_text(draft, blanks_of(draft)[0].key, "Căn cứ … của Chính phủ;", seen=1, by=who.chi)
    draft.refresh_from_db()
    words = [gap.words for gap in blanks_of(draft)]
    with pytest.raises(Refused):  # a gap in a legal ground is never meant
        way.send_draft(draft, way.print_draft(draft), meant=words, by=who.chi)


def test_a_head_has_gaps_too(who):
    draft = filled(drafted(who))
    drafts.change_draft(draft, seen=draft.revision, addressees=["Sở …;"], by=who.chi)
    draft.refresh_from_db()
    assert [(gap.place, gap.words) for gap in blanks_of(draft)] == [(0, "Sở …;")]


@pytest.mark.django_db(transaction=True)
def test_the_clerk_is_shown_the_places_and_says_they_are_meant(client, who):
    draft = drafted(who, subject="mời họp")
    client.force_login(who.chi)
    url = f"/registry/drafts/{draft.pk}/send/"
    answer = client.post(url)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Thực hiện …, … có ý kiến như sau:" in said
    assert 'name="meant"' not in said  # it must be filled in: there is nothing to press
    first = filled(draft).blocks.first()
    text = "Đề nghị báo cáo trước ngày …/12/2026."
    texts.write_text(draft, first.key, text, seen=first.revision, by=who.chi)
    said = client.post(url).content.decode()
    assert text in said
    assert 'name="meant"' in said
    draft.refresh_from_db()
    assert draft.state == "writing"
    answer = client.post(url, {"meant": [text]})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.state == "signing"
