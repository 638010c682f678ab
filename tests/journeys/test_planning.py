"""The clerk plans a meeting with items and papers and invites people, who accept or decline with a reason."""

import re

import pytest
from playwright.sync_api import expect

from tests import world
from tests.journeys.press import fill, press


def plan(clerk, url, title):
    """Plan a meeting through the form; the clerk then stands on its plan."""
    clerk.goto(f"{url}/meetings/new/")
    form = clerk.locator("main form").first
    fill(
        form,
        title=title,
        place="Phòng họp số 1",
        unit="[Ủy ban nhân dân Thành phố]",
        chair="[Nguyễn Văn An]",
    )
    fill(form, starts_at="2031-03-05T08:00", ends_at="2031-03-05T11:30")
    form.locator("button.btn-primary").click()
    expect(clerk).to_have_url(re.compile(r"/plan/$"))


def test_a_meeting_is_planned_and_people_answer(server, screens):
    title = "Phiên họp thường kỳ tháng 3"
    clerk = screens.sign_in(server.url, "chi")
    plan(clerk, server.url, title)

    items = clerk.locator("form[action$='/items/add/']")
    fill(items, title="Báo cáo kinh tế - xã hội", minutes="25")
    items.locator("button.btn-primary").click()
    expect(clerk.locator("#plan")).to_contain_text("Báo cáo kinh tế - xã hội")
    expect(items.locator("[name=title]")).to_have_value("")
    clerk.locator("#plan a[hx-get$='/edit/']").click()
    fill(clerk.locator("#drawer form").first, presenter="[Trần Thị Bình]")
    clerk.locator("#drawer button.btn-primary").click()
    expect(clerk.locator("#plan")).to_contain_text("Trần Thị Bình")

    clerk.locator("a[href$='/papers/add/']").first.click()
    papers = clerk.locator("form[action$='/papers/add/']").first
    fill(papers, title="Báo cáo tháng 2", item="[Báo cáo kinh tế - xã hội]")
    papers.locator("[name=file]").set_input_files(
        {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": world.pdf("Bao cao", 4)}
    )
    papers.locator("button.btn-primary").click()
    expect(clerk.locator("#plan")).to_contain_text("Báo cáo tháng 2")

    clerk.locator("a[hx-get$='/invite/']").click()
    people = clerk.locator("#drawer form[action$='/invite/']")
    people.get_by_label("Trần Thị Bình").check()
    people.locator("button.btn-primary").click()
    expect(clerk.locator("#ready")).to_contain_text("Trần Thị Bình")
    press(clerk, "/convene/")
    expect(clerk).not_to_have_url(re.compile("/plan/"))

    member = screens.sign_in(server.urls[-1], "binh", "tablet")
    member.goto(f"{server.urls[-1]}/meetings/")
    member.get_by_text(title).first.click()
    member.locator('#mine a[href$="/decline/"]').click()
    member.locator("[name=reason]").fill("Đi công tác theo lịch của Bộ")
    member.locator("main form button.btn").first.click()
    expect(member.locator("#mine")).to_contain_text("Đi công tác theo lịch của Bộ")
    clerk.goto(re.sub(r"plan/$", "", clerk.url))
    expect(clerk.locator("#attendance")).to_contain_text("Đi công tác theo lịch của Bộ")
    press(member, "/accept/", "#mine")
    expect(clerk.locator("#attendance")).not_to_contain_text("Đi công tác theo lịch của Bộ")


@pytest.mark.parametrize("kind", ["phone", "desktop"])
def test_a_stranger_finds_no_meeting(scene, open_page, screens, kind):
    screens.forgiven.append("status of 404")
    meeting = scene("convened")
    page = open_page("dung", meeting, kind)
    expect(page.locator("main")).not_to_contain_text(meeting.title)
    expect(page.locator("live-topic[topic^=meeting]")).to_have_count(0)
