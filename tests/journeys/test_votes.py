"""A question by name and one in secret, in two browsers: what the chair opens, the phone answers; a receipt is found again."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.journeys.press import press


@pytest.fixture
def table(scene, open_page):
    """The chair's desktop and the member's tablet on a meeting in session."""
    meeting = scene("in_session")
    return open_page("an", meeting), open_page("binh", meeting, "tablet")


def _put(chair, question, **terms):
    """The chair words a question and opens the vote."""
    chair.locator('#vote a[href$="/votes/new/"]').click()
    chair.locator("[name=question]").fill(question)
    if "way" in terms:
        chair.locator(f"input[name=way][value={terms['way']}]").check()
    chair.locator("details#terms summary").click()
    for name in terms.get("wishes", ()):
        chair.locator(f"[name={name}]").check()
    chair.locator("button[name=open]").click()


def test_by_name_then_in_secret(table):
    chair, member = table
    _put(chair, "Thông qua phương án A", wishes=("other",))
    member.locator('#mine a[href$="/other/"]').click()
    member.locator("[name=text]").fill("Chờ ý kiến Sở Tài chính")
    member.locator("main form .btn-primary").click()
    expect(member.locator("#mine .notice")).to_contain_text("Chờ ý kiến Sở Tài chính")
    expect(chair.locator("#vote progress")).to_have_attribute("value", "1")
    chair.locator("#mine form.ballot button[value=agree]").click()
    expect(chair.locator("#mine form.ballot")).to_have_count(0)
    press(chair, "/close/", "#vote")
    expect(member.locator("#vote .notice")).to_contain_text("1")

    _put(chair, "Tín nhiệm Tổ trưởng?", way="secret", wishes=("codes",))
    ballot = member.locator("#mine form.ballot button[value=agree]")
    expect(ballot).to_be_visible()
    ballot.click()
    receipt = member.locator("#mine receipt-code [data-code]")
    expect(receipt).to_have_text(re.compile(r"^\w{5}-\w{5}$"))
    code = receipt.inner_text()
    assert chair.locator("#vote .tally").count() == 0 or "Tín nhiệm" not in (
        chair.locator("#vote article", has=chair.locator(".tally")).first.inner_text()
    )
    chair.locator("#mine form.ballot button[value=disagree]").click()
    expect(chair.locator("#mine form.ballot")).to_have_count(0)
    press(chair, "/close/", "#vote")
    expect(chair.locator('#vote form[action$="/close/"]')).to_have_count(0)
    member.locator("#vote a.plain-link", has_text="Tín nhiệm").first.click()
    expect(member.locator("#receipts li", has_text=code)).to_contain_text("Tán thành")
    expect(member.locator("#secrecy")).to_be_visible()


def test_the_votes_own_page_follows_the_vote(table, open_page):
    """The clerk and a member look at the vote's page; nobody reloads, and each sees what they may."""
    chair, member = table
    _put(chair, "Thông qua phương án B", wishes=("hold",))
    vote = chair.locator("#vote a.plain-link", has_text="phương án B").first.get_attribute("href")
    page = SimpleNamespace(url=vote)
    clerk, other = open_page("chi", page), open_page("binh", page, "tablet")
    expect(clerk.locator("#vote_people")).to_contain_text("Chưa biểu quyết")
    expect(other.locator("#vote_people")).to_have_count(0)
    for page in (clerk, other):
        page.evaluate("window.here = true")
    member.locator("#mine form.ballot button[value=agree]").click()
    expect(clerk.locator("#vote_people .chip", has_text="Đã biểu quyết")).to_have_count(1)
    expect(clerk.locator("#vote_people")).not_to_contain_text("Tán thành")
    chair.locator("#mine form.ballot button[value=agree]").click()
    expect(chair.locator("#mine form.ballot")).to_have_count(0)
    press(chair, "/close/", "#vote")
    expect(clerk.locator("#result .tally").first).to_be_visible()
    expect(other.locator("#result")).to_contain_text("Chủ tọa")
    expect(other.locator("#result .tally")).to_have_count(0)
    press(chair, "/announce/", "#vote")
    expect(other.locator("#result .tally").first).to_be_visible()
    expect(other.locator("#vote_people")).to_contain_text("Tán thành")
    assert all(page.evaluate("window.here") for page in (clerk, other))
