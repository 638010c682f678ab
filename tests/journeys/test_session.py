"""A session in two browsers: what the chair does, the member sees, and touches nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys.press import fill, press


def now_discussed(page):
    """The agenda's current item."""
    return page.locator('#agenda [aria-current="true"]')


@pytest.fixture
def table(scene, open_page):
    """The chair's desktop and the member's tablet on a meeting in session."""
    meeting = scene("in_session")
    return open_page("an", meeting), open_page("binh", meeting, "tablet")


def test_the_member_sees_the_chair_move_on(table):
    chair, member = table
    expect(now_discussed(member)).to_contain_text("Ngân sách năm 2027")
    chair.locator("#agenda .card-body form.press button").click()
    expect(now_discussed(chair)).to_contain_text("Cấp nước sạch")
    expect(now_discussed(member)).to_contain_text("Cấp nước sạch")
    expect(member.locator("#status .now")).to_contain_text("Cấp nước sạch")


def test_a_question_is_put_to_the_vote_and_the_result_is_seen_at_once(table):
    chair, member = table
    chair.locator('#vote a[href$="/votes/new/"]').click()
    chair.locator("[name=question]").fill("Thông qua dự toán ngân sách năm 2027")
    chair.locator("button[name=open]").click()
    question = member.locator("#mine form.ballot")
    expect(question).to_be_visible()
    question.locator("button[value=agree]").click()
    expect(member.locator("#mine .notice[data-kind=good]")).to_be_visible()
    chair.locator("#mine form.ballot button[value=agree]").click()
    expect(chair.locator("#vote progress")).to_have_attribute("value", "2")
    expect(member.locator("#vote progress")).to_have_attribute("value", "2")
    press(chair, "/close/", "#vote")
    for page in (chair, member):
        expect(page.locator("#vote .tally [data-kind=good] dd")).to_have_text("2")
        expect(page.locator("#mine form.ballot")).to_have_count(0)


def test_somebody_asks_to_speak_and_is_called(table):
    chair, member = table
    press(member, "/hand/")
    expect(chair.locator("#speakers")).to_contain_text("Trần Thị Bình")
    press(chair, "/call/")
    expect(member.locator('#speakers [aria-current="true"]')).to_contain_text("Trần Thị Bình")
    expect(member.locator("#mine [data-kind=live], #mine .chip").last).to_be_visible()


def test_a_paper_and_a_new_version_appear_during_the_meeting(table, screens, server):
    _chair, member = table
    clerk = screens.sign_in(server.url, "chi")
    plan = member.url.split("/meetings/")[1]
    papers = f"{server.url}/meetings/{plan}papers/add/"
    clerk.goto(papers)
    form = clerk.locator("form[action$='/papers/add/']").first
    fill(form, title="Phụ lục bổ sung")
    file = {"name": "phu-luc.pdf", "mimeType": "application/pdf", "buffer": world.pdf("Phu luc", 2)}
    form.locator("[name=file]").set_input_files(file)
    with clerk.expect_navigation():
        form.locator("button.btn-primary").click()
    row = member.locator("#papers .paper-row", has_text="Phụ lục bổ sung")
    expect(row).to_contain_text(re.compile(r"\b2\b"))
    clerk.goto(papers)
    again = clerk.locator("form", has=clerk.locator("select[name=paper]"))
    again.locator("select[name=paper]").select_option(label="Phụ lục bổ sung")
    again.locator("[name=file]").set_input_files({**file, "buffer": world.pdf("Phu luc", 7)})
    again.locator("button").click()
    expect(row).to_contain_text(re.compile(r"\b7\b"))


def test_tablets_that_follow_turn_with_the_chair(table):
    chair, member = table
    press(chair, "/show/")
    shown = member.locator("page-show pdf-viewer [data-page]")
    expect(member.locator("#show")).to_be_visible()
    expect(shown).to_have_value("1")
    chair.locator("page-show [data-do=next]").click()
    expect(shown).to_have_value("2")
    member.locator("page-show [data-follow=off]").click()
    chair.locator("page-show [data-do=next]").click()
    expect(member.locator("page-show [data-shown-page]")).to_have_text("3")
    expect(shown).to_have_value("2")
    member.locator("page-show [data-follow=on]").click()
    expect(shown).to_have_value("3")
    press(chair, "/show/end/")
    expect(member.locator("#show")).to_be_hidden()


def test_who_came_in_late_is_seen_at_once(scene, open_page):
    meeting = scene("convened")
    chair, member = open_page("an", meeting), open_page("binh", meeting, "tablet")
    press(member, "/accept/")
    expect(chair.locator("#attendance", has_text="Trần Thị Bình")).to_be_visible()
    press(member, "/arrive/")
    expect(chair.locator("#attendance .number").first).to_contain_text("1/")
    press(chair, "/arrive/")
    press(chair, "/open/")
    expect(member.locator("#status[data-live]")).to_be_visible()
