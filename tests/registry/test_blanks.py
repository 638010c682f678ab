"""What a template left open does not go to the leader without a question."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.child import ChildFailed
from core.refused import Refused
from documents.typeset import draw
from registry.actions import drafts, texts, unfilled, way
from registry.actions.unfilled import blanks_of
from registry.blanks import blanks, blanks_of_pages
from tests import world
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


@pytest.mark.django_db(transaction=True)
def test_a_gap_of_the_head_leads_to_the_head(client, who):
    draft = filled(drafted(who))
    drafts.change_draft(draft, seen=draft.revision, recipients=["Sở …;", "Lưu: VT."], by=who.chi)
    client.force_login(who.chi)
    said = " ".join(client.post(f"/registry/drafts/{draft.pk}/send/").content.decode().split())
    assert f'class="row-item" href="/registry/drafts/{draft.pk}/head/"' in said
    assert f'class="btn btn-primary" href="/registry/drafts/{draft.pk}/head/"' in said
    assert "Sở …;" in client.get(f"/registry/drafts/{draft.pk}/head/").content.decode()


HEAD = "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n_______ ______\nSố: …/QĐ-UBND Sông Hà, ngày … tháng … năm 2026\n"
CONTENTS = (
    "Mục lục\n1. Sự cần thiết ........ 2\n2. Mục tiêu ........... 4\n3. Kinh phí ......... 11\n"
)


@pytest.mark.parametrize(
    ("pages", "where"),
    [
        ([HEAD + "Căn cứ …;\nĐiều 1. Thành lập Tổ công tác."], [(1, "Căn cứ …;")]),
        (["Số: /QĐ-UBND Sông Hà, ngày tháng năm 2026\nĐiều 1. Thành lập."], []),
        (["Số:......./2026/QĐ-UBND Sông Hà, ngày....tháng.....năm 20...\nĐiều 1."], []),
        ([HEAD, "Điều 2. Có hiệu lực từ ngày … tháng … năm 2026."], [(2, "từ ngày …")]),
        ([CONTENTS, "Kinh phí: ........ đồng"], [(2, "Kinh phí: ........ đồng")]),
        (["Gạo, muối, mì, v.v…"], []),
        (["Báo cáo trước ngày\n…/12/2026, gửi Sở …, Sở …"], [(1, "trước ngày …/12/2026")]),
    ],
)  # fmt: skip
def test_gaps_of_a_file_are_told_from_what_the_clerk_fills_in(pages, where):
    found = blanks_of_pages(pages)
    assert [gap.page for gap in found] == [page for page, _words in where]
    for gap, (_page, words) in zip(found, where, strict=True):
        assert words in gap.words
        assert not gap.must


def test_a_form_of_a_hundred_gaps_is_named_by_its_first_ones():
    page = "Họ và tên: .................. Ngày sinh: ............... " + "chữ " * 20
    assert len(blanks_of_pages([page] * 90)) == 60


@pytest.mark.django_db(transaction=True)
def test_who_goes_to_fill_a_gap_in_finds_the_reason_again_until_it_is_sent(client, who):
    draft = drafted(who, subject="mời họp")
    client.force_login(who.chi)
    page, why = draft.get_absolute_url(), "Đã thống nhất với phòng Tổng hợp"
    client.post(f"{page}remark/", {"text": "Xem lại câu cuối"})
    assert client.post(f"{page}send/", {"anyway": why}).status_code == 422
    assert f'value="{why}"' in client.get(page).content.decode()
    filled(draft)
    assert client.post(f"{page}send/", {"anyway": why}).status_code == 302
    assert f"draft_sent_why.{draft.pk}" not in client.session


@pytest.mark.django_db(transaction=True)
def test_a_file_with_gaps_is_asked_about(client, who):
    draft = drafted(who, subject="mời họp")
    first = draft.blocks.first()
    texts.write_text(draft, first.key, "Đề nghị báo cáo trước ngày …/12/2026.", seen=1, by=who.chi)
    for block in draft.blocks.exclude(pk=first.pk):
        texts.write_text(draft, block.key, "Như trên./.", seen=block.revision, by=who.chi)
    draft.refresh_from_db()
    file = SimpleUploadedFile("giay-moi.pdf", way.print_draft(draft).pdf, "application/pdf")
    client.force_login(who.chi)
    page = f"/registry/drafts/{draft.pk}/"
    assert client.post(f"{page}file/", {"file": file}).status_code in (200, 204, 302)
    answer = client.post(f"{page}send/")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Trang 1" in said
    assert "trước ngày …/12/2026" in said
    assert f'href="{page}preview.pdf#page=1"' in said
    draft.refresh_from_db()
    assert draft.state == "writing"
    meant = re.findall(r'name="meant" value="([^"]*)"', said)
    assert client.post(f"{page}send/", {"meant": meant}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "signing"


def test_a_page_of_nothing_but_dots_is_read_at_once():
    """Letters that stop at no number: looked at once each, not once from every dot on."""
    assert len(blanks_of_pages(["." * 200_000 + " hết"])) == 1


def test_dots_for_number_and_day_in_an_attachment_are_gaps_for_nobody_fills_them_in():
    assert blanks_of_pages([HEAD]) == []
    (gap,) = blanks_of_pages([HEAD], attached=True)
    assert "Số: …/QĐ-UBND" in gap.words


@pytest.mark.django_db(transaction=True)
def test_an_attachment_with_gaps_is_asked_about_by_its_name_and_page(client, who):
    draft = filled(drafted(who, subject="giao chỉ tiêu"))
    annex = draw("#json(bytes(sys.inputs.value))", "Báo cáo trước ngày …/12/2026.")
    upload = SimpleUploadedFile("bieu.pdf", annex, "application/pdf")
    paper = drafts.attach(draft, upload=upload, title="Biểu giao chỉ tiêu", by=who.chi)
    client.force_login(who.chi)
    page = f"/registry/drafts/{draft.pk}/"
    answer = client.post(f"{page}send/")
    said = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert "trước ngày …/12/2026" in said
    assert "Biểu giao chỉ tiêu · Trang 1" in said
    assert f'href="{paper.versions.get().file_url}#page=1"' in said
    draft.refresh_from_db()
    assert draft.state == "writing"
    with pytest.raises(Refused, match="…/12/2026"):
        way.send_draft(draft, way.print_draft(draft), by=who.chi)
    meant = [html.unescape(one) for one in re.findall(r'name="meant" value="([^"]*)"', said)]
    assert client.post(f"{page}send/", {"meant": meant}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "signing"


def test_an_attachment_that_cannot_be_read_holds_nothing_up_and_is_not_read_in_the_transaction(who, monkeypatch):  # fmt: skip
    draft = filled(drafted(who))
    upload = SimpleUploadedFile("bieu.pdf", world.pdf("Bieu", 1), "application/pdf")
    drafts.attach(draft, upload=upload, title="Biểu", by=who.chi)
    asked = []

    def fails(version):
        asked.append(version)
        raise ChildFailed

    monkeypatch.setattr("registry.actions.unfilled.read_text", fails)
    assert unfilled.blanks_of(draft) == []
    way.send_draft(draft, way.print_draft(draft), by=who.chi)
    assert len(asked) == 1
    monkeypatch.setattr(unfilled, "AGAIN", -1)
    unfilled._not_before.clear()
    unfilled.blanks_of(draft)
    unfilled.blanks_of(draft)
    assert len(asked) == 3
