"""A form sent after its session ended waits, sealed, in the sign-in page, and comes back to the same person alone."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import kept_form
from core.clock import at, now
from registry.models import TextRemark
from tests.core.test_form_again import SAID, SHOWN, TEXT
from tests.registry.desk import drafted
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
ENDED = "Phiên làm việc của bạn đã hết"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def draft(who):
    return drafted(who)


@pytest.fixture
def browser(who):
    """A browser whose forms are checked, in which the clerk signed in; her session has ended since."""
    one = Client(enforce_csrf_checks=True, headers={"Accept": "text/html,*/*"})
    enter(one, "chi")
    one.get("/registry/")  # the word of trust of this session
    end(one)
    return one


def enter(browser, name, **fields):
    """Sign in from the sign-in page, or from the one that carries a form."""
    if "csrfmiddlewaretoken" not in fields:
        fields |= hidden(browser.get("/sign-in/").content.decode(), "csrfmiddlewaretoken")
    sent = {"username": name, "password": PASSWORD, **fields}
    return browser.post("/sign-in/", sent, headers={"Origin": HERE})


def end(browser):
    """Let the session's time be over."""
    browser.cookies.pop("sessionid", None)


def hidden(page, *names):
    """Return what the hidden fields of the last form say."""
    form = page[page.rindex("<form") :]
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', form) for name in names}
    return {name: match[1] for name, match in found.items() if match}


def send(browser, draft, what="remark", **sent):
    """Send a form of the draft's page with the word of trust that the browser has."""
    word = browser.cookies["csrftoken"].value
    sent = {"text": TEXT, **sent, "csrfmiddlewaretoken": word}
    page = f"{HERE}{draft.get_absolute_url()}"
    return browser.post(
        f"/registry/drafts/{draft.pk}/{what}/", sent, headers={"Origin": HERE, "Referer": page}
    )


def carried(answer):
    """Return what the sign-in page carries along."""
    return hidden(answer.content.decode(), "csrfmiddlewaretoken", "kept_form", "next")


def test_after_signing_in_the_text_stands_in_its_form_and_one_press_sends_it(browser, draft):
    answer = send(browser, draft)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert ENDED in page
    assert TEXT not in page
    assert SHOWN not in page
    back = enter(browser, "chi", **carried(answer))
    assert back.status_code == 302
    shown = browser.get(back["Location"])
    page = shown.content.decode()
    assert shown.status_code == 200
    assert SAID in page
    assert ENDED in page
    assert "Đề nghị xem lại căn cứ" in page[page.index(SAID) :]
    assert shown["Cache-Control"] == "private, no-store"
    assert TextRemark.objects.count() == 0, "nothing was sent by signing in"
    send(browser, draft)
    assert TextRemark.objects.get().text == TEXT


def test_a_wrong_password_does_not_lose_it(browser, draft):
    wrong = enter(browser, "chi", **carried(send(browser, draft)), password="wrong")
    assert wrong.status_code == 422
    assert enter(browser, "chi", **carried(wrong))["Location"] == "/sign-in/kept/"


def test_another_person_gets_nothing_of_it(browser, draft, who):
    back = enter(browser, "an", **carried(send(browser, draft)))
    assert back["Location"] == draft.get_absolute_url()
    assert "kept_form" not in browser.session
    assert TEXT[:14] not in browser.get("/sign-in/kept/", follow=True).content.decode()


def test_after_an_hour_it_is_gone(browser, draft):
    answer = send(browser, draft)
    with at(now() + timedelta(minutes=61)):
        assert enter(browser, "chi", **carried(answer))["Location"] == draft.get_absolute_url()


def test_after_an_hour_it_is_gone_from_the_session_too(browser, draft):
    enter(browser, "chi", **carried(send(browser, draft)))
    with at(now() + timedelta(minutes=61)):
        assert browser.get("/sign-in/kept/")["Location"] == "/"
    assert "kept_form" not in browser.session


