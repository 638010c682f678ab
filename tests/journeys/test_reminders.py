"""A reminder from a phone: when and why the next one comes, put off in one press; the giver sees it, and urges."""

import pytest
from playwright.sync_api import expect

from tests.journeys.press import fill, press

pytestmark = pytest.mark.parametrize("size", ["embedded"], indirect=True)


def test_put_off_on_a_phone_and_urged(server, screens):
    task = server.world("task_given", f"Rà soát điểm ngập {id(screens)}")
    giver = screens.sign_in(server.url, "an")
    giver.goto(server.url + task.url)
    lead = screens.sign_in(server.url, "binh", "phone")
    lead.goto(server.url + task.url)

    mine = lead.locator("#my_reminder")
    expect(mine).to_contain_text("ngày làm việc chưa có ai nhận việc")
    mine.locator("form:has([name=until][value=tomorrow]) button").click()
    expect(mine).to_contain_text("đã hẹn nhắc lại")
    expect(giver.locator("#state")).to_contain_text("đã hẹn nhắc lại")

    press(giver, "/allow-snooze/", "#my_reminder")
    expect(giver.locator("#my_reminder form button")).to_contain_text("Cho hoãn")
    expect(mine.locator("[name=until]")).to_have_count(0)

    giver.locator('#my_reminder a[href$="/nudge/"]').click()
    fill(giver.locator("main form").first, words="Báo cáo trước 15 giờ")
    giver.locator("main form button.btn-primary").first.click()
    expect(lead.locator("#history summary")).to_contain_text("4")
    lead.goto(f"{server.url}/notices/")
    expect(lead.locator("main")).to_contain_text("Báo cáo trước 15 giờ")
