"""A plain form that is refused comes back on its own page: nothing typed is lost, the sentence stands before it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registry.actions import drafts
from tests.registry.desk import drafted

pytestmark = pytest.mark.django_db
SAID = 'id="refused"'
TEXT = 'Đề nghị xem lại căn cứ "Điều 5" & phụ lục <2>'
SHOWN = "Đề nghị xem lại căn cứ &quot;Điều 5&quot; &amp; phụ lục &lt;2&gt;"


@pytest.fixture
def draft(who, client):
    client.force_login(who.chi)
    return drafted(who)


def refused(client, draft, what="file", **sent):
    """Send a form of the draft's page; return the answer's status and text."""
    sent.setdefault("headers", {"Referer": f"http://testserver{draft.get_absolute_url()}"})
    headers = sent.pop("headers")
    answer = client.post(f"/registry/drafts/{draft.pk}/{what}/", sent, headers=headers)
    return answer.status_code, answer.content.decode()


def test_what_was_typed_stands_in_the_form_again_with_the_sentence_in_focus(client, draft):
    status, page = refused(client, draft, title=TEXT)
    assert status == 409
    assert f'value="{SHOWN}"' in page
    before = page[: page.index(f'value="{SHOWN}"')]
    assert before.index(SAID) > before.index("<main")
    assert 'tabindex="-1" autofocus' in before
    assert "chọn" in before[before.index(SAID) :]


def test_a_second_refusal_keeps_it_as_well(client, draft):
    """The address is now the form's, which shows no page of its own: the form says where it stood."""
    url = f"/registry/drafts/{draft.pk}/file/"
    page = draft.get_absolute_url()
    assert f'name="page_before" value="{page}"' in refused(client, draft, title=TEXT)[1]
    status, again = refused(
        client, draft, title=TEXT, page_before=page, headers={"Referer": f"http://testserver{url}"}
    )
    assert status == 409
    assert f'value="{SHOWN}"' in again


def test_a_file_is_asked_for_again(client, draft):
    status, page = refused(
        client, draft, title=TEXT, file=SimpleUploadedFile("a.pdf", b"khong phai"), attach="1"
    )
    assert status == 409
    assert "chọn lại tệp" in page
    assert f'value="{SHOWN}"' in page


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Referer": "https://elsewhere.example/"},
        {"Referer": "http://testserver/registry/drafts/999999/"},
    ],
)
def test_where_there_is_no_page_the_refusal_is_one_with_the_text_to_copy(client, draft, headers):
    status, page = refused(client, draft, title=TEXT, headers=headers)
    assert status == 409
    assert SAID not in page
    assert "readonly>Đề nghị xem lại" in page


def test_a_single_word_is_offered_to_copy_too(client, draft):
    page = refused(client, draft, title="Hỏa", kind="annex", seen="12", headers={})[1]
    assert "readonly>Hỏa<" in page
    assert page.count("readonly>") == 1


def test_htmx_is_answered_with_a_toast_and_leaves_the_page_alone(client, draft):
    page = f"http://testserver{draft.get_absolute_url()}"
    status, body = refused(
        client, draft, title=TEXT, headers={"HX-Request": "true", "Referer": page}
    )
    assert (status, body) == (409, "")


def test_a_page_the_person_may_not_see_is_not_shown(client, draft, who):
    client.force_login(who.dung)
    answer = client.post("/papers/mine/", {"name": " ", "page_before": draft.get_absolute_url()})
    assert answer.status_code == 409
    assert SAID not in answer.content.decode()
    assert draft.subject not in answer.content.decode()


def test_no_pin_is_ever_sent_back(client, who):
    client.force_login(who.an)
    page = "http://testserver/me/keys/"
    sent = {"file-label": "Khóa của tôi", "file-password": "bi mat cua toi", "pin": "24681357"}
    answer = client.post("/me/keys/file/", sent, headers={"Referer": page})
    assert "24681357" not in answer.content.decode()
    assert "bi mat" not in answer.content.decode()


def test_a_form_that_somebody_else_changed_meanwhile_is_not_filled_with_the_old_words(
    client, draft, who
):
    """Old words under the new stamp: one more press would undo the colleague's work."""
    seen = draft.revision
    drafts.change_draft(draft, seen=seen, by=who.an, subject="Chủ đề của người thứ hai")
    page = f"http://testserver/registry/drafts/{draft.pk}/head/"
    mine = {"seen": seen, "subject": TEXT, "addressees": "Như Điều 3;", "signer": draft.signer_id}
    for _ in range(2):
        status, page_again = refused(client, draft, "head", **mine, headers={"Referer": page})
        assert status == 409
        assert SAID not in page_again
        assert "readonly>Đề nghị xem lại" in page_again
    draft.refresh_from_db()
    assert draft.subject == "Chủ đề của người thứ hai"


def test_a_page_that_breaks_while_it_is_made_again_does_not_hide_the_refusal(
    client, draft, monkeypatch
):
    def broken(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.form_again.resolve", broken)
    status, page = refused(client, draft, title=TEXT)
    assert status == 409
    assert "readonly>Đề nghị xem lại" in page


def test_an_address_of_two_strokes_makes_no_links_to_another_host(client, draft):
    page = f"//evil.example{draft.get_absolute_url()}"
    status, again = refused(client, draft, title=TEXT, page_before=f"http://testserver{page}")
    assert status == 409
    assert "evil.example" not in again.replace("readonly", "")