def test_signing_out_takes_it_away(browser, draft):
    enter(browser, "chi", **carried(send(browser, draft)))
    browser.logout()
    assert "kept_form" not in browser.session
    assert browser.get("/sign-in/kept/").status_code == 302


def test_the_tab_of_whom_another_followed_in_the_browser_is_sealed_for_nobody(browser, draft):
    """Lan's tab is still open; Bình signed in at the same tablet, and his session ended, too."""
    old = browser.cookies["csrftoken"].value
    enter(browser, "binh")
    end(browser)
    browser_word, browser.cookies["csrftoken"] = browser.cookies["csrftoken"].value, old
    assert browser_word != old
    browser.cookies["csrftoken"] = browser_word
    page = f"{HERE}{draft.get_absolute_url()}"
    sent = {"text": TEXT, "csrfmiddlewaretoken": old}
    answer = browser.post(
        f"/registry/drafts/{draft.pk}/remark/", sent, headers={"Origin": HERE, "Referer": page}
    )
    assert answer.status_code == 403
    assert "kept_form" not in answer.content.decode()


@pytest.mark.parametrize("mark", [None, "", "x" * 64, "a" * 65, "../../secret"])
def test_a_browser_that_nobody_signed_in_with_keeps_nothing(browser, draft, mark):
    browser.cookies.pop(kept_form.COOKIE)
    if mark is not None:
        browser.cookies[kept_form.COOKIE] = mark
    assert send(browser, draft).status_code == 302


def test_a_mark_that_is_nobodys_opens_for_nobody(browser, draft):
    browser.cookies[kept_form.COOKIE] = "0" * 64
    back = enter(browser, "chi", **carried(send(browser, draft)))
    assert back["Location"] == draft.get_absolute_url()


def test_the_mark_in_the_browser_names_nobody_and_no_script_reads_it(who):
    one = Client()
    one.post("/sign-in/", {"username": "chi", "password": PASSWORD})
    mark = one.cookies[kept_form.COOKIE]
    assert mark["httponly"]
    assert re.fullmatch("[0-9a-f]{64}", mark.value)
    other = Client()
    other.post("/sign-in/", {"username": "an", "password": PASSWORD})
    assert other.cookies[kept_form.COOKIE].value != mark.value


@pytest.mark.parametrize("change", [lambda one: one[:-4] + "AAAA", lambda _: "x", lambda _: ""])
def test_an_altered_one_opens_for_nobody(browser, draft, change):
    fields = carried(send(browser, draft))
    fields["kept_form"] = change(fields["kept_form"])
    assert enter(browser, "chi", **fields)["Location"] == draft.get_absolute_url()


def test_secrets_and_files_do_not_go_along(browser, draft, monkeypatch):
    told = []
    monkeypatch.setattr(kept_form, "seal", lambda text, _label: told.append(text) or "sealed")
    monkeypatch.setattr(kept_form.zlib, "compress", lambda plain: plain)
    monkeypatch.setattr(kept_form.base64, "b64encode", lambda plain: plain)
    file = SimpleUploadedFile("a.pdf", b"noi dung cua tep")
    send(browser, draft, pin="24681357", password="bi mat cua toi", file=file)
    (text,) = told
    assert "24681357" not in text
    assert "bi mat" not in text
    assert "noi dung" not in text
    assert "csrfmiddlewaretoken" not in text


def test_a_file_is_asked_for_again(browser, draft):
    file = SimpleUploadedFile("a.pdf", b"noi dung cua tep")
    answer = send(browser, draft, "file", title=TEXT, file=file)
    page = browser.get(enter(browser, "chi", **carried(answer))["Location"]).content.decode()
    assert "chọn lại tệp" in page
    assert f'value="{SHOWN}"' in page


def test_a_form_that_is_gone_leaves_its_text_to_copy(browser, draft):
    answer = send(browser, draft)
    draft.delete()
    shown = browser.get(enter(browser, "chi", **carried(answer))["Location"])
    page = shown.content.decode()
    assert shown.status_code == 409
    assert SAID not in page
    assert "readonly>Đề nghị xem lại" in page


