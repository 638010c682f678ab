"""Signed in again in another tab: the form of the old tab is not trusted, but what was typed there is not lost."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from registry.models import TextRemark
from tests.core.test_form_again import SAID, SHOWN, TEXT
from tests.registry.desk import drafted

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture
def strict(who):
    """A browser whose forms are checked, signed in as the clerk."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(who.chi)
    return browser


def sent(browser, draft, **headers):
    """Send a remark with a word of trust that is no more."""
    form = {"title": TEXT, "csrfmiddlewaretoken": "x" * 64}
    page = f"{HERE}{draft.get_absolute_url()}"
    return browser.post(
        f"/registry/drafts/{draft.pk}/file/", form, headers={"Referer": page, **headers}
    )


def test_an_old_page_comes_back_filled_in_and_can_be_sent(strict, who):
    draft = drafted(who)
    strict.get(draft.get_absolute_url())
    answer = sent(strict, draft, Origin=HERE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert SAID in page
    assert f'value="{SHOWN}"' in page
    word = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    again = strict.post(
        f"/registry/drafts/{draft.pk}/file/",
        {"title": TEXT, "csrfmiddlewaretoken": word[1]},
        headers={"Origin": HERE},
    )
    assert again.status_code == 409, "trusted now; it still lacks its file"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_a_form_of_another_site_is_only_refused(strict, who, origin):
    answer = sent(strict, drafted(who), Origin=origin)
    assert answer.status_code == 403
    assert TEXT not in answer.content.decode()
    assert SAID not in answer.content.decode()


def test_a_page_of_the_same_host_without_tls_is_another_site(strict, who):
    answer = strict.post(
        f"/registry/drafts/{drafted(who).pk}/file/",
        {"title": TEXT, "csrfmiddlewaretoken": "x" * 64},
        headers={"Referer": "https://testserver/", "Origin": HERE},
        secure=True,
    )
    assert answer.status_code == 403
    assert SAID not in answer.content.decode()


def test_a_browser_that_lost_the_cookie_gets_one_that_fits_the_form(strict, who):
    draft = drafted(who)
    answer = sent(strict, draft, Origin=HERE)
    word = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())
    assert "csrftoken" in answer.cookies
    again = strict.post(
        f"/registry/drafts/{draft.pk}/file/",
        {"title": TEXT, "csrfmiddlewaretoken": word[1]},
        headers={"Origin": HERE},
    )
    assert again.status_code == 409, "trusted now; it still lacks its file"


def test_what_was_done_before_is_not_done_twice(strict, who):
    """The answer was lost, the person signed in again in another tab, and presses in the old one."""
    draft = drafted(who)
    page = strict.get(draft.get_absolute_url()).content.decode()
    word = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    press = {"text": TEXT, "act": str(uuid4())}
    ways = {"headers": {"Origin": HERE, "Referer": f"{HERE}{draft.get_absolute_url()}"}}
    url = f"/registry/drafts/{draft.pk}/remark/"
    strict.post(url, {**press, "csrfmiddlewaretoken": word[1]}, **ways)
    shown = strict.post(url, {**press, "csrfmiddlewaretoken": "x" * 64}, **ways).content.decode()
    form = shown[shown.index(SAID) :]
    again = {
        name: re.search(rf'name="{name}" value="([\w-]+)"', form)[1]
        for name in ("act", "csrfmiddlewaretoken")
    }
    strict.post(url, {**again, "text": TEXT}, **ways)
    assert TextRemark.objects.count() == 1


def test_the_sign_in_page_of_an_old_tab_is_no_fault_of_the_server(db):
    browser = Client(enforce_csrf_checks=True)
    sent_off = {"username": "lethichi", "password": "x", "csrfmiddlewaretoken": "x" * 64}
    answer = browser.post(
        "/sign-in/", sent_off, headers={"Origin": HERE, "Referer": f"{HERE}/sign-in/"}
    )
    assert answer.status_code == 403
    assert 'value="x"' not in answer.content.decode()
