"""A leader gives by a sentence from a phone and takes it back; a clerk decides proposals by keyboard while the leader watches."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("size", ["embedded"], indirect=True)

TEXT = """Kết luận phiên họp {number}
1. Giao Sở Nội vụ báo cáo nước sạch trước ngày 15/12/2030.
2. Giao Sở Nội vụ trình phương án trước ngày 20/12/2030.
"""


def test_given_in_a_sentence_and_decided_by_keyboard(server, screens):
    here, there = server.url, server.urls[-1]
    leader, clerk = screens.sign_in(here, "an", "phone"), screens.sign_in(there, "chi")
    said = f"Sở Nội vụ rà soát hồ sơ {id(leader)} trước ngày 15/12/2030"
    leader.goto(f"{here}/tasks/")
    leader.locator(".assign-entry").click()
    leader.locator("[name=title]").press_sequentially(said, delay=1)
    expect(leader.locator("[data-understood]")).to_contain_text("15/12/2030")
    expect(leader.locator(".who-chip[aria-pressed=true]").first).to_contain_text("Sở Nội vụ")
    leader.locator(".assign-send button").click()
    expect(leader.locator("#state")).to_contain_text("Sở Nội vụ")
    leader.locator('form[action$="/take-back/"] button').click()
    expect(leader.locator("[name=title]")).to_have_value(said)

    clerk.goto(f"{there}/tasks/readings/")
    form = clerk.locator('form[action$="/readings/"]')
    form.locator("[name=text]").fill(TEXT.format(number=id(clerk)))
    clerk.locator("#about-text summary").click()
    form.locator("[name=giver]").select_option(label="Nguyễn Văn An")
    form.locator("button.btn-primary").click()
    expect(clerk.locator(".proposal")).to_have_count(2)
    leader.goto(here + clerk.url.removeprefix(there))
    expect(leader.locator('.proposal[data-state="waiting"]')).to_have_count(2)

    clerk.locator("h1").click()
    clerk.keyboard.press("j")
    clerk.keyboard.press("Enter")
    expect(leader.locator('.proposal[data-state="confirmed"]')).to_have_count(1)
    expect(clerk.locator('.proposal[data-state="confirmed"]')).to_have_count(1)
    clerk.keyboard.press("x")
    expect(leader.locator('.proposal[data-state="dismissed"]')).to_have_count(1)
    expect(clerk.locator('.proposal[data-state="dismissed"]')).to_have_count(1)
    clerk.keyboard.press("k")
    clerk.keyboard.press("j")
    clerk.keyboard.press("u")
    expect(leader.locator('.proposal[data-state="waiting"]')).to_have_count(1)
    leader.locator('.proposal[data-state="confirmed"] a[href^="/tasks/"]').click()
    expect(leader.locator("#state")).to_contain_text("15/12/2030")