def test_too_much_is_not_carried(browser, draft):
    assert send(browser, draft, more="a" * 200_001).status_code == 302


def test_a_press_without_a_page_is_led_to_the_door_as_before(browser, draft):
    for headers in ({"Accept": "*/*"}, {"HX-Request": "true"}):
        browser.defaults.update({f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()})  # fmt: skip
        assert send(browser, draft).status_code == 302
        browser.defaults["HTTP_ACCEPT"] = "text/html,*/*"


def test_two_tabs_each_come_back(browser, draft):
    """Signed in from the first: the second tab's sign-in page is no longer trusted, but its text is not lost."""
    first, second = carried(send(browser, draft)), carried(send(browser, draft, text="Ý thứ hai"))
    enter(browser, "chi", **first)
    back = enter(browser, "chi", **second)
    assert back.status_code == 302
    page = browser.get(back["Location"]).content.decode()
    assert "Ý thứ hai" in page[page.index(SAID) :]


def test_once_sent_again_it_is_kept_no_longer(browser, draft):
    enter(browser, "chi", **carried(send(browser, draft)))
    assert "kept_form" in browser.session
    send(browser, draft)
    assert "kept_form" not in browser.session


def test_a_ballot_is_never_kept_beside_a_name(browser, draft):
    """A press chooses in secret: neither the choice nor another opinion in words may wait in anybody's session."""
    word = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value, "text": TEXT, "choice": "disagree"}  # fmt: skip
    headers = {"Origin": HERE, "Referer": f"{HERE}/meetings/1/"}
    for name in ("cast", "other_opinion"):
        address = reverse(f"meetings:{name}", args=[1])
        assert browser.post(address, word, headers=headers).status_code == 302
    assert send(browser, draft, text="", choice="disagree").status_code == 302, "nobody wrote anything"  # fmt: skip


def test_who_left_leaves_no_name_to_what_others_write(browser, draft):
    enter(browser, "chi")
    word = browser.cookies["csrftoken"].value
    browser.post("/sign-out/", {"csrfmiddlewaretoken": word}, headers={"Origin": HERE})
    assert send(browser, draft, text="Lời của người lạ, viết hộ").status_code == 302


def hand_over(browser, draft, to, **sent):
    """Do what a page does that learns that its session ended, with something half written."""
    sent = {"text": TEXT, **sent, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    page = f"{HERE}{draft.get_absolute_url()}"
    return browser.post(f"/sign-in/keep/?{urlencode({'to': to})}", sent, headers={"Origin": HERE, "Referer": page})  # fmt: skip


def test_what_is_half_written_when_the_session_ends_comes_back_unsent(browser, draft):
    answer = hand_over(browser, draft, f"/registry/drafts/{draft.pk}/remark/")
    assert ENDED in answer.content.decode()
    page = browser.get(enter(browser, "chi", **carried(answer))["Location"]).content.decode()
    assert "Đề nghị xem lại căn cứ" in page[page.index(SAID) :]
    assert TextRemark.objects.count() == 0


def test_nothing_is_done_with_it_when_the_session_lives_after_all(browser, draft):
    enter(browser, "chi")
    shown = hand_over(browser, draft, f"/registry/drafts/{draft.pk}/remark/")
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Đề nghị xem lại căn cứ" in page[page.index(SAID) :]
    assert TextRemark.objects.count() == 0


@pytest.mark.parametrize("to", ["", "https://elsewhere.example/", "/no/such/", "/meetings/votes/1/cast/", "http://["])  # fmt: skip
def test_nothing_is_kept_for_an_address_that_keeps_nothing(browser, draft, to):
    assert hand_over(browser, draft, to).status_code == 302
    enter(browser, "chi")
    assert hand_over(browser, draft, to)["Location"] == "/"


def test_the_keeping_address_itself_shows_nothing(browser):
    enter(browser, "chi")
    assert browser.get("/sign-in/keep/")["Location"] == "/"
