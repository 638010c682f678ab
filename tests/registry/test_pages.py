"""What each person sees of the registry; nobody sees across agencies."""

from __future__ import annotations

import pytest

from core.clock import today
from people.models import Post, User
from registry.actions import outgoing
from registry.models import Issue
from tests.registry.desk import drafted, sent


@pytest.fixture
def issue(who):
    given = outgoing.OnPaper("qd", 1, today(), "Về việc cấp đất làm trường học", "Nguyễn Văn An", ("Sở Nội vụ;",))  # fmt: skip
    return outgoing.enter_paper(who.committee, given, by=who.chi)


@pytest.fixture
def clerk(who):
    """The clerk of the department."""
    person = User.objects.create_user("ha", "x", full_name="Đỗ Thị Hà")
    Post.objects.create(user=person, unit=who.department, title="Văn thư", role="clerk")
    return person


def page(client, person, url, status=200, **data):
    client.force_login(person)
    answer = client.get(url, data)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_clerk_reads_and_searches_the_register_without_tone_marks(client, who, issue):
    said = page(client, who.chi, "/registry/outgoing/", q="cap dat")
    assert "01/QĐ-UBND" in said
    assert "01/QĐ-UBND" not in page(client, who.chi, "/registry/outgoing/", q="cấp nước")
    client.force_login(who.chi)
    book = client.get(f"/registry/registers/{issue.number.register_id}/book.pdf")
    assert book.content.startswith(b"%PDF")
    sheet = client.get("/registry/outgoing/", {"export": "xlsx"})
    assert sheet.content.startswith(b"PK")


def test_another_agency_sees_nothing_of_it(client, who, issue, clerk):
    assert "01/QĐ-UBND" not in page(client, clerk, "/registry/outgoing/", agency=who.committee.pk)
    for url in (issue.get_absolute_url(), f"/registry/registers/{issue.number.register_id}/book.pdf", f"/registry/agencies/{who.committee.pk}/aside/", f"/registry/numbers/{issue.number_id}/cancel/"):  # fmt: skip
        page(client, clerk, url, 404)
        page(client, who.dung, url, 404)


def test_a_draft_is_seen_by_its_people_alone(client, who):
    draft = drafted(who, subject="việc riêng")
    assert "việc riêng" in page(client, who.chi, draft.get_absolute_url())
    for person in (who.dung, who.binh, who.an):
        page(client, person, draft.get_absolute_url(), 404)
        assert "việc riêng" not in page(client, person, "/registry/drafts/")


def test_the_clerk_issues_from_the_page(client, who, issue, clerk):
    client.force_login(who.chi)
    shown = page(client, who.chi, f"{issue.get_absolute_url()}send/")
    assert f'value="{who.department.pk}" selected' in shown
    client.post(f"{issue.get_absolute_url()}send/", {"units": [who.department.pk]})
    assert Issue.objects.get().state == "issued"
    assert "01/QĐ-UBND" in page(client, clerk, issue.get_absolute_url())
    client.force_login(clerk)
    client.post(f"/registry/sendings/{issue.sendings.get().pk}/received/")
    assert issue.sendings.get().state == "received"


def test_a_paragraph_is_saved_by_itself_and_both_texts_are_shown(client, who):
    draft = drafted(who)
    key = draft.blocks.order_by("position").first().key
    client.force_login(who.chi)
    url = f"/registry/drafts/{draft.pk}/texts/{key}/"
    assert client.post(url, {"text": "Một", "seen": "1"}, headers={"HX-Request": "true"}).status_code == 200  # fmt: skip
    both = client.post(url, {"text": "Hai", "seen": "1"}, headers={"HX-Request": "true"})
    assert both.status_code == 422
    assert "Một" in both.content.decode()
    whole = client.post(url, {"text": "Hai", "seen": "1"}).content.decode()
    assert "Một" in whole
    assert ">Hai</textarea>" in whole
    assert f'action="{url}"' in whole


def test_a_new_draft_takes_the_usual_capacity(client, who):
    client.force_login(who.chi)
    given = {"kind": "qd", "agency": who.committee.pk, "unit": who.committee.pk, "subject": "Về việc A", "signer": who.an.pk}  # fmt: skip
    answer = client.post("/registry/drafts/new/", given, follow=True)
    assert "TM. ỦY BAN NHÂN DÂN" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_the_register_asks_the_same_number_of_questions(client, who, rows, django_assert_max_num_queries):  # fmt: skip
    for number in range(1, rows + 1):
        outgoing.enter_paper(who.committee, outgoing.OnPaper("qd", number, today(), f"Việc {number}", "An"), by=who.chi)  # fmt: skip
    client.force_login(who.chi)
    with django_assert_max_num_queries(32):
        client.get("/registry/outgoing/")


def test_an_issue_to_nobody_keeps_what_was_typed_and_says_what_is_missing(client, who, issue):
    client.force_login(who.chi)
    url = f"/registry/outgoing/{issue.pk}/send/"
    answer = client.post(url, {"email": ""})
    assert answer.status_code == 422
    assert "Chưa có nơi nhận" in answer.content.decode()
    wrong = client.post(url, {"paper": "Bảo tàng thành phố", "email": "khong co dia chi"})
    assert "Bảo tàng thành phố" in wrong.content.decode()


def test_signers_are_offered_with_their_titles(client, who):
    said = page(client, who.chi, "/registry/drafts/new/")
    assert "Nguyễn Văn An, Chủ tịch</option>" in said


def test_recipients_and_capacity_stand_line_by_line(client, who):
    draft = drafted(who, recipients=["- Sở Tư pháp;", "Lưu: VT."])
    draft.capacity = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    draft.save(update_fields=["capacity"])
    assert "Sở Tư pháp;<br>Lưu: VT." in page(client, who.chi, draft.get_absolute_url())
    route = sent(draft).paper.routes.get()
    assert "TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH" in page(client, who.an, route.get_absolute_url())


def test_what_is_taken_away_is_named_on_its_button(client, who, issue):
    draft = drafted(who, subject="việc riêng")
    dropped = page(client, who.chi, f"{draft.get_absolute_url()}drop/")
    cancelled = page(client, who.chi, f"/registry/numbers/{issue.number_id}/cancel/")
    assert '<button class="btn btn-outline-danger">Bỏ dự thảo</button>' in dropped
    assert '<button class="btn btn-outline-danger">Hủy số</button>' in cancelled
    kept = page(client, who.chi, f"{issue.get_absolute_url()}complete/")
    assert '<button class="btn btn-primary">Lưu</button>' in kept


def test_nobody_is_said_to_be_chosen_when_nobody_was_found(client, who, issue):
    sending = f"{issue.get_absolute_url()}send/"
    assert "đã được chọn sẵn" in page(client, who.chi, sending)
    who.department.name, who.department.short = "Sở Y tế", "Sở Y tế"
    who.department.save()
    assert "đã được chọn sẵn" not in page(client, who.chi, sending)
