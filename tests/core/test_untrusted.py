"""Signed in again in another tab: the form of the old tab is not trusted, but what was typed there is not lost."""

import re

import pytest
from django.test import Client

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
